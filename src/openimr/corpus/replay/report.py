"""What a replay of a corpus tells: agreement, and what drives the disagreements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openimr.corpus.stats.intervals import Interval, wilson
from openimr.corpus.store import Corpus
from openimr.errors import InputError

from .causes import Cause, load_causes
from .kappa import Kappa, kappa

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UPHELD, OVERTURNED = "upheld", "overturned"
UNDECIDED = "undecided"
"""Upheld only because the summary does not hold what the guideline asks."""

NO_CRITERIA = "no criteria"
NOT_FOUND = "not found"
PUBLISHED = (UPHELD, OVERTURNED, NOT_FOUND)
PROPOSED = (UPHELD, OVERTURNED, UNDECIDED, NO_CRITERIA)
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Share:
    """A count among others, with the 95 % interval of the share (Wilson)."""

    hits: int
    among: int
    interval: Interval | None

    @classmethod
    def of(cls, hits: int, among: int) -> "Share":
        """Return the share with its interval; none of nothing."""
        return cls(hits, among, wilson(hits, among))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """Published against proposed, for a group of items."""

    group: str | None
    """Treatment or year; None for items without."""

    cells: Mapping[tuple[str, str], int]
    """Counts by published and proposed."""

    @property
    def items(self) -> int:
        """Return how many items there are, judged or not."""
        return sum(self.cells.values())

    @property
    def agreed(self) -> Share:
        """Return how many of the items that were judged come out as published.

        An undecided item is proposed as upheld, since nothing shows the necessity.
        """
        return _agreed(self._judged())

    @property
    def agreed_decided(self) -> Share:
        """Return the same without the undecided."""
        return _agreed(self._judged(undecided=False))

    @property
    def overturned(self) -> Share:
        """Return the base rate: how many of the judged were published overturned."""
        judged = self._judged()
        hits = sum(n for (published, _), n in judged.items() if published == OVERTURNED)
        return Share.of(hits, sum(judged.values()))

    @property
    def kappa(self) -> Kappa | None:
        """Return the agreement beyond chance of the items that were judged."""
        return kappa(self._judged())

    def _judged(self, *, undecided: bool = True) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for (published, proposed), count in self.cells.items():
            if published == NOT_FOUND or proposed == NO_CRITERIA:
                continue
            if proposed == UNDECIDED and not undecided:
                continue
            pair = published, OVERTURNED if proposed == OVERTURNED else UPHELD
            found[pair] = found.get(pair, 0) + count
        return found


@dataclass(frozen=True, slots=True)
class ItemAt:
    """Where an example stands."""

    letter: str
    source: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseCount:
    """How often a cause was found."""

    cause: Cause
    about: str
    sentence: str
    share: Share
    """Among the disagreements; of what was not judged, among all items."""

    examples: tuple[ItemAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCount:
    """How often a fact drove a disagreement over a treatment."""

    treatment: str
    cause: Cause
    fact: str
    share: Share
    """Among the disagreements over the treatment."""

    examples: tuple[ItemAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """All that is told of a replayed corpus."""

    total: Confusion
    by_treatment: tuple[Confusion, ...]
    by_year: tuple[Confusion, ...]
    causes: tuple[CauseCount, ...]
    facts: tuple[FactCount, ...]


def report_of(corpus: Corpus) -> ReplayReport:
    """Return what the replay of a corpus tells.

    Raises:
        InputError: the corpus has not been replayed, or duckdb is not installed.
    """
    if corpus.parts("letters") and not corpus.parts("replays"):
        raise InputError(
            f"{corpus.folder}: it has not been replayed.  "
            "Run openimr corpus replay without --report first."
        )
    database = corpus.connect()
    try:
        (total,) = _confusions(database, "''")
        return ReplayReport(
            total=total,
            by_treatment=_confusions(database, "treatment"),
            by_year=_confusions(database, "year"),
            causes=tuple(_causes(database, total)),
            facts=tuple(_facts(database)),
        )
    finally:
        database.close()


def _agreed(judged: Mapping[tuple[str, str], int]) -> Share:
    hits = sum(count for (one, other), count in judged.items() if one == other)
    return Share.of(hits, sum(judged.values()))


_PROPOSED = f"""
CASE WHEN proposed IS NULL THEN '{NO_CRITERIA}'
     WHEN decided_by = 'not_documented' THEN '{UNDECIDED}' ELSE proposed END
"""


def _confusions(database: "DuckDBPyConnection", column: str) -> tuple[Confusion, ...]:
    """Return a confusion a value of a column, in the order of the values."""
    rows = database.execute(
        f"SELECT CAST({column} AS VARCHAR), coalesce(published, '{NOT_FOUND}'), "  # noqa: S608 - our own words
        f"{_PROPOSED}, count(*) FROM replays GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    groups: dict[str | None, dict[tuple[str, str], int]] = {}
    if column == "''":
        groups[""] = {}
    for group, published, proposed, count in rows:
        groups.setdefault(group, {})[published, proposed] = count
    return tuple(Confusion(group=group, cells=cells) for group, cells in groups.items())


_AT = f"""
list_slice(list({{'letter': r.letter, 'source': coalesce(l.source, ''),
                  'number': CAST(split_part(r.item, '-', -1) AS INTEGER)}}
           ORDER BY r.item), 1, {_EXAMPLES})
"""
_FROM = "replays r LEFT JOIN letters l USING (letter)"


def _causes(database: "DuckDBPyConnection", total: Confusion) -> Iterable[CauseCount]:
    rows = database.execute(
        f"SELECT r.cause, count(*), {_AT} FROM {_FROM} "  # noqa: S608 - our own words
        "WHERE r.cause IS NOT NULL GROUP BY r.cause"
    ).fetchall()
    found = {Cause(code): (count, at) for code, count, at in rows}
    differ = total.agreed.among - total.agreed.hits
    for cause, told in load_causes().items():
        if cause in found:
            count, at = found[cause]
            among = total.items if told.about == "unjudged" else differ
            yield CauseCount(
                cause=cause,
                about=told.about,
                sentence=told.sentence,
                share=Share.of(count, among),
                examples=_examples(at),
            )


def _facts(database: "DuckDBPyConnection") -> Iterable[FactCount]:
    rows = database.execute(
        f"""
        WITH r AS (SELECT *, unnest(drivers) AS fact FROM replays),
        differ AS (
            SELECT treatment, count(*) AS many FROM replays
            WHERE published <> proposed GROUP BY treatment
        )
        SELECT r.treatment, r.cause, r.fact, count(*) AS n, any_value(differ.many),
               {_AT}
        FROM {_FROM.replace("replays r", "r")}
        JOIN differ ON differ.treatment = r.treatment
        GROUP BY r.treatment, r.cause, r.fact
        ORDER BY n DESC, r.treatment, r.cause, r.fact
        """  # noqa: S608 - our own words
    ).fetchall()
    for treatment, cause, fact, count, among, at in rows:
        yield FactCount(
            treatment=treatment,
            cause=Cause(cause),
            fact=fact,
            share=Share.of(count, among),
            examples=_examples(at),
        )


def _examples(at: Iterable[Mapping[str, object]]) -> tuple[ItemAt, ...]:
    return tuple(
        ItemAt(str(one["letter"]), str(one["source"]), int(str(one["number"])))
        for one in at
    )
