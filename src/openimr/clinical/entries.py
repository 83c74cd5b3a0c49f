"""What the lexicon knows of each fact: the words for it, and where they count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from openimr.domain import Finding

from . import knowledge
from .examples import Example, read_examples
from .knowledge import Entry
from .phrases import Lists, Phrase, PhraseError, check_phrase
from .sections import SectionKind


def fact_files() -> tuple[str, ...]:
    """Return the lexicon's files of facts, by name; a new one needs no code.

    Raises:
        KnowledgeError: the lexicon is missing.
    """
    return knowledge.names("facts_")


class Tie(StrEnum):
    """What a passage must be tied to before it counts."""

    NONE = "none"
    ITEM = "item"
    """The treatment in dispute, or its class of drugs."""

    MEDICATIONS = "medications"
    """The same, or medicines in general."""


class Measure(StrEnum):
    """What a span of time runs over."""

    LENGTH = "length"
    """A stretch as it is told: relief lasted nine weeks."""

    SINCE_FIRST = "since_first"
    """From the earliest day told to the request: pain since 2012."""

    SINCE_LAST = "since_last"
    """From the latest day told to the request: the last injection."""


class Denied(StrEnum):
    """What a denial of the words means."""

    ABSENT = "absent"
    PRESENT = "present"
    """The matter was looked at: 'no side effects' is an answer."""

    NOTHING = "nothing"


class CueGroup(StrEnum):
    """What words say of a fact."""

    PRESENT = "present"
    ALONE = "alone"
    """Present words that need no tie, unless another treatment is named."""

    CLOSE = "close"
    """Present words that must name the treatment in the same sentence."""

    ABSENT = "absent"
    VAGUE = "vague"
    """They come close, and never count."""

    NOT_WITH = "not_with"
    """In the same sentence they make the others speak of something else."""

    ELSE_WITH = "else_with"
    """In the same sentence they let the others count in any section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """One fact of the lexicon."""

    fact: str
    terms: tuple[str, ...]
    """What was looked for, as the search trail says it."""

    finder: str | None = None
    """Name of the finder that computes it; None where words alone decide."""

    cues: Mapping[CueGroup, tuple[Phrase, ...]] = field(default_factory=dict)
    vague_why: str = "said in general words only"
    sections: frozenset[SectionKind] = frozenset()
    """Sections where it counts; empty means all but those of ``never``."""

    never: frozenset[SectionKind] = frozenset()
    denied: Denied = Denied.ABSENT
    past_counts: bool = False
    """Told as past, it still answers the question (a trial that failed)."""

    supposed_counts: bool = False
    """Said as a condition or plan, it still answers the question (a stopping rule)."""

    within_days: int | None = None
    """Days before the latest report in which it must have been said."""

    tie: Tie = Tie.NONE
    reach: int = 3
    """Sentences back to which a treatment named there still holds."""

    conflict: Finding = Finding.PRESENT
    """What wins where reports of one day say both."""

    site: bool = False
    """A passage about another body part, side or level than the item's does not count.

    So it is, unless the entry says otherwise, where a passage must be tied.
    """

    unit: str | None = None
    """Unit of the number that a finder gives."""

    request_field: str | None = None
    """Field of the request that answers, for the finder ``item_field``."""

    measure: Measure = Measure.LENGTH
    """What the finder ``span`` measures."""

    tells: bool = False
    """The words of the best passage are the fact's value."""

    groups: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Named lists of phrases for the finder."""

    by_class: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of groups, drugs or classes that hold for a drug or class."""

    examples: tuple[Example, ...] = ()


_KEYS = (
    "fact terms finder present alone close absent vague vague_why not_with else_with "
    "sections never denied past_counts supposed_counts within_days tie reach conflict "
    "site unit field measure tells groups by_class examples"
).split()


REQUEST_FIELDS = ("visits", "levels", "quantity", "refills", "purchase", "body_part")
"""What ``field`` may name; ``levels`` counts those of the request's ``level``."""


@cache
def load_facts() -> Mapping[str, FactEntry]:
    """Return the facts that can be found, by id.

    Raises:
        KnowledgeError: a file breaks the schema, with file and line.
    """
    facts: dict[str, FactEntry] = {}
    lists, shared = load_words()
    for name in fact_files():
        for entry in knowledge.read(name).items():
            fact = read_fact(entry, lists, shared)
            if fact.fact in facts:
                raise entry.wrong(f"fact '{fact.fact}' stands twice", "Keep one.")
            facts[fact.fact] = fact
    return facts


