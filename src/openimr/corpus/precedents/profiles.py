"""Criteria of many items as one matrix, and how telling each criterion is."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

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
Places = npt.NDArray[np.int64]


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
    items: Sequence[str], points: pa.Table, asked: Sequence[Point]
) -> Profiles:
    """Return the profiles of items, from the rows of ``POINTS`` in any order.

    A rule that an item holds under two guidelines counts once: the required one, else
    that of the guideline whose name comes first.
    """
    facts = _facts(points, asked)
    rules = tuple(sorted(facts))
    statuses = np.full((len(items), len(rules)), UNKNOWN, np.int8)
    # The last value that is put into a place stays there.
    order = [("required", "ascending"), ("guideline", "descending")]
    points = points.take(pc.sort_indices(points, sort_keys=order))
    row = _places(points, "item", items)
    column = _places(points, "rule", rules)
    statuses[row, column] = _places(points, "status", STATUSES)
    return Profiles(tuple(items), rules, facts, statuses)


def _facts(points: pa.Table, asked: Sequence[Point]) -> dict[str, str]:
    """Return rules and their facts; a rule under two facts goes by the first name."""
    known = points.group_by("rule").aggregate([("fact", "min")])
    facts = {point.rule: point.fact for point in asked}
    rows = zip(known["rule"].to_pylist(), known["fact_min"].to_pylist(), strict=True)
    return facts | dict(rows)


def _places(points: pa.Table, column: str, values: Sequence[str]) -> Places:
    known = pa.array(values, pa.string())
    places = pc.index_in(points.column(column), value_set=known)
    return np.asarray(places.to_numpy(), np.int64)


POINTS = pa.schema(
    [
        ("item", pa.string()),
        *((each, pa.string()) for each in ("rule", "fact", "guideline")),
        ("required", pa.bool_()),
        ("status", pa.string()),
    ]
)
"""One criterion of one item a row."""


def stored_points(
    database: "duckdb.DuckDBPyConnection", items: Sequence[str]
) -> pa.Table:
    """Return what ``openimr corpus replay`` has written of the items."""
    found = database.sql(
        "SELECT item, rule, fact, coalesce(guideline, '') AS guideline, "
        "coalesce(required, false) AS required, status FROM criteria "
        "WHERE item IN (SELECT unnest($items)) AND list_contains($statuses, status) "
        "AND rule IS NOT NULL AND fact IS NOT NULL",
        params={"items": list(items), "statuses": list(STATUSES)},
    )
    return found.to_arrow_table().cast(POINTS)


def made_table(made: Sequence[tuple[str, Point]]) -> pa.Table:
    """Return points that were weighed for a question as a table."""
    rows = [{"item": item, **asdict(point)} for item, point in made]
    return pa.Table.from_pylist(rows, POINTS)


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
