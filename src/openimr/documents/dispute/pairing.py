"""Which line of one document is the same treatment as a line of another."""

import re
from collections.abc import Sequence
from typing import TypeVar

from openimr.documents.names import is_slip
from openimr.domain import RequestLine, UrItem

from .letter_knowledge import letters
from .quantities import quantity

Worded = TypeVar("Worded", RequestLine, UrItem)

_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")
_SHORT = re.compile(r"\b[A-Z]{2,4}\b")
_STRENGTH = re.compile(r"\d+(?:\.\d+)?(?:/\d+)?(?=\s*(?:mg|mcg|%))", re.IGNORECASE)
_NO_NAME = frozenset("dos qty mg ml rfa ct of and for bid tid qid prn po".split())


def pair(lines: Sequence[RequestLine], others: Sequence[Worded]) -> list[Worded | None]:
    """Return for each line its partner among the others, each of those taken once.

    A name is written in many ways: with a slip, as initials, by its brand.  Where no
    word is shared, the same strength and quantity still make a pair.
    """
    found: dict[int, int] = {}
    scores = sorted(
        (-likeness(line.text, other.text), at, to)
        for at, line in enumerate(lines)
        for to, other in enumerate(others)
    )
    for score, at, to in scores:
        if score < 0 and at not in found and to not in found.values():
            found[at] = to
    return [others[found[at]] if at in found else None for at in range(len(lines))]


def likeness(one: str, other: str) -> int:
    """Return how much two wordings are one treatment; 0 where nothing says so.

    >>> likeness("Zanaflex 4 mg #60", "tizanidine 4mg, 60 tablets") > 0
    True
    >>> likeness("Lumbar brace", "Lumbar MRI")
    0
    """
    first, second = _names(one), _names(other)
    shared = sum(any(a == b or is_slip(a, b) for b in second) for a in first)
    shared += _initials(one, other) or _initials(other, one)
    strength = bool(strengths(one)) and strengths(one) == strengths(other)
    amount = quantity(one) is not None and quantity(one) == quantity(other)
    if not shared:
        return int(strength and amount)
    return 4 * shared + 2 * strength + amount


def strengths(text: str) -> frozenset[str]:
    """Return the strengths that a treatment's words state."""
    return frozenset(_STRENGTH.findall(text))


def _names(text: str) -> set[str]:
    """Return the words that can name a treatment, and not its place or amount."""
    words = {word.lower() for word in _WORD.findall(text)}
    return words - letters().common_words


def _initials(short: str, long: str) -> int:
    """Return 1 where capitals of one text are the initials of words of the other."""
    run = "".join(word[0] for word in re.findall(r"[a-z]+", long.lower()))
    capitals = {word for word in _SHORT.findall(short) if word.lower() not in _NO_NAME}
    same = capitals & set(_SHORT.findall(long))
    return int(bool(same) or any(word.lower() in run for word in capitals))
