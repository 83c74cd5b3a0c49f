"""The ready-made views as sheets."""

from dataclasses import replace

from .citations import CitationTable
from .cited_pages import PageTable
from .counted import Table
from .days import Days, DayTable
from .fields import field_named
from .keys import Key
from .sheets import (
    COUNTS,
    Column,
    Form,
    Line,
    Sheet,
    SheetRow,
    Value,
    count_notes,
    described,
    key_columns,
    limits,
    rows_of_table,
    sheet_of_table,
    suppression_notes,
)
from .specialties import Adjusted, SpecialtyTable
from .trends import Trend

View = Table | Trend | PageTable | SpecialtyTable | DayTable | CitationTable


def sheet_of(view: View) -> Sheet:
    """Return any answer as a sheet."""
    if isinstance(view, Trend):
        return _trend(view)
    if isinstance(view, PageTable):
        return _pages(view)
    if isinstance(view, SpecialtyTable):
        return _specialties(view)
    if isinstance(view, DayTable):
        return _days(view)
    if isinstance(view, CitationTable):
        return _citations(view)
    return sheet_of_table(view)


def _trend(trend: Trend) -> Sheet:
    table = trend.table
    others = table.question.by[:-1]
    changes = Sheet(
        title="Change from the first to the last period shown",
        columns=(
            *key_columns(others),
            Column(name="first", head="first", form=Form.NAME),
            Column(name="last", head="last", form=Form.NAME),
            Column(name="rate_first", head="rate then", form=Form.RATE),
            Column(name="rate_last", head="rate at last", form=Form.RATE),
            Column(name="difference", head="points", form=Form.POINTS),
            Column(name="low", head="95 % low", form=Form.POINTS),
            Column(name="high", head="95 % high", form=Form.POINTS),
        ),
        keys=len(others),
        rows=tuple(
            SheetRow(
                line=Line.GROUP,
                values=(
                    *change.keys,
                    str(change.first),
                    str(change.last),
                    change.before.rate,
                    change.after.rate,
                    change.difference,
                    *limits(change.interval),
                ),
            )
            for change in trend.changes
        ),
        notes=(
            "Points: last rate less first, in percentage points.  Interval: "
            "Newcombe's method 10, 95 %; where it holds 0 the change may be chance.",
        ),
        source=table.source,
        question=table.question,
    )
    title = described("Rates over time", replace(table.question, by=others))
    return replace(sheet_of_table(table), title=title, then=(changes,))


def _pages(view: PageTable) -> Sheet:
    table = view.table
    columns = (
        *key_columns(table.question.by),
        *COUNTS,
        Column(name="treatments", head="most frequent treatments", form=Form.NAME),
    )
    rows = tuple(
        replace(row, values=(*row.values, _named(view, row)))
        for row in rows_of_table(table, 1)
    )
    return Sheet(
        title=described("Decisions", table.question),
        columns=columns,
        keys=1,
        rows=rows,
        notes=count_notes(table),
        source=table.source,
        question=table.question,
    )


def _named(view: PageTable, row: SheetRow) -> str | None:
    if row.line is not Line.GROUP:
        return None
    cited = row.values[0]
    key: Key = None if cited is None else str(cited)
    return ", ".join(view.treatments.get((key,), ())) or None


_ADJUSTED = (
    Column(name="expected", head="expected", form=Form.NUMBER),
    Column(name="ratio", head="ratio", form=Form.NUMBER),
    Column(name="ratio_low", head="ratio low", form=Form.NUMBER),
    Column(name="ratio_high", head="ratio high", form=Form.NUMBER),
    Column(name="adjusted_rate", head="adjusted", form=Form.RATE),
    Column(name="adjusted_low", head="95 % low", form=Form.RATE),
    Column(name="adjusted_high", head="95 % high", form=Form.RATE),
)


