"""Criteria of many items as one matrix, and how telling each criterion is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from openimr.domain import Verdict

from .asking import Point
from .candidates import OVERTURNED, UPHELD, Candidates
from .weighing import weights

if TYPE_CHECKING:
    import duckdb

UNKNOWN = -1
STATUSES = tuple(verdict.value for verdict in Verdict)
"""A status is held as its place in this list."""

_MET = STATUSES.index(Verdict.MET.value)
Matrix = npt.NDArray[np.int8]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profiles:
    """Statuses of criteria, a row an item and a column a rule."""

    items: tuple[str, ...]
    rules: tuple[str, ...]
    facts: Mapping[str, str]
    """Rule to the fact that answers it."""

    statuses: Matrix

    def take(self, rows: Sequence[int]) -> "Profiles":
        """Return the profiles of some items, in the order given."""
        return Profiles(
            tuple(self.items[at] for at in rows),
            self.rules,
            self.facts,
            self.statuses[list(rows)],
        )

    def known(self) -> npt.NDArray[np.bool_]:
        """Tell of each item whether any of its criteria was weighed."""
        found: npt.NDArray[np.bool_] = (self.statuses != UNKNOWN).any(axis=1)
        return found

    def of(self, row: int) -> dict[str, str]:
        """Return one item's rules and statuses."""
        return {
            rule: STATUSES[status]
            for rule, status in zip(self.rules, self.statuses[row], strict=True)
            if status != UNKNOWN
        }


def profiles_of(
    items: Sequence[str], points: Iterable[tuple[str, Point]], asked: Sequence[Point]
) -> Profiles:
    """Return the profiles of items, from (item, point) in any order.

    A rule that an item holds under two guidelines counts once: the required one, else
    that of the guideline whose name comes first.
    """
    of_item = sorted(points, key=lambda pair: _rank(pair[1]), reverse=True)
    every = [*(point for _, point in of_item), *asked]
    facts = {point.rule: point.fact for point in sorted(every, key=_rank)}
    rules = tuple(sorted(facts))
    row = {item: at for at, item in enumerate(items)}
    column = {rule: at for at, rule in enumerate(rules)}
    statuses = np.full((len(items), len(rules)), UNKNOWN, np.int8)
    for item, point in of_item:
        statuses[row[item], column[point.rule]] = STATUSES.index(point.status)
    return Profiles(tuple(items), rules, facts, statuses)


def _rank(point: Point) -> tuple[bool, str, str, str]:
    return not point.required, point.guideline, point.rule, point.fact


def stored_points(
    database: "duckdb.DuckDBPyConnection", items: Sequence[str]
) -> list[tuple[str, Point]]:
    """Return what ``openimr corpus replay`` has written of the items."""
    rows = database.execute(
        "SELECT item, rule, fact, guideline, required, status FROM criteria "
        "WHERE item IN (SELECT unnest($items)) AND status IS NOT NULL",
        {"items": list(items)},
    ).fetchall()
    return [
        (
            item,
            Point(
                rule=rule,
                fact=fact,
                guideline=guideline or "",
                required=bool(required),
                status=status,
            ),
        )
        for item, rule, fact, guideline, required, status in rows
        if status in STATUSES
    ]


def telling(profiles: Profiles, candidates: Candidates) -> Numbers:
    """Return how telling each rule is: the size of its shrunk log-odds of deciding.

    The odds of being overturned where the rule is met, over those where it is not, with
    half a case added to each cell (Haldane 1956, Anscombe 1956), shrunk by a normal
    prior round none.  The same whichever outcome is called which.
    """
    known = weights()
    sides = np.array(candidates["decision"], np.str_)
    overturned, upheld = sides == OVERTURNED, sides == UPHELD
    met = profiles.statuses == _MET
    other = (profiles.statuses != UNKNOWN) & ~met
    cells = [
        _count(which, side) for which in (met, other) for side in (overturned, upheld)
    ]
    a, b, c, d = cells
    odds = np.log(a * d / (b * c))
    error = sum(1 / cell for cell in cells)
    shrunk = np.abs(odds) * known.prior**2 / (known.prior**2 + error)
    return np.asarray(known.least + shrunk, np.float64)


def _count(which: npt.NDArray[np.bool_], side: npt.NDArray[np.bool_]) -> Numbers:
    return np.asarray((which & side[:, None]).sum(axis=0) + 0.5, np.float64)


def profile_nearness(
    profiles: Profiles, asked: Sequence[Point], telling_: Numbers
) -> Numbers | None:
    """Return how alike each item's criteria are to those asked, 0 to 1.

    A criterion that only one of the two answers counts half; None: nothing is asked.
    """
    wanted = {point.rule: STATUSES.index(point.status) for point in reversed(asked)}
    if not wanted:
        return None
    alike = _alike()
    total, found = 0.0, np.zeros(len(profiles.items))
    for at, rule in enumerate(profiles.rules):
        theirs = profiles.statuses[:, at]
        weight = float(telling_[at])
        if rule in wanted:
            scores = np.where(theirs == UNKNOWN, 0.5, alike[wanted[rule], theirs])
            found += weight * scores
            total += weight
    return found / total


def _alike() -> Numbers:
    known = weights().statuses
    table = np.ones((len(STATUSES), len(STATUSES)))
    for one, first in enumerate(STATUSES):
        for two, second in enumerate(STATUSES):
            if one != two:
                table[one, two] = known[frozenset((first, second))]
    return table