@cache
def load_words() -> tuple[Lists, Mapping[str, tuple[str, ...]]]:
    """Return the named lists of ``words.yaml``, and the cues that facts share.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    fields = knowledge.read("words.yaml").fields(("lists", "cues"))
    lists: dict[str, tuple[str, ...]] = {}
    for name, entry in fields["lists"].fields().items():
        lists[name] = entry.texts()
        for item in entry.items():
            try:
                check_phrase(item.text(), lists)
            except PhraseError as problem:
                raise item.wrong(str(problem), "Correct the phrase.") from problem
    shared: dict[str, tuple[str, ...]] = {}
    for name, entry in fields["cues"].fields().items():
        shared[name] = entry.texts()
        for item in entry.items():
            item.phrase(lists)
    return lists, shared


def read_fact(
    entry: Entry, lists: Lists, shared: Mapping[str, tuple[str, ...]]
) -> FactEntry:
    """Read one entry of a fact file.

    Raises:
        KnowledgeError: it breaks the schema, with file and line.
    """
    fields = entry.fields(_KEYS)
    cues = {
        group: tuple(_phrases(fields[group.value], lists, shared))
        for group in CueGroup
        if group.value in fields
    }
    fact = FactEntry(
        fact=entry.required(fields, "fact").text(),
        terms=entry.required(fields, "terms").texts(),
        finder=fields["finder"].text() if "finder" in fields else None,
        cues=cues,
        vague_why=_text(fields, "vague_why", "said in general words only"),
        sections=_sections(fields, "sections"),
        never=_sections(fields, "never"),
        denied=Denied(_word(fields, "denied", Denied, "absent")),
        past_counts=_flag(fields, "past_counts"),
        supposed_counts=_flag(fields, "supposed_counts"),
        within_days=fields["within_days"].whole() if "within_days" in fields else None,
        tie=Tie(_word(fields, "tie", Tie, "none")),
        reach=fields["reach"].whole() if "reach" in fields else 3,
        conflict=Finding(_word(fields, "conflict", Finding, "present")),
        site=_flag(fields, "site", _word(fields, "tie", Tie, "none") != "none"),
        unit=fields["unit"].text() if "unit" in fields else None,
        request_field=_one_of(fields, "field", REQUEST_FIELDS),
        measure=Measure(_word(fields, "measure", Measure, "length")),
        tells=_flag(fields, "tells"),
        groups={
            name: tuple(_phrases(item, lists, shared))
            for name, item in _mapping(fields, "groups").items()
        },
        by_class={n: i.texts() for n, i in _mapping(fields, "by_class").items()},
        examples=read_examples(_list(fields, "examples")),
    )
    if not fact.examples:
        raise entry.wrong("no examples", "Add at least one that proves the words.")
    return fact


def _phrases(
    entry: Entry, lists: Lists, shared: Mapping[str, tuple[str, ...]]
) -> Iterator[Phrase]:
    for item in entry.items():
        words = item.text()
        if words.startswith("@"):
            if words[1:] not in shared:
                raise item.wrong(f"no cues called '{words}'", "See words.yaml.")
            for each in shared[words[1:]]:
                yield item.phrase(lists, each)
        else:
            yield item.phrase(lists)


def _sections(fields: Mapping[str, Entry], key: str) -> frozenset[SectionKind]:
    return frozenset(
        SectionKind(item.one_of(SectionKind)) for item in _list(fields, key)
    )


def _text(fields: Mapping[str, Entry], key: str, otherwise: str) -> str:
    return fields[key].text() if key in fields else otherwise


def _flag(fields: Mapping[str, Entry], key: str, otherwise: bool = False) -> bool:
    return fields[key].flag() if key in fields else otherwise


def _one_of(
    fields: Mapping[str, Entry], key: str, words: tuple[str, ...]
) -> str | None:
    return fields[key].one_of(words) if key in fields else None


def _word(
    fields: Mapping[str, Entry], key: str, words: type[StrEnum], otherwise: str
) -> str:
    return fields[key].one_of(words) if key in fields else otherwise


def _list(fields: Mapping[str, Entry], key: str) -> Iterator[Entry]:
    yield from fields[key].items() if key in fields else ()


def _mapping(fields: Mapping[str, Entry], key: str) -> dict[str, Entry]:
    return fields[key].fields() if key in fields else {}
