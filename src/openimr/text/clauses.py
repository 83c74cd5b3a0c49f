"""Where a sentence's clauses and lists may end: the marks that stop a scope.

Kinds of marks, in the order in which they are tried:

* ``seen``     "is felt", "are noted": a verb that says no more than that the thing is
* ``stop``     ends every scope: "but", "which", a full stop, a dash
* ``since``    what follows is another thing: "since", "due to", "after"
* ``beside``   opens a circumstance inside an item: "with", "on", "during"
* ``verb``, ``subject``  tell a new clause from a further item of a list
* ``sign``     a finding of its own: "positive", "mild", a number
* ``comma``, ``semicolon``, ``and``, ``or``  join items or clauses
* ``open``, ``close``  parentheses
* ``label``    words and a colon that open another part: "Skin: no rash"
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .patterns import any_of

JOINTS = frozenset({"comma", "semicolon", "and", "or"})
ENDS = frozenset({"stop", "label"})
WORDED = frozenset("stop since beside verb subject sign seen".split())
"""Kinds of marks that are lists of words."""

_SIGNS = {",": "comma", ";": "semicolon", "&": "and", "(": "open", ")": "close"}
_JOINING = {
    "and": "and",
    "plus": "and",
    "as well as": "and",
    "or": "or",
    "nor": "or",
    "and/or": "or",
    "and / or": "or",
}
_ABBREVIATED = r"(?<!\bdr)(?<!\bm[rs])(?<!\bmrs)(?<!\bvs)(?<!\b\w)"
_LABEL = re.compile(r"(?<![\w-])[A-Z][\w/&]*(?:[ \t][\w/&()]+){0,3}:(?=\s|$)")
_BE = frozenset("is are was were be been being".split())


_LONGEST_CLAUSE = 120
"""Marks after which a text without full stops is cut, so that its cost stays linear."""

_NEIGHBOURS = 40
_HARD = re.compile(r"[.!?\n]|but\b|however\b")


class Mark(NamedTuple):
    """One place at which a scope may end."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the marks of a sentence; made from the words of each kind."""

    pattern: re.Pattern[str]
    kinds: Mapping[str, str]
    """Kind of each word or sign."""

    seen: re.Pattern[str]
    """Matches what behind "is" or "was" makes a verb of perceiving."""

    def find(self, sentence: str, lower: str) -> list[Mark]:
        """Return the marks in order; ``lower`` is the sentence in lower case."""
        marks = self._marks(lower)
        if len(marks) >= _LONGEST_CLAUSE:
            marks = list(_cut(marks))
        if ":" not in lower:
            return marks
        labels = [Mark("label", *match.span()) for match in _LABEL.finditer(sentence)]
        inside = [range(label.start, label.end) for label in labels]
        marks = [m for m in marks if not any(m.start in part for part in inside)]
        return sorted(marks + labels, key=_place)

    def _marks(self, lower: str) -> list[Mark]:
        marks: list[Mark] = []
        kinds = self.kinds
        for match in self.pattern.finditer(lower):
            start, end = match.span()
            kind = match.lastgroup
            if kind is None:
                found = match[0]
                kind = kinds.get(found) or kinds[" ".join(found.split())]
                if found in _BE and (seen := self.seen.match(lower, end)):
                    kind, end = "seen", seen.end()
            marks.append(Mark(kind, start, end))
        return marks


def _place(mark: Mark) -> int:
    return mark.start


def _cut(marks: Iterable[Mark]) -> Iterator[Mark]:
    for count, mark in enumerate(marks, 1):
        if count % _LONGEST_CLAUSE == 0:
            yield Mark("stop", mark.start, mark.start)
        yield mark


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marks and the places where something is denied."""

    lower: str
    marks: list[Mark]
    denials: frozenset[int]
    """Where the cues begin that deny something."""

    def index_after(self, at: int) -> int:
        """Return the index of the first mark that begins at or after an offset."""
        return bisect_left(self.marks, at, key=_place)

    def onward(self, index: int) -> Iterator[Mark]:
        """Yield the marks from an index on."""
        return map(self.marks.__getitem__, range(index, len(self.marks)))

    def back(self, index: int) -> Iterator[Mark]:
        """Yield the marks before an index, the nearest first."""
        return map(self.marks.__getitem__, range(index - 1, -1, -1))

    def adjoins(self, start: int, end: int) -> bool:
        """Tell whether nothing but white space stands between two offsets."""
        return end - start < _NEIGHBOURS and not self.lower[start:end].strip()

    def reads(self, mark: Mark, word: str) -> bool:
        """Tell whether a mark begins with some letters."""
        return self.lower.startswith(word, mark.start)

    def ends_hard(self, mark: Mark) -> bool:
        """Tell whether a mark ends the whole sentence, not only a clause."""
        if mark.kind == "stop":
            cut = mark.start == mark.end
            return cut or _HARD.match(self.lower, mark.start) is not None
        return mark.kind in {"label", "semicolon"}


def read_marks(words: Mapping[str, tuple[str, ...]]) -> Marker:
    """Return the marker for the words of the kinds stop, since, beside, verb ...

    >>> marker = read_marks({"stop": ("but",), "verb": ("is",), "seen": ("felt",)})
    >>> [mark.kind for mark in marker.find("a, b is felt, but", "a, b is felt, but")]
    ['comma', 'seen', 'comma', 'stop']
    """
    kinds = {word: kind for kind, known in words.items() for word in known}
    seen = [word for word, kind in kinds.items() if kind == "seen"]
    kinds = {word: kind for word, kind in kinds.items() if kind != "seen"}
    kinds |= _JOINING | _SIGNS
    known = any_of(word for word in kinds if word[-1].isalnum())
    # Each part begins with a cheap test, since a search tries them at every letter;
    # no part begins inside a word, so those letters are passed over at once.
    parts = (
        rf"\b(?<!-){known}(?![\w-])",
        r"[,;&()]",
        rf"(?P<stop>(?=[.!?]){_ABBREVIATED}[.!?]+(?=[\s\"')\]]|$)"
        r"|[\n\u2022\u2610-\u2612]|\[[-+ x]?\]|(?<=\s)-+(?=\s))",
        r"(?P<sign>\+(?:(?!\w)|(?<=\s\+))|\b\d+(?<!\.\d)(?:[./]\d+)*\+?(?!\w))",
    )
    return Marker(
        re.compile(rf"(?!\B\w)(?:{'|'.join(parts)})"),
        kinds,
        re.compile(
            rf"\s+(?:been\s+)?(?:\w+ly\s+)?{any_of(seen)}(?!\w)" if seen else r"(?!)"
        ),
    )
