"""Stretches of a text that are taken out, and what stands in their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A stretch that goes."""

    start: int
    end: int
    role: str | None = None
    """Id of a role where it named somebody."""

    what: str = ""
    """What stands in its place, between brackets, where it has no role."""

    plain: bool = False
    """True where ``what`` stands without brackets, such as a year."""


def merged(taken: Iterable[Taken]) -> list[Taken]:
    """Return the stretches in order, those that overlap made one.

    The longest says what stands in the place of all, so nothing of any stays behind.

    >>> one, other = Taken(start=0, end=9, what="a"), Taken(start=5, end=30, what="b")
    >>> [(each.start, each.end, each.what) for each in merged([one, other])]
    [(0, 30, 'b')]
    """
    kept: list[Taken] = []
    longest = 0
    for each in sorted(taken, key=attrgetter("start", "end")):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
            longest = each.end - each.start
            continue
        last = kept[-1]
        wins = each if each.end - each.start > longest else last
        longest = max(longest, each.end - each.start)
        kept[-1] = Taken(
            start=last.start,
            end=max(last.end, each.end),
            role=wins.role,
            what=wins.what,
            plain=wins.plain,
        )
    return kept
