"""The words of forms and letters, from ``data/forms.yaml``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openimr.documents.knowledge import entry, load, phrases
from openimr.documents.phrases import PhraseBook
from openimr.domain import UrOutcome
from openimr.errors import KnowledgeError

_TOP = frozenset(
    (
        "sections fields composites other_labels priorities dispute_list "
        "request_table outcomes decision_table decision_ends guideline_names "
        "guideline_sections reason_sections reason_ends reviewer_labels "
        "sentence_verbs formula_words"
    ).split()
)
TYPES = frozenset(
    {"name", "physician", "organisation", "text", "date", "claim", "case"}
)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field: what its value is, and what it is called, overall or in one section."""

    name: str
    type: str
    labels: frozenset[str]
    inside: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Forms:
    """Everything that is known about the wording of forms and letters."""

    fields: Mapping[str, FieldRule]
    composites: Mapping[str, tuple[str | None, ...]]
    label: re.Pattern[str]
    label_words: frozenset[str]
    """Words of labels and of headings, by which a slip in one is known."""

    sections: PhraseBook[str]
    priorities: Mapping[str, tuple[str, ...]]
    dispute_begins: PhraseBook[bool]
    dispute_alone: re.Pattern[str]
    """A heading that counts only where it opens its line and the list follows."""

    label_starts: frozenset[str]
    """Labels of fields, in lower case."""

    dispute_instruction: tuple[frozenset[str], ...]
    dispute_ends: PhraseBook[bool]
    request_begins: PhraseBook[bool]
    request_header: frozenset[str]
    request_ends: PhraseBook[bool]
    request_labels: tuple[str, ...]
    request_more: tuple[str, ...]
    request_again: frozenset[str]
    request_roles: Mapping[str, frozenset[str]]
    """Words of column titles by what the column holds."""

    outcomes: PhraseBook[UrOutcome | None]
    item_words: frozenset[str]
    outcome_words: frozenset[str]
    unit_words: frozenset[str]
    certified_words: frozenset[str]
    decision_ends: PhraseBook[bool]
    guideline_names: PhraseBook[bool]
    guideline_sections: PhraseBook[bool]
    reason_sections: PhraseBook[bool]
    reason_ends: PhraseBook[bool]
    verbs: frozenset[str]
    formula_words: frozenset[str]
    reviewer_labels: tuple[str, ...]


@cache
def forms() -> Forms:
    """Return the wording of forms and letters.

    Raises:
        KnowledgeError: the data file is wrong.
    """
    data = entry(load("forms.yaml"), _TOP, "forms.yaml")
    fields = {
        str(name): _field(str(name), node) for name, node in data["fields"].items()
    }
    composites = {
        str(label): _parts(label, node, fields)
        for label, node in data["composites"].items()
    }
    dispute = entry(
        data["dispute_list"],
        frozenset({"begins", "alone", "instruction", "ends"}),
        "dispute_list",
    )
    request = entry(
        data["request_table"],
        frozenset("begins header_words ends again labels more_labels columns".split()),
        "request_table",
    )
    table = entry(
        data["decision_table"],
        frozenset({"item_words", "outcome_words", "unit_words", "certified_words"}),
        "decision_table",
    )
    others = (*composites, *_texts(data["other_labels"], "other_labels"))
    headings = [
        text
        for node in (*data["sections"].values(), dispute["begins"], request["begins"])
        for text in node
    ]
    return Forms(
        fields=fields,
        composites=composites,
        label=_label_pattern(fields, others),
        label_words=_words({*_labels(fields, others), *headings}),
        sections=PhraseBook(
            (text, str(name))
            for name, node in data["sections"].items()
            for text in _texts(node, f"sections, {name}")
        ),
        priorities={
            str(name): _texts(node, f"priorities, {name}")
            for name, node in data["priorities"].items()
        },
        dispute_begins=_book(dispute["begins"], "dispute_list, begins"),
        dispute_alone=_alone(_texts(dispute["alone"], "dispute_list, alone")),
        label_starts=frozenset(_labels(fields, others)),
        dispute_instruction=tuple(
            frozenset(_texts(words, "dispute_list, instruction"))
            for words in dispute["instruction"]
        ),
        dispute_ends=_book(dispute["ends"], "dispute_list, ends"),
        request_begins=_book(request["begins"], "request_table, begins"),
        request_header=frozenset(_texts(request["header_words"], "header_words")),
        request_ends=_book(request["ends"], "request_table, ends"),
        request_labels=_texts(request["labels"], "request_table, labels"),
        request_more=_texts(request["more_labels"], "request_table, more_labels"),
        request_again=frozenset(_texts(request["again"], "request_table, again")),
        request_roles={
            str(role): frozenset(_texts(words, f"request_table, columns, {role}"))
            for role, words in request["columns"].items()
        },
        outcomes=_outcomes(data["outcomes"]),
        item_words=frozenset(_texts(table["item_words"], "item_words")),
        outcome_words=frozenset(_texts(table["outcome_words"], "outcome_words")),
        unit_words=frozenset(_texts(table["unit_words"], "unit_words")),
        certified_words=frozenset(_texts(table["certified_words"], "certified_words")),
        decision_ends=_book(data["decision_ends"], "decision_ends"),
        guideline_names=_book(data["guideline_names"], "guideline_names"),
        guideline_sections=_book(data["guideline_sections"], "guideline_sections"),
        reason_sections=_book(data["reason_sections"], "reason_sections"),
        reason_ends=_book(data["reason_ends"], "reason_ends"),
        verbs=frozenset(_texts(data["sentence_verbs"], "sentence_verbs")),
        formula_words=frozenset(_texts(data["formula_words"], "formula_words")),
        reviewer_labels=_texts(data["reviewer_labels"], "reviewer_labels"),
    )


