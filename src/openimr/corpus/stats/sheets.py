"""Answers as plain tables: the same columns on the screen, in JSON, CSV and Parquet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from .asking import Source
from .counted import Counts, Table
from .fields import field_named
from .intervals import Interval
from .keys import Key, Keys
from .questions import Per, Question

Value = str | int | float | None


class Form(Enum):
    """What the values of a column are."""

    NAME = "name"
    YEAR = "year"
    COUNT = "count"
    RATE = "rate"
    """A share of 1."""

    POINTS = "points"
    """The difference of two shares, shown in percentage points."""

    NUMBER = "number"


class Line(Enum):
    """What a row stands for."""

    GROUP = "group"
    REST = "other groups"
    """The groups beyond those asked for, together."""

    SUPPRESSED = "suppressed"
    """A hidden group, without its numbers."""

    HIDDEN = "suppressed together"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    name: str
    head: str
    form: Form = Form.COUNT
    missing: str = ""
    """What is written where a group has no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row, its values in the order of the columns."""

    line: Line
    values: tuple[Value, ...]
    groups: int = 1
    """How many groups it sums up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table ready to be written."""

    title: str
    columns: tuple[Column, ...]
    keys: int
    """So many of the first columns name the group."""

    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...]
    """What must be known to read it, each a sentence or two."""

    source: Source
    question: Question
    then: "tuple[Sheet, ...]" = field(default=())
    """Tables that follow from this one."""


COUNTS = (
    Column(name="decided", head="n"),
    Column(name="upheld", head="upheld"),
    Column(name="overturned", head="overturned"),
    Column(name="partial", head="in part"),
    Column(name="undecided", head="undecided"),
    Column(name="rate", head="rate", form=Form.RATE),
    Column(name="low", head="95 % low", form=Form.RATE),
    Column(name="high", head="95 % high", form=Form.RATE),
)


def limits(interval: Interval | None) -> tuple[float | None, float | None]:
    """Return the ends of an interval as two values."""
    return (interval.low, interval.high) if interval else (None, None)


def count_values(counts: Counts) -> tuple[Value, ...]:
    """Return the values of the columns ``COUNTS``."""
    return (
        counts.decided,
        counts.upheld,
        counts.overturned,
        counts.partial,
        counts.undecided,
        counts.rate,
        *limits(counts.interval),
    )


def key_columns(names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the fields grouped by."""
    return tuple(
        Column(
            name=known.name,
            head=known.label,
            form=Form.YEAR if known.name == "year" else Form.NAME,
            missing=known.missing,
        )
        for known in map(field_named, names)
    )


def rows_of_table(table: Table, fields: int) -> tuple[SheetRow, ...]:
    """Return the rows of a table of counts: groups, what is summed up, the total."""
    blank: tuple[Key, ...] = (None,) * fields
    nothing = (None,) * len(COUNTS)
    rows = [
        SheetRow(line=Line.GROUP, values=(*group.keys, *count_values(group.counts)))
        for group in table.groups
    ]
    if table.rest:
        values = (*blank, *count_values(table.rest.counts))
        rows.append(SheetRow(line=Line.REST, values=values, groups=table.rest.groups))
    named: Sequence[Keys] = table.suppressed if fields else ()
    rows += [SheetRow(line=Line.SUPPRESSED, values=(*keys, *nothing)) for keys in named]
    if table.hidden and named:
        values = (*blank, *count_values(table.hidden))
        rows.append(SheetRow(line=Line.HIDDEN, values=values, groups=len(named)))
    if table.total:
        values = (*blank, *count_values(table.total))
        rows.append(SheetRow(line=Line.ALL, values=values))
    return tuple(rows)


def described(what: str, question: Question) -> str:
    """Return a title with the conditions of a question.

    >>> described("Decisions", Question(by=("drug", "year")))
    'Decisions by drug and year'
    """
    heads = [field_named(name).label.lower() for name in question.by]
    by = f" by {' and '.join(heads)}" if heads else ""
    where = f", where {' and '.join(map(str, question.where))}"
    return f"{what}{by}{where if question.where else ''}"


def count_notes(table: Table) -> tuple[str, ...]:
    """Return what must be known to read a table of counts."""
    question = table.question
    letters = question.per is Per.LETTER
    what, each = ("letters", "A letter") if letters else ("items", "An item")
    part = ", in whole or in part" if letters else ""
    notes = [
        f"n: {what} decided.  Rate: share of n overturned{part}.  "
        "Interval: Wilson, 95 %."
    ]
    if table.total and table.total.undecided:
        notes.append(
            f"{table.total.undecided:,} {what} without a decision that could be read "
            "are not in n."
        )
    if table.overlapping:
        notes.append(
            f"{each} may stand in several groups, which add up to more than all."
        )
    return (*notes, *suppression_notes(question, len(table.suppressed)))


def suppression_notes(question: Question, groups: int) -> tuple[str, ...]:
    """Return what a reader is told of groups that are not shown."""
    if not groups:
        return ()
    if not question.by and groups == 1:
        return (f"Suppressed: fewer than {question.minimum} are decided.",)
    are = "group is" if groups == 1 else "groups are"
    return (
        f"{groups:,} {are} suppressed: fewer than {question.minimum} decided, or "
        "hidden so that those cannot be computed.",
    )


def sheet_of_table(table: Table) -> Sheet:
    """Return counts by groups as a sheet."""
    question = table.question
    per = "letter" if question.per is Per.LETTER else "item"
    return Sheet(
        title=described(f"Decisions per {per}", question),
        columns=(*key_columns(question.by), *COUNTS),
        keys=len(question.by),
        rows=rows_of_table(table, len(question.by)),
        notes=count_notes(table),
        source=table.source,
        question=question,
    )


def in_words(column: Column, value: Value) -> str:
    """Return a value as people read it: rates in per cent, counts with commas."""
    if value is None:
        return column.missing
    if column.form is Form.RATE:
        return f"{100 * float(value):.1f} %"
    if column.form is Form.POINTS:
        return f"{100 * float(value):+.1f}"
    if column.form is Form.NUMBER:
        return f"{float(value):,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if column.form is Form.COUNT else str(value)
