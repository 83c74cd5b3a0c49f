"""Days from the assignment of a case to its decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openimr.corpus.store import Corpus

from .asking import Asking, Row, Source, asking
from .fields import Field, field_named
from .keys import Keys, natural
from .names import NO_NAMES, Names
from .questions import Order, Per, Question
from .statements import chosen, grouping, keys_of, of_letters, select
from .suppression import hide

_LONGEST = 3660
"""More days than ten years are a misprint of a year, as in the tables of letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """How long some letters took, in calendar days.

    Quantiles lie between two days where their place does (linear interpolation).
    """

    letters: int
    """Those whose two days are given and possible."""

    quarter: float | None
    median: float | None
    three_quarters: float | None
    nine_tenths: float | None
    impossible: int
    """Letters decided before they were assigned, or more than ten years after."""

    missing: int
    """Letters that lack one of the two days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """The days of the letters of one group."""

    keys: Keys
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTable:
    """Days from assignment to decision by groups."""

    question: Question
    source: Source
    groups: tuple[DayGroup, ...]
    suppressed: tuple[Keys, ...]
    total: Days | None
    """All letters; None where it would give a suppressed group away."""

    more: int
    """Groups that would be shown, but for ``top``."""

    overlapping: bool
    """A letter may stand in several groups."""


def days_to_decision(
    corpus: Corpus, question: Question, names: Names = NO_NAMES
) -> DayTable:
    """Return the days from assignment to decision of letters by groups.

    A field of items puts a letter into the group of each of its items.  Of the orders
    those by group and by count are known; a rate has no meaning here.

    Raises:
        InputError, UnreadableFileError: as for ``count``.
    """
    held = replace(question.checked(), per=Per.LETTER)
    by = [field_named(name) for name in held.by]
    with asking(corpus) as asked:
        groups = dict(_measured(asked, held, names, by))
        [(_, total)] = _measured(asked, held, names, []) or [((), _NOTHING)]
        source = asked.source()
    hidden = hide({keys: days.letters for keys, days in groups.items()}, held.minimum)
    shown = {keys: days for keys, days in groups.items() if keys not in hidden.keys}
    order = sorted(shown, key=natural)
    if held.order is not Order.GROUP or held.top is not None:
        order.sort(key=lambda keys: -shown[keys].letters)
    order = order[: held.top]
    if held.order is Order.GROUP:
        order.sort(key=natural)
    return DayTable(
        question=held,
        source=source,
        groups=tuple(
            DayGroup(keys=keys, days=shown[keys]) for keys in order if held.by
        ),
        suppressed=tuple(sorted(hidden.keys, key=natural)),
        more=len(shown) - len(order) if held.by else 0,
        total=total if hidden.sum_may_be_shown else None,
        overlapping=any(field.several for field in by) or not of_letters(by),
    )


def _measured(
    asked: Asking, question: Question, names: Names, by: Sequence[Field]
) -> list[tuple[Keys, Days]]:
    where = [field_named(each.field) for each in question.where]
    whole = of_letters([*by, *where])
    rows = chosen(asked, question.where, names, letters=whole, others=by)
    keys = keys_of(by)
    took = "decision_date - date_assigned AS days"
    inner = f"({select([*keys, took], rows.grouped(by))})"
    if not whole:
        listed = select(["DISTINCT letter", *keys], rows.grouped(by))
        inner = (
            f"({listed}) JOIN ({select(['letter', took], 'letters')}) USING (letter)"
        )
    possible = f"(days BETWEEN 0 AND {_LONGEST})"
    measures = (
        f"count(*) FILTER {possible}",
        f"quantile_cont(days, [0.25, 0.5, 0.75, 0.9]) FILTER {possible}",
        f"count(*) FILTER (days IS NOT NULL AND NOT {possible})",
        "count(*) FILTER (days IS NULL)",
    )
    statement = select([*keys, *measures], inner, grouping(keys))
    found = asked.rows(statement, rows.parameters)
    return [(tuple(row[: len(by)]), _days(row[len(by) :])) for row in found]


def _days(measured: Row) -> Days:
    letters, quantiles, impossible, missing = measured
    quarter, median, three_quarters, nine_tenths = quantiles or [None] * 4
    return Days(
        letters=letters,
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        nine_tenths=nine_tenths,
        impossible=impossible,
        missing=missing,
    )


_NOTHING = _days((0, None, 0, 0))
