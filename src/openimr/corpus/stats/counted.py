"""Counts and what they are counts of."""

from dataclasses import dataclass

from .asking import Source
from .intervals import Interval, wilson
from .keys import Keys
from .questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Decisions counted.  Items are upheld or overturned; letters may be in part."""

    upheld: int = 0
    overturned: int = 0
    partial: int = 0
    """Letters with items upheld and items overturned; always 0 of items."""

    undecided: int = 0
    """Those whose decision the letter does not tell, or it was not found."""

    @property
    def decided(self) -> int:
        """Return the number that the rate is a share of."""
        return self.upheld + self.overturned + self.partial

    @property
    def in_favour(self) -> int:
        """Return the number overturned, in whole or in part."""
        return self.overturned + self.partial

    @property
    def rate(self) -> float | None:
        """Return the share overturned, in whole or in part; None of nothing."""
        return self.in_favour / self.decided if self.decided else None

    @property
    def interval(self) -> Interval | None:
        """Return Wilson's 95 % interval of the rate."""
        return wilson(self.in_favour, self.decided)

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(
            upheld=self.upheld + other.upheld,
            overturned=self.overturned + other.overturned,
            partial=self.partial + other.partial,
            undecided=self.undecided + other.undecided,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that agree in every field grouped by."""

    keys: Keys
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """Several groups in one."""

    groups: int
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The answer to a question.

    What is not shown by itself is shown summed: the groups beyond the largest ones, and
    those that are suppressed.
    """

    question: Question
    source: Source
    groups: tuple[Group, ...]
    rest: Summed | None = None
    """Groups beyond those asked for by ``top``."""

    suppressed: tuple[Keys, ...] = ()
    """Groups that are hidden, in the order of their names."""

    hidden: Counts | None = None
    """The suppressed groups together; None where there are none, or where their sum
    would give one of them away."""

    total: Counts | None = None
    """All rows, each once; None where it would give a hidden group away."""

    overlapping: bool = False
    """A row may stand in several groups, which then add up to more than the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Groups as they were counted, before any is hidden or left out."""

    groups: dict[Keys, Counts]
    total: Counts
    overlapping: bool
