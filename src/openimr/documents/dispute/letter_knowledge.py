"""What letters and forms say beside their fields, from ``data/letters.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from openimr.documents.knowledge import entry, load, phrases
from openimr.documents.phrases import PhraseBook, words_of

_TOP = frozenset(
    (
        "history mixtures amount_words elsewhere undecided appeal narrative "
        "administrator_leads boxes questions review_types parties "
        "nothing reviewer specialties records service common_words body_parts "
        "states"
    ).split()
)
_PARTY = frozenset({"in_section", "own", "two_in_one"})
_REVIEWER = frozenset({"anchors", "evidence", "signed", "hours", "ends"})
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Words right before or right after a date that tell what day it is."""

    before: frozenset[Words]
    after: frozenset[Words]


@dataclass(frozen=True, slots=True)
class PartyLabels:
    """Labels of contact data: in a party's section, and anywhere."""

    in_section: Mapping[str, frozenset[str]]
    own: Mapping[str, Mapping[str, frozenset[str]]]
    two_in_one: frozenset[str]
    """Labels with a phone and a fax number behind them."""


@dataclass(frozen=True, slots=True)
class ReviewerWords:
    """How a letter presents the physician who decided."""

    anchors: PhraseBook[bool]
    evidence: frozenset[str]
    signed: tuple[str, ...]
    hours: PhraseBook[bool]
    ends: PhraseBook[bool]


@dataclass(frozen=True, slots=True)
class Letters:
    """Everything that is known about the wording beside the fields."""

    history_heads: PhraseBook[bool]
    history_before: frozenset[str]
    history_sentences: PhraseBook[bool]
    mixtures: frozenset[str]
    amount_words: frozenset[str]
    elsewhere: frozenset[Words]
    undecided: PhraseBook[str]
    appeal: PhraseBook[bool]
    narrative: Mapping[str, Told]
    administrator_leads: PhraseBook[bool]
    boxes: Mapping[str, Mapping[str, frozenset[Words]]]
    questions: Mapping[str, tuple[frozenset[str], ...]]
    review_types: PhraseBook[str]
    parties: PartyLabels
    nothing: frozenset[Words]
    reviewer: ReviewerWords
    specialties: PhraseBook[bool]
    record_heads: PhraseBook[bool]
    record_names: frozenset[str]
    service_verbs: PhraseBook[bool]
    service_methods: Mapping[str, frozenset[str]]
    common_words: frozenset[str]
    body_parts: PhraseBook[str]
    states: Mapping[str, str]
    """Full names by small name and by code in capitals."""


@cache
def letters() -> Letters:
    """Return the wording of letters and forms beside their fields.

    Raises:
        KnowledgeError: the data file is wrong.
    """
    data = entry(load("letters.yaml"), _TOP, "letters.yaml")
    history = _part(data, "history", {"heads", "before", "sentences"})
    records = _part(data, "records", {"heads", "names"})
    service = _part(data, "service", {"verbs", "methods"})
    return Letters(
        history_heads=_book(history["heads"], "history"),
        history_before=frozenset(_texts(history["before"], "history")),
        history_sentences=_book(history["sentences"], "history"),
        mixtures=frozenset(_texts(data["mixtures"], "mixtures")),
        amount_words=frozenset(_texts(data["amount_words"], "amount_words")),
        elsewhere=_runs(data["elsewhere"], "elsewhere"),
        undecided=_named(data["undecided"], "undecided"),
        appeal=_book(data["appeal"], "appeal"),
        narrative={
            str(name): _told(node, f"narrative, {name}")
            for name, node in data["narrative"].items()
        },
        administrator_leads=_book(data["administrator_leads"], "administrator_leads"),
        boxes={
            str(name): {
                str(option): _runs(texts, f"boxes, {name}")
                for option, texts in options.items()
            }
            for name, options in data["boxes"].items()
        },
        questions={
            str(name): tuple(frozenset(_texts(words, "questions")) for words in node)
            for name, node in data["questions"].items()
        },
        review_types=_named(data["review_types"], "review_types"),
        parties=_parties(data["parties"]),
        nothing=_runs(data["nothing"], "nothing"),
        reviewer=_reviewer(data["reviewer"]),
        specialties=_book(data["specialties"], "specialties"),
        record_heads=_book(records["heads"], "records"),
        record_names=frozenset(_texts(records["names"], "records")),
        service_verbs=_book(service["verbs"], "service"),
        service_methods=_sets(service["methods"], "service"),
        common_words=frozenset(_texts(data["common_words"], "common_words")),
        body_parts=_named(data["body_parts"], "body_parts"),
        states={
            text: name
            for name, texts in _sets(data["states"], "states").items()
            for text in texts
        },
    )


def _part(
    data: Mapping[str, object], name: str, known: set[str]
) -> Mapping[str, object]:
    return entry(data[name], frozenset(known), f"letters.yaml, {name}")


def _texts(node: object, place: str) -> tuple[str, ...]:
    return phrases(node, f"letters.yaml, {place}")


def _book(node: object, place: str) -> PhraseBook[bool]:
    return PhraseBook((text, True) for text in _texts(node, place))


def _runs(node: object, place: str) -> frozenset[Words]:
    return frozenset(words_of(text) for text in _texts(node, place))


def _sets(node: object, place: str) -> Mapping[str, frozenset[str]]:
    named = entry(node, frozenset(map(str, _keys(node))), f"letters.yaml, {place}")
    return {str(n): frozenset(_texts(texts, place)) for n, texts in named.items()}


def _keys(node: object) -> Iterable[object]:
    return node if isinstance(node, Mapping) else ()


def _named(node: object, place: str) -> PhraseBook[str]:
    return PhraseBook(
        (text, name)
        for name, texts in _sets(node, place).items()
        for text in sorted(texts)
    )


def _told(node: object, place: str) -> Told:
    checked = entry(node, frozenset({"before", "after"}), f"letters.yaml, {place}")
    return Told(_runs(checked["before"], place), _runs(checked["after"], place))


def _parties(node: object) -> PartyLabels:
    checked = entry(node, _PARTY, "letters.yaml, parties")
    own = entry(
        checked["own"], frozenset({"administrator", "physician", "employee"}), "own"
    )
    return PartyLabels(
        _sets(checked["in_section"], "parties"),
        {str(party): _sets(labels, "parties") for party, labels in own.items()},
        frozenset(_texts(checked["two_in_one"], "parties")),
    )


def _reviewer(node: object) -> ReviewerWords:
    checked = entry(node, _REVIEWER, "letters.yaml, reviewer")
    return ReviewerWords(
        _book(checked["anchors"], "reviewer"),
        frozenset(_texts(checked["evidence"], "reviewer")),
        _texts(checked["signed"], "reviewer"),
        _book(checked["hours"], "reviewer"),
        _book(checked["ends"], "reviewer"),
    )