def _texts(node: object, place: str) -> tuple[str, ...]:
    return phrases(node, f"forms.yaml, {place}")


def _book(node: object, place: str) -> PhraseBook[bool]:
    return PhraseBook((text, True) for text in _texts(node, place))


def _field(name: str, node: object) -> FieldRule:
    place = f"forms.yaml, fields, {name}"
    checked = entry(node, frozenset({"type", "labels", "in"}), place)
    if checked["type"] not in TYPES:
        raise KnowledgeError(place, "no such type", f"Use one of {sorted(TYPES)}.")
    return FieldRule(
        name=name,
        type=str(checked["type"]),
        labels=frozenset(phrases(checked["labels"], place)),
        inside={
            str(section): frozenset(phrases(labels, place))
            for section, labels in checked.get("in", {}).items()
        },
    )


def _alone(texts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for a heading, its colon or dots, before a treatment.

    Where only the gap of a cell is between, a heading has to end in ``dispute``, or
    to say "or": ``Disputed Medical Treatment`` is one heading.
    """
    names = sorted(texts, key=lambda text: (-len(text), text))
    closed = "|".join(re.escape(name) for name in names if _is_closed(name))
    named = "|".join(map(re.escape, names))
    treatment = r"(?=(?-i:[A-Z\d(]))"
    return re.compile(
        rf"(?:\d{{1,2}}[.)]\s*)?(?:{named})(?:\s*[:.\u2026_]+\s*{treatment}|\s*:\s*$)"
        rf"|(?:{closed})\s+{treatment}",
        re.IGNORECASE,
    )


def _is_closed(name: str) -> bool:
    return name.endswith(" dispute") or " or " in name


def _parts(
    label: str, node: list[str | None], fields: Mapping[str, FieldRule]
) -> tuple[str | None, ...]:
    for part in node:
        if part is not None and part not in fields:
            raise KnowledgeError(f"forms.yaml, {label}", "no such field", "Name one.")
    return tuple(node)


def _labels(fields: Mapping[str, FieldRule], others: tuple[str, ...]) -> frozenset[str]:
    texts = {*others}
    for rule in fields.values():
        texts |= rule.labels.union(*rule.inside.values())
    return frozenset(texts)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(r"[a-z]+", text))


def _label_pattern(
    fields: Mapping[str, FieldRule], others: tuple[str, ...]
) -> re.Pattern[str]:
    texts = _labels(fields, others)
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    either = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in longest_first)
    return re.compile(
        rf"(?<![\w-])(?P<label>{either})(?![\w-])(?P<note>\s*\((?!\d{{3}}\))[^)]*\))?"
        r"\.?(?P<colon>\s*:)?",
        re.IGNORECASE,
    )


def _outcomes(node: Mapping[str, Any]) -> PhraseBook[UrOutcome | None]:
    return PhraseBook(
        (text, None if name == "none" else UrOutcome(name))
        for name, texts in node.items()
        for text in _texts(texts, f"outcomes, {name}")
    )
