"""What the recognition of a picture may have made of a word, and what it may not."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from .knowledge import entry, load, phrases
from .phrases import words_of

_TOP = frozenset(
    {
        "handling_words",
        "stamp_words",
        "turning_words",
        "confused_characters",
        "confused_figures",
    }
)
_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](?:19|20)?\d\d")
_ALIKE = 0.5
_LOOSELY_ALIKE = 0.3
_SHORT = 3
_GUESSED = 0.35
"""Certainty below which the engine guessed: any word may stand for any."""


@dataclass(frozen=True, slots=True)
class CopyKnowledge:
    """The words and characters that tell a copy from a changed page."""

    handling: frozenset[str]
    stamp: frozenset[str]
    turning: frozenset[str]
    characters: tuple[tuple[str, str], ...]
    figures: frozenset[frozenset[str]]


@cache
def copy_knowledge() -> CopyKnowledge:
    """Return what ``copies.yaml`` holds.

    Raises:
        KnowledgeError: the data file is wrong.
    """
    place = "copies.yaml"
    data = entry(load(place), _TOP, place)

    def words(key: str) -> frozenset[str]:
        listed = phrases(data[key], f"{place}, {key}")
        return frozenset(word for text in listed for word in words_of(text))

    pairs = [
        phrases(pair, f"{place}, confused_characters")
        for pair in data["confused_characters"]
    ]
    figures = phrases(data["confused_figures"], f"{place}, confused_figures")
    return CopyKnowledge(
        handling=words("handling_words"),
        stamp=words("stamp_words"),
        turning=words("turning_words"),
        characters=tuple((pair[0], pair[-1]) for pair in pairs),
        figures=frozenset(map(frozenset, figures)),
    )


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> str:
    """Return a word with characters that look alike made one.

    >>> shape("modern") == shape("modem"), shape("l0") == shape("10")
    (True, True)
    >>> shape("7/10") == shape("5/10")
    False
    """
    for seen, meant in copy_knowledge().characters:
        word = word.replace(seen, meant)
    return word


def is_turning(word: str) -> bool:
    """Tell whether a word turns a finding round: no, left, increased."""
    return word in copy_knowledge().turning


def has_figure(word: str) -> bool:
    """Tell whether there is a figure in a word."""
    return any(map(str.isdigit, word))


def may_be_misread(one: str, other: str, certainty: float, *, noisy: bool) -> bool:
    """Tell whether one word may be another as the engine read it.

    ``certainty`` is that of the less sure reading; ``noisy`` tells that the page is
    misread elsewhere, so that a sure reading may be wrong as well.

    >>> may_be_misread("spasm", "spasrn", 0.9, noisy=False)
    True
    >>> may_be_misread("7/10", "5/10", 0.9, noisy=True)
    False
    """
    if shape(one) == shape(other):
        return True
    figures = has_figure(one), has_figure(other)
    if all(figures):
        return _figures_misread(one, other, certainty, noisy=noisy)
    likeness = SequenceMatcher(None, shape(one), shape(other), autojunk=False).ratio()
    if any(figures):
        return noisy and likeness >= _ALIKE
    if is_turning(one) or is_turning(other) or _is_turned(one, other):
        both = is_turning(one) and is_turning(other)
        return not both and likeness >= _ALIKE and certainty < (0.9 if noisy else 0.6)
    return _letters_misread(one, other, likeness, certainty, noisy=noisy)


def _letters_misread(
    one: str, other: str, likeness: float, certainty: float, *, noisy: bool
) -> bool:
    if noisy and max(len(one), len(other)) <= _SHORT:
        return certainty < 0.95
    if certainty < _GUESSED:
        return likeness >= _LOOSELY_ALIKE
    return likeness >= _ALIKE and certainty < (0.975 if noisy else 0.8)


def _is_turned(one: str, other: str) -> bool:
    """Tell whether one word is the other with un-, in-, non-, hyper- before it."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    before = len(longer) - len(shorter)
    if len(shorter) >= 4 and before >= 2 and longer.endswith(shorter):
        return True
    return {one[:5], other[:4]} == {"hyper", "hypo"} or (
        {one[:4], other[:5]} == {"hypo", "hyper"}
    )


def _figures_misread(one: str, other: str, certainty: float, *, noisy: bool) -> bool:
    first, second = _figures(one), _figures(other)
    if len(first) != len(second):
        return certainty < (0.7 if noisy else _GUESSED)
    if certainty < 0.4:
        return True
    alike = copy_knowledge().figures
    looks = all(
        a == b or frozenset((a, b)) in alike for a, b in zip(first, second, strict=True)
    )
    return looks and certainty < (0.85 if noisy else 0.6)


def _figures(word: str) -> str:
    return "".join(c for c in shape(word) if c.isdigit())


def is_date(word: str) -> bool:
    """Tell whether a word is a day in figures."""
    match = _DATE.fullmatch(word)
    return bool(match and 0 < int(match[1]) <= 12 and 0 < int(match[2]) <= 31)
