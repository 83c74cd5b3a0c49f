"""What comes back: near items of both sides, and what tells the sides apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from .asking import Asked
from .separating import Separator


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One part of two items, side by side."""

    part: str
    """drug, strength, quantity, body_part … or the label of a criterion's fact."""

    asked: str
    theirs: str | None
    """None where the precedent does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A published decision on an item like the one asked about."""

    item: str
    letter: str
    source: str
    case_number: str | None
    year: int | None
    specialty: str | None
    requested: str
    treatment: str | None
    decision: str
    nearness: float
    """0 to 1, the weighed mean of the parts."""

    parts: Mapping[str, float]
    """Nearness of each part that was asked, 0 to 1."""

    agrees: tuple[Compared, ...]
    differs: tuple[Compared, ...]
    criteria: Mapping[str, str]
    """Rule to status, by the letter's own summary."""

    passage: str
    """Words of the rationale that argue from what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The nearest items of one outcome, nearest first."""

    outcome: str
    hits: tuple[Hit, ...]
    among: int
    """Items of this outcome that were looked at."""

    near: int
    """Nearest ones that the separator was looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedents:
    """The answer to one question.  Two sides in a fixed order that says nothing."""

    asked: Asked
    sides: tuple[Side, ...]
    separator: Separator | None
    """None where no single criterion separates the two sides."""

    profiled: int
    """Items among the near ones whose criteria are known."""

    made: int
    """Of these, items that were weighed for this question or an earlier one."""
