"""Parts of the body, sides and levels that words name (``lexicon/body_parts.yaml``)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from . import knowledge
from .index import PhraseIndex
from .knowledge import Entry
from .phrases import Phrase


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "bilateral"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the body."""

    name: str
    phrases: tuple[Phrase, ...]
    beside: frozenset[str]
    """Parts that a passage about this one may well speak of."""

    paired: bool


@dataclass(frozen=True, slots=True)
class BodyWords:
    """All parts, and those that the letters of spinal levels stand for."""

    parts: Mapping[str, Part]
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of the body, named on a page."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class NamedSide:
    """A side, named on a page."""

    start: int
    end: int
    side: Side


@cache
def load_body() -> BodyWords:
    """Return the parts of the body.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    entry = knowledge.read("body_parts.yaml")
    fields = entry.fields(("parts", "letters"))
    given = entry.required(fields, "parts").fields()
    parts = {name: _part(name, each) for name, each in given.items()}
    for name, each in given.items():
        unknown = parts[name].beside - parts.keys()
        if unknown:
            raise each.wrong(f"no part '{min(unknown)}'", "Name a part of this file.")
    letters = entry.required(fields, "letters").fields()
    return BodyWords(parts, {letter: e.one_of(parts) for letter, e in letters.items()})


def _part(name: str, entry: Entry) -> Part:
    fields = entry.fields(("words", "with", "paired"))
    words = entry.required(fields, "words")
    return Part(
        name=name,
        phrases=tuple(item.phrase() for item in words.items()),
        beside=frozenset(fields["with"].texts() if "with" in fields else ()),
        paired="paired" in fields and fields["paired"].flag(),
    )


@cache
def _index() -> PhraseIndex[str]:
    parts = load_body().parts.values()
    return PhraseIndex((phrase, part.name) for part in parts for phrase in part.phrases)


def find_parts(low: str, start: int = 0, end: int | None = None) -> list[NamedPart]:
    """Return the parts that lower-case words name, in order; the longer name wins.

    >>> [each.part for each in find_parts("pt for the low back, not the right knee")]
    ['lumbar spine', 'knee']
    """
    hits = _index().find(low, start, len(low) if end is None else end)
    found = [NamedPart(hit.start, hit.end, hit.payload) for hit in hits]
    found.sort(key=lambda each: (each.start, -each.end, each.part))
    kept: list[NamedPart] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_SIDE = re.compile(
    r"(?P<both>\bbilateral(?:ly)?\b|\bbilat\b|\bb/l\b|\bboth\s+(?:sides|knees|shoulders"
    r"|wrists|hands|hips|ankles|feet|elbows|arms|legs|upper|lower)\b"
    r"|\b(?:left and right|right and left)\b|\bb(?:ue|le)\b)"
    r"|(?P<left>\bleft(?!\s+(?:work|the|his|her|him|them|me|us|you"
    r"|it|nothing|early|behind|town|school|over|off|for|home|side of the road))\b"
    r"|\(l\)|\blt\b\.?(?!\s*(?:duty|col))|\bl(?:ue|le)\b|(?<![\w/-])l\.?(?=\s+{part}))"
    r"|(?P<right>\bright(?![\s-]+(?:handed|hand dominant|now|away|where|after|before"
    r"|to\b|through|angle|up\b|down\b|here|there))\b|\(r\)|\brt\b\.?|\br(?:ue|le)\b"
    r"|(?<![\w/-])r\.?(?=\s+{part}))".replace(
        "{part}",
        r"(?:(?:sided|tf\w*|esi|upper|lower|knee|shoulder|wrist|hand|hip|ankle|foot|elbow"
        r"|arm|leg|thumb|carpal|rotator|subacromial|si|sacroiliac|[lcts]\d|slr|ehl"
        r"|achilles|pos|neg|positive|negative)\b)",
    )
)


def find_sides(low: str, start: int = 0, end: int | None = None) -> Iterator[NamedSide]:
    """Yield the sides that lower-case words name, in order.

    >>> [each.side.value for each in find_sides("r knee; right-handed, left work")]
    ['right']
    """
    for match in _SIDE.finditer(low, start, len(low) if end is None else end):
        side = {"both": Side.BOTH, "left": Side.LEFT, "right": Side.RIGHT}
        yield NamedSide(match.start(), match.end(), side[match.lastgroup or "both"])
