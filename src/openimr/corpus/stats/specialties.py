"""Rates by the reviewer's specialty, with what the mix of treatments explains.

Specialties are asked about different treatments, and treatments are overturned at
different rates.  So each rate is standardised indirectly: the overturns that were seen
are divided by those to be expected if every treatment had been overturned as often as
in the whole selection.  Indirectly, because most specialties have few or no items of
most treatments, and direct standardisation would need a rate for each of them.

What it does not do: two adjusted rates rest on two mixes, so each is to be held against
the whole, not against the other (Breslow and Day, as in ``intervals``, p. 72).  And an
adjustment for treatment leaves every other difference between cases as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from openimr.corpus.store import Corpus

from .asking import Row, asking
from .counted import Counted, Counts, Table
from .counting import arranged
from .fields import field_named
from .intervals import Interval, byar
from .keys import Keys
from .names import NO_NAMES, Names
from .questions import Per, Question
from .statements import MEASURES, chosen, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """The rate of one specialty beside the one that its treatments let expect."""

    expected: float
    """Items overturned, if each treatment had gone as in the whole selection."""

    ratio: float
    """Overturned to expected; 1 is as expected."""

    ratio_interval: Interval
    """95 % by Byar's approximation, which is a little too wide for shares."""

    rate: float
    """The ratio times the rate of the whole selection, 1 at most."""

    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialtyTable:
    """Decisions by specialty, crude and adjusted for treatment."""

    table: Table
    adjusted: Mapping[Keys, Adjusted]
    """Of each group shown where anything was to be expected."""


def specialties(
    corpus: Corpus, question: Question, names: Names = NO_NAMES
) -> SpecialtyTable:
    """Return rates by specialty, adjusted for the mix of treatments.

    Items whose treatment is not known are a treatment of their own.  Fields to group by
    are not heeded.

    Raises:
        InputError, UnreadableFileError: as for ``count``.
    """
    held = replace(question.checked(), by=("specialty",), per=Per.ITEM)
    fields = [field_named("specialty"), field_named("treatment")]
    with asking(corpus) as asked:
        rows = chosen(asked, held.where, names, letters=False, others=fields)
        found = asked.rows(
            select(
                ["k0", "k1", *MEASURES],
                rows.grouped(fields),
                "GROUP BY k0, k1 ORDER BY k0, k1",
            ),
            rows.parameters,
        )
        source = asked.source()
    cells: dict[Keys, Counts] = {(row[0], row[1]): _counts(row) for row in found}
    groups = _summed({pair: pair[0] for pair in cells}, cells)
    total = sum(groups.values(), Counts())
    counted = Counted(groups=groups, total=total, overlapping=False)
    table = arranged(held, counted, source)
    expected = _expected(cells)
    return SpecialtyTable(
        table=table,
        adjusted={
            group.keys: _adjusted(group.counts, expected[group.keys], total)
            for group in table.groups
            if expected[group.keys] > 0
        },
    )


def _counts(row: Row) -> Counts:
    upheld, overturned, rows = row[2:]
    return Counts(
        upheld=upheld, overturned=overturned, undecided=rows - upheld - overturned
    )


def _summed(
    places: Mapping[Keys, str | int | None], cells: Mapping[Keys, Counts]
) -> dict[Keys, Counts]:
    summed: dict[Keys, Counts] = {}
    for pair, counts in cells.items():
        keys = (places[pair],)
        summed[keys] = summed.get(keys, Counts()) + counts
    return summed


def _expected(cells: Mapping[Keys, Counts]) -> dict[Keys, float]:
    """Return the overturns to expect of each specialty."""
    treatments = _summed({pair: pair[1] for pair in cells}, cells)
    expected: dict[Keys, float] = {}
    for (specialty, treatment), counts in cells.items():
        rate = treatments[(treatment,)].rate or 0.0
        expected[(specialty,)] = expected.get((specialty,), 0.0) + rate * counts.decided
    return expected


def _adjusted(seen: Counts, expected: float, total: Counts) -> Adjusted:
    overall = total.rate or 0.0
    ratio = seen.overturned / expected
    limits = byar(seen.overturned)
    low, high = limits.low / expected, limits.high / expected
    return Adjusted(
        expected=expected,
        ratio=ratio,
        ratio_interval=Interval(low, high),
        rate=min(ratio * overall, 1.0),
        interval=Interval(min(low * overall, 1.0), min(high * overall, 1.0)),
    )
