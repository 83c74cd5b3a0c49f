"""How reviewers' specialties agree with the others on like items."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openimr.corpus.stats.intervals import wilson
from openimr.corpus.store import Corpus

from .keys import make_keys

if TYPE_CHECKING:
    import duckdb

SMALLEST = 11
"""Smaller groups are not shown, as by CMS's cell size policy for published data."""

_STRATA = """
    CREATE TEMP TABLE strata AS
    SELECT treatment, profile, coalesce(specialty, 'not stated') AS specialty,
           count(*) AS many, count(*) FILTER (decision = 'overturned') AS overturned
    FROM keys GROUP BY ALL
"""
_JUDGED = """
    WITH whole AS (
        SELECT treatment, profile, sum(many) AS all_many, sum(overturned) AS all_over
        FROM strata GROUP BY ALL
    ), left_out AS (
        SELECT specialty, many, overturned,
               all_many - many AS others, all_over - overturned AS others_over
        FROM strata JOIN whole
          ON strata.treatment = whole.treatment
         AND strata.profile IS NOT DISTINCT FROM whole.profile
    )
    SELECT specialty, sum(many) AS n,
           sum(CASE WHEN 2 * others_over > others THEN overturned
                    ELSE many - overturned END) AS agreeing,
           sum(many * greatest(others_over, others - others_over) / others) AS expected
    FROM left_out WHERE others >= $least AND 2 * others_over <> others
    GROUP BY specialty ORDER BY specialty
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How one specialty decides beside the others, on the same mix of items."""

    specialty: str
    items: int
    """Items of it in strata that the others judge, too."""

    agreeing: int
    """Decided as most of the other specialties' items of the stratum were."""

    share: float
    low: float
    high: float
    """95 % interval by Wilson's method."""

    expected: float
    """Share to which the others agree among themselves on this mix of strata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """All specialties, in the order of their names."""

    specialties: tuple[Agreement, ...]
    suppressed: int
    """Specialties left out because they have too few items."""

    by_profile: bool
    """True where strata are treatment and criteria profile, else treatment alone."""

    smallest: int


def agreements(corpus: Corpus, smallest: int = SMALLEST) -> Agreements:
    """Return how often each specialty decides as most of the others do on like items.

    Like items are of one treatment and, after a replay, one criteria profile.  The mix
    of treatments is allowed for by indirect standardisation: ``expected`` is what the
    other specialties' own majority reaches in the same strata, weighed as this
    specialty's items are.  A stratum counts where the others have ``smallest`` items
    in it and are not evenly split.
    """
    with corpus.connect() as database:
        make_keys(database)
        database.execute(_STRATA)
        rows = database.execute(_JUDGED, {"least": smallest}).fetchall()
        by_profile = _has_profiles(database)
    shown = [_agreement(*row) for row in rows if row[1] >= smallest]
    return Agreements(
        specialties=tuple(shown),
        suppressed=len(rows) - len(shown),
        by_profile=by_profile,
        smallest=smallest,
    )


def _has_profiles(database: "duckdb.DuckDBPyConnection") -> bool:
    [(many,)] = database.execute("SELECT count(profile) FROM strata").fetchall()
    return bool(many)


def _agreement(specialty: str, items: int, agreeing: int, expected: float) -> Agreement:
    many, hits = int(items), int(agreeing)
    limits = wilson(hits, many)
    assert limits is not None  # noqa: S101 - many is not zero here
    return Agreement(
        specialty=specialty,
        items=many,
        agreeing=hits,
        share=hits / many,
        low=limits.low,
        high=limits.high,
        expected=float(expected) / many,
    )
