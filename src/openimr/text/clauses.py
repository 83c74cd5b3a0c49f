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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .patterns import any_of

JOINTS = frozenset({"comma", "semicolon", "and", "or"})
ENDS = frozenset({"stop", "label"})
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
        marks = list(self._marks(lower))
        if ":" not in lower:
            return marks
        labels = [Mark("label", *match.span()) for match in _LABEL.finditer(sentence)]
        inside = [range(label.start, label.end) for label in labels]
        marks = [m for m in marks if not any(m.start in part for part in inside)]
        return sorted(marks + labels, key=lambda mark: mark.start)

    def _marks(self, lower: str) -> Iterator[Mark]:
        for match in self.pattern.finditer(lower):
            start, end = match.span()
            if match.lastgroup is not None:
                yield Mark(match.lastgroup, start, end)
                continue
            found = match[0]
            kind = self.kinds.get(found) or self.kinds[" ".join(found.split())]
            if found in _BE and (seen := self.seen.match(lower, end)):
                yield Mark("seen", start, seen.end())
            else:
                yield Mark(kind, start, end)


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
    # Each part begins with a cheap test, since a search tries them at every letter.
    parts = (
        rf"\b(?<!-){known}(?![\w-])",
        r"[,;&()]",
        rf"(?P<stop>(?=[.!?]){_ABBREVIATED}[.!?]+(?=[\s\"')\]]|$)"
        r"|[\n\u2022\u2610-\u2612]|\[[-+ x]?\]|(?<=\s)-+(?=\s))",
        r"(?P<sign>\+(?:(?!\w)|(?<=\s\+))|\b\d+(?<!\.\d)(?:[./]\d+)*\+?(?!\w))",
    )
    return Marker(
        re.compile("|".join(parts)),
        kinds,
        re.compile(
            rf"\s+(?:been\s+)?(?:\w+ly\s+)?{any_of(seen)}(?!\w)" if seen else r"(?!)"
        ),
    )