def _specialties(view: SpecialtyTable) -> Sheet:
    table = view.table
    adjusted = [
        _adjusted_values(view.adjusted.get(group.keys)) for group in table.groups
    ]
    rows = rows_of_table(table, 1)
    more = [*adjusted, *[_adjusted_values(None)] * (len(rows) - len(adjusted))]
    return Sheet(
        title=described("Decisions", table.question),
        columns=(*key_columns(table.question.by), *COUNTS, *_ADJUSTED),
        keys=1,
        rows=tuple(
            replace(row, values=(*row.values, *values))
            for row, values in zip(rows, more, strict=True)
        ),
        notes=(
            *count_notes(table),
            "Adjusted: indirectly standardised for treatment, that is the ratio of "
            "overturned to expected times the rate of all; expected is what the same "
            "treatments came to in all items.  Interval: Byar, 95 %.",
            "Hold each against the rate of all, not against another: each has its own "
            "mix.  Cases differ in more than their treatment.",
        ),
        source=table.source,
        question=table.question,
    )


def _adjusted_values(adjusted: Adjusted | None) -> tuple[Value, ...]:
    if adjusted is None:
        return (None,) * len(_ADJUSTED)
    return (
        adjusted.expected,
        adjusted.ratio,
        *limits(adjusted.ratio_interval),
        adjusted.rate,
        *limits(adjusted.interval),
    )


_DAYS = (
    Column(name="letters", head="n"),
    Column(name="quarter", head="quartile 1", form=Form.NUMBER),
    Column(name="median", head="median", form=Form.NUMBER),
    Column(name="three_quarters", head="quartile 3", form=Form.NUMBER),
    Column(name="nine_tenths", head="90 %", form=Form.NUMBER),
    Column(name="impossible", head="impossible"),
    Column(name="missing", head="no dates"),
)


def _days(view: DayTable) -> Sheet:
    fields = len(view.question.by)
    rows = [
        SheetRow(line=Line.GROUP, values=(*group.keys, *_day_values(group.days)))
        for group in view.groups
    ]
    rows += [
        SheetRow(line=Line.SUPPRESSED, values=(*keys, *(None,) * len(_DAYS)))
        for keys in view.suppressed
        if fields
    ]
    if view.total:
        values = (*(None,) * fields, *_day_values(view.total))
        rows.append(SheetRow(line=Line.ALL, values=values))
    notes = [
        "Calendar days from assignment to decision.  n: letters with both days.  "
        "Impossible: decided before assigned, or more than ten years after."
    ]
    if view.more:
        are = "group is" if view.more == 1 else "groups are"
        notes.append(f"{view.more:,} smaller {are} left out, as asked for.")
    if view.overlapping:
        notes.append("A letter stands in the group of each of its items.")
    return Sheet(
        title=described("Days to decision", view.question),
        columns=(*key_columns(view.question.by), *_DAYS),
        keys=fields,
        rows=tuple(rows),
        notes=(*notes, *suppression_notes(view.question, len(view.suppressed))),
        source=view.source,
        question=view.question,
    )


def _day_values(days: Days) -> tuple[Value, ...]:
    return (
        days.letters,
        days.quarter,
        days.median,
        days.three_quarters,
        days.nine_tenths,
        days.impossible,
        days.missing,
    )


_CITED = (
    Column(name="citations", head="citations"),
    Column(name="with_page", head="with page"),
    Column(name="verbatim", head="quoted"),
)


def _citations(view: CitationTable) -> Sheet:
    table = view.table
    guideline = field_named("guideline")
    rows = []
    for row in rows_of_table(table, 2):
        more: tuple[Value, ...] = (None,) * len(_CITED)
        if row.line is Line.GROUP:
            guide, by = row.values[:2]
            cited = view.cited[guide if guide is None else str(guide), str(by)]
            more = (cited.citations, cited.with_page, cited.verbatim)
        rows.append(replace(row, values=(*row.values, *more)))
    return Sheet(
        title=described("Guidelines cited", table.question),
        columns=(
            Column(
                name="guideline",
                head=guideline.label,
                form=Form.NAME,
                missing=guideline.missing,
            ),
            Column(name="cited_by", head="Cited by", form=Form.NAME),
            *COUNTS,
            *_CITED,
        ),
        keys=2,
        rows=tuple(rows),
        notes=count_notes(table),
        source=table.source,
        question=table.question,
    )
