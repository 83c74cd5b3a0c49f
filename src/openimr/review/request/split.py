"""Several items in one line, taken apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Protocol

from openimr.domain import ItemKind
from openimr.text import fold

from .named import Named
from .reading import LONGEST
from .spelling import letters_again
from .strength import STRENGTH
from .treatments import Candidate, DrugName
from .words import Found, read_words

_HARD = re.compile(r"[;\n\u2022\u25cf\uf0b7]")
_NUMBERED = re.compile(
    r"(?:^|[\s,;.])(?:and\s+)?\(?(\d{1,2})\s*[.)](?!\d)\s*(?=[A-Za-z])"
)
_SOFT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|plus)\s+|\s+[&+]\s+|\s+/\s+")
_AMOUNT = re.compile(r"#\s*\d|\bq(?:ty|uantity)\b|\d\s*x\s*\d|\bx\s*\d", re.IGNORECASE)
_DELIVERED = re.compile(r"\b(?:pumps?|injections?|infusions?|blocks?)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EACH = re.compile(r"\beach\b", re.IGNORECASE)
_APART = (frozenset({ItemKind.TEST}), frozenset({ItemKind.DEVICE}))
"""Kinds of which two are always two items."""

_TRIMMED = " \t,;:."


class Recogniser(Protocol):
    """What taking apart needs of a reader."""

    def spelt(self, words: Iterable[str]) -> list[str]:
        """Return words as names are compared."""

    def named(self, words: Sequence[str]) -> Named:
        """Return what spelt words name."""


def split_items(reader: Recogniser, text: str) -> tuple[str, ...]:
    """Return the items of a line, in order, white space folded."""
    pieces: list[str] = []
    for part in _HARD.split(_numbers_to_lines(text)):
        piece = fold(part).strip(_TRIMMED)
        if not piece:
            continue
        if pieces and not _names_something(reader, piece) and not piece[0].isupper():
            pieces[-1] = f"{pieces[-1]}; {piece}"
        else:
            pieces.append(piece)
    return tuple(item for piece in pieces for item in _soft(reader, piece))


def _numbers_to_lines(text: str) -> str:
    """Put each entry of a list that is numbered 1, 2, 3 on a line of its own."""
    due, start, lines = 1, 0, []
    for match in _NUMBERED.finditer(text):
        if int(match[1]) == due:
            lines.append(text[start : match.start()])
            start, due = match.end(), due + 1
    return "\n".join([*lines, text[start:]])


def _soft(reader: Recogniser, piece: str) -> Iterator[str]:
    """Split at commas and at "and" where two complete items stand on both sides."""
    if len(piece) > LONGEST:
        yield piece
        return
    start = 0
    joints = list(_SOFT.finditer(piece))
    for match, following in zip_longest(joints, joints[1:]):
        left = piece[start : match.start()]
        right = piece[match.end() : following.start() if following else None]
        if _two_items(reader, left, right):
            yield left.strip(_TRIMMED)
            start = match.end()
    yield piece[start:].strip(_TRIMMED)


def _two_items(reader: Recogniser, left: str, right: str) -> bool:
    first, first_drugs = _find(reader, left)
    second, second_drugs = _find(reader, right)
    if not (first or first_drugs) or not (second or second_drugs):
        return False
    if not _opens(second, second_drugs):
        return False
    if first_drugs and second_drugs:
        # Parts of a mixture have percentages or no amount of their own.
        return bool(_AMOUNT.search(left)) and not _is_mixture(left)
    if first and second and first.family.id == second.family.id:
        return False
    delivered = second_drugs and _DELIVERED.search(left) and not _DIGIT.search(right)
    apart = _apart(first, second, right) or bool(_AMOUNT.search(left))
    return apart and not delivered


def _apart(first: Candidate | None, second: Candidate | None, right: str) -> bool:
    """Tell whether no single request can mean treatments of such kinds."""
    kinds = {_kind(first), _kind(second)}
    each = kinds == {ItemKind.THERAPY} and _EACH.search(right) is not None
    return len(kinds) == 2 or kinds in _APART or each


def _opens(family: Candidate | None, drugs: Sequence[Found[DrugName]]) -> bool:
    """Tell whether a name stands at the beginning, where an item is named."""
    firsts = [drugs[0].first] if drugs else []
    if family is not None:
        firsts.append(family.first)
    return min(firsts) <= 3


def _is_mixture(words: str) -> bool:
    return any(match["unit"] in {"%", "percent"} for match in _strengths(words))


def _strengths(words: str) -> Iterator[re.Match[str]]:
    return STRENGTH.finditer(words.lower())


def _names_something(reader: Recogniser, words: str) -> bool:
    family, drugs = _find(reader, words)
    return family is not None or bool(drugs)


def _find(
    reader: Recogniser, words: str
) -> tuple[Candidate | None, Sequence[Found[DrugName]]]:
    low = letters_again(words[:LONGEST].lower())
    named = reader.named(reader.spelt(word[0] for word in read_words(low)))
    return named.family, named.drugs


def _kind(family: Candidate | None) -> ItemKind:
    return family.family.kind if family else ItemKind.DRUG
