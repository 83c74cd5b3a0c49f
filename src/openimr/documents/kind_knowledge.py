"""What is known of the kinds of documents, from ``data/kinds.yaml``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from openimr.domain import DocumentKind
from openimr.errors import KnowledgeError

from .knowledge import entry, load, phrases
from .phrases import PhraseBook, words_of
from .title_slips import TitleWords

_KEYS = frozenset({"titles", "letterhead", "body", "examples"})
_TOP = frozenset(
    {
        "least",
        "body_limit",
        "letterhead_lines",
        "kinds",
        "file_names",
        "patterns",
    }
)
_PATTERN_KEYS = frozenset({"kind", "first", "begins", "at_least", "points"})
FIGURE = "#"
"""Stands for a line that begins with a figure."""

Meaning = tuple[DocumentKind, float]
"""A kind, and the points that a phrase gives it."""


@dataclass(frozen=True, slots=True)
class LinePattern:
    """How lines begin that speak for a kind, and how many of them it takes."""

    kind: DocumentKind
    first: tuple[str, ...]
    begins: re.Pattern[str]
    at_least: int
    points: float


@dataclass(frozen=True, slots=True)
class KindBook:
    """Titles, letterheads, body words, line patterns and file names of all kinds."""

    titles: PhraseBook[Meaning]
    letterhead: PhraseBook[Meaning]
    body: PhraseBook[Meaning]
    patterns: tuple[LinePattern, ...]
    by_first: Mapping[str, tuple[int, ...]]
    """First word of a line, and the patterns worth a try."""

    file_names: PhraseBook[DocumentKind]
    title_words: TitleWords
    """The words of titles and letterheads, for pages that were read badly."""

    least: float
    body_limit: float
    letterhead_lines: int


@cache
def kind_book() -> KindBook:
    """Return what is known of the kinds.

    Raises:
        KnowledgeError: the data file is wrong.
    """
    data = entry(load("kinds.yaml"), _TOP, "kinds.yaml")
    kinds = {_kind(name): node for name, node in data["kinds"].items()}
    for kind, node in kinds.items():
        entry(node, _KEYS, f"kinds.yaml, {kind}")
    names = {_kind(name): node for name, node in data["file_names"].items()}
    patterns = tuple(_pattern(node) for node in data["patterns"])
    return KindBook(
        titles=PhraseBook(_weighed(kinds, "titles")),
        letterhead=PhraseBook(_weighed(kinds, "letterhead")),
        body=PhraseBook(_weighed(kinds, "body")),
        patterns=patterns,
        by_first=_by_first(patterns),
        file_names=PhraseBook(
            (phrase, kind)
            for kind, node in names.items()
            for phrase in phrases(node, f"kinds.yaml, file names of {kind}")
        ),
        title_words=TitleWords(
            " ".join(words_of(str(phrase)))
            for node in kinds.values()
            for key in ("titles", "letterhead")
            for phrase in node.get(key, {})
        ),
        least=float(data["least"]),
        body_limit=float(data["body_limit"]),
        letterhead_lines=int(data["letterhead_lines"]),
    )


def _pattern(node: object) -> LinePattern:
    checked = entry(node, _PATTERN_KEYS, "kinds.yaml, patterns")
    return LinePattern(
        kind=_kind(checked["kind"]),
        first=phrases(checked["first"], "kinds.yaml, patterns"),
        begins=re.compile(str(checked["begins"]), re.IGNORECASE),
        at_least=int(checked.get("at_least", 1)),
        points=float(checked["points"]),
    )


def _by_first(patterns: Sequence[LinePattern]) -> dict[str, tuple[int, ...]]:
    firsts = sorted({word for pattern in patterns for word in pattern.first})
    return {
        word: tuple(n for n, pattern in enumerate(patterns) if word in pattern.first)
        for word in firsts
    }


def _kind(name: str) -> DocumentKind:
    try:
        return DocumentKind(name)
    except ValueError as problem:
        known = ", ".join(sorted(DocumentKind))
        raise KnowledgeError(
            "kinds.yaml", f"no kind '{name}'", f"Use one of {known}."
        ) from problem


def _weighed(
    kinds: Mapping[DocumentKind, Mapping[str, Any]], key: str
) -> Iterator[tuple[str, Meaning]]:
    for kind, node in kinds.items():
        for phrase, points in node.get(key, {}).items():
            yield str(phrase), (kind, float(points))
