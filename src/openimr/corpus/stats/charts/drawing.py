"""Which chart an answer becomes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from openimr.corpus.stats.citations import CitationTable
from openimr.corpus.stats.cited_pages import PageTable
from openimr.corpus.stats.counted import Counts, Group, Table
from openimr.corpus.stats.days import DayTable
from openimr.corpus.stats.fields import TIMES, field_named
from openimr.corpus.stats.intervals import Interval
from openimr.corpus.stats.keys import Key, Keys, natural
from openimr.corpus.stats.questions import Per
from openimr.corpus.stats.sheets import Sheet
from openimr.corpus.stats.specialties import SpecialtyTable
from openimr.corpus.stats.trends import Trend
from openimr.corpus.stats.view_sheets import View, sheet_of
from openimr.errors import InputError

from .bars import Bar, bars
from .canvas import Words, saved, settings
from .dots import Dots, dots
from .heat import MOST_COLUMNS, MOST_ROWS, Cell, heat
from .lines import MOST, Course, Point, lines
from .spans import Span, spans
from .spoken import spoken

KINDS = ("svg", "png")
_MOST_BARS = 40


def draw(view: View, kind: str, note: str = "") -> bytes:
    """Return the chart of an answer, the same bytes for the same data.

    Args:
        view: what to draw.
        kind: ``svg`` or ``png``.
        note: what to add to the line that names the source.

    Raises:
        InputError: the answer has nothing to draw, too much for one chart, or
            matplotlib, an optional part of this package, is not installed.
    """
    if kind not in KINDS:
        raise InputError(f"{kind[:20]}: no such picture.  Use {' or '.join(KINDS)}.")
    sheet = sheet_of(view)
    words = _words(sheet, note)
    with settings():
        return saved(_figure(view, words), kind, words)


def _words(sheet: Sheet, note: str) -> Words:
    where = f"{sheet.source}." + (f"  {note}" if note else "")
    return Words(
        title=sheet.title, notes=sheet.notes, source=where, spoken=spoken(sheet)
    )


def _figure(view: View, words: Words) -> Any:
    if isinstance(view, SpecialtyTable):
        return _dots(view, words)
    if isinstance(view, DayTable):
        return _spans(view, words)
    if isinstance(view, CitationTable):
        return _cited(view.table, words)
    if isinstance(view, Trend):
        return _lines(view.table, words)
    return _counted(view.table if isinstance(view, PageTable) else view, words)


def _counted(table: Table, words: Words) -> Any:
    by = table.question.by
    if len(by) > 2:
        raise InputError(
            "--chart: more than two fields do not go into one chart.  "
            "Group by one or two."
        )
    if len(by) == 2:
        return _heat(table, words)
    if by and by[0] in TIMES:
        return _lines(table, words)
    return _bars(table, words, lambda group: _label(table, group.keys, 0))


def _cited(table: Table, words: Words) -> Any:
    return _bars(table, words, lambda group: f"{group.keys[0]}, {_by(group.keys[1])}")


def _by(side: Key) -> str:
    return str(side).replace("_", " ")


def _axis(table: Table) -> str:
    letters = table.question.per is Per.LETTER
    return "overturned in whole or part" if letters else "overturned"


def _label(table: Table, keys: Keys, at: int) -> str:
    key = keys[at]
    return field_named(table.question.by[at]).missing if key is None else str(key)


def _labels(table: Table, keys: Keys) -> str:
    return ", ".join(_label(table, keys, at) for at in range(len(keys)))


def _enough(found: Iterable[object], most: int, what: str) -> None:
    number = sum(1 for _ in found)
    if not number:
        raise InputError(
            "--chart: no group is large enough to be drawn.  "
            "Choose fewer fields or a wider condition."
        )
    if number > most:
        raise InputError(
            f"--chart: {number:,} {what} do not go into one chart of {most}.  "
            f"Give --top {most} or a condition."
        )


def _bars(table: Table, words: Words, label: Callable[[Group], str]) -> Any:
    named = [(label(group), group.counts) for group in table.groups]
    if not named and not table.question.by and table.total:
        named = [("all", table.total)]
    rows = [
        Bar(
            label=name,
            rate=counts.rate or 0.0,
            interval=_limits(counts),
            n=counts.decided,
        )
        for name, counts in named
        if counts.decided
    ]
    _enough(rows, _MOST_BARS, "groups")
    return bars(words, rows, _axis(table))


def _limits(counts: Counts) -> Interval:
    """Return the interval of a rate; without decisions all of the scale is possible."""
    return counts.interval or Interval(0.0, 1.0)


def _lines(table: Table, words: Words) -> Any:
    courses: dict[Keys, list[Group]] = {}
    for group in table.groups:
        if group.keys[-1] is not None:
            courses.setdefault(group.keys[:-1], []).append(group)
    _enough(courses, MOST, "lines")
    shown = [*table.groups, *(Group(keys=k, counts=Counts()) for k in table.suppressed)]
    periods = sorted({group.keys[-1:] for group in shown} - {(None,)}, key=natural)
    drawn = [
        Course(
            label=", ".join(_label(table, keys, at) for at in range(len(keys)))
            or "all",
            n=sum(group.counts.decided for group in course),
            points=tuple(map(_point, course)),
        )
        for keys, course in courses.items()
    ]
    return lines(words, drawn, [str(period) for (period,) in periods], _axis(table))


def _point(group: Group) -> Point:
    return Point(
        period=str(group.keys[-1]),
        rate=group.counts.rate or 0.0,
        interval=_limits(group.counts),
    )


def _heat(table: Table, words: Words) -> Any:
    cells: dict[Keys, Cell] = {keys: Cell() for keys in table.suppressed}
    for group in table.groups:
        cells[group.keys] = Cell(group.counts.rate, group.counts.decided)
    firsts = list(dict.fromkeys(group.keys[:1] for group in table.groups))
    cells = {keys: cell for keys, cell in cells.items() if keys[:1] in firsts}
    seconds = sorted({keys[1:] for keys in cells}, key=natural)
    _enough(firsts, MOST_ROWS, "rows")
    _enough(seconds, MOST_COLUMNS, "columns")
    return heat(
        _keyed(words, cells, len(firsts) * len(seconds)),
        [_label(table, keys, 0) for keys in firsts],
        [_label(table, (None, *keys), 1) for keys in seconds],
        {
            (firsts.index(keys[:1]), seconds.index(keys[1:])): cell
            for keys, cell in cells.items()
        },
        _axis(table),
    )


def _keyed(words: Words, cells: Mapping[Keys, Cell], places: int) -> Words:
    """Return the words of a map with what its empty cells mean, if it has any."""
    meanings = [
        "Hatched: suppressed."
        if any(cell.rate is None for cell in cells.values())
        else "",
        "Blank: nothing to count." if len(cells) < places else "",
    ]
    said = "  ".join(filter(None, meanings))
    return replace(words, notes=(*words.notes, said)) if said else words


def _dots(view: SpecialtyTable, words: Words) -> Any:
    rows = [
        Dots(
            label=_label(view.table, group.keys, 0),
            n=group.counts.decided,
            rate=group.counts.rate or 0.0,
            interval=_limits(group.counts),
            adjusted=view.adjusted.get(group.keys),
        )
        for group in view.table.groups
        if group.counts.decided
    ]
    _enough(rows, _MOST_BARS, "specialties")
    total = view.table.total
    return dots(words, rows, total.rate if total else None, _axis(view.table))


def _spans(view: DayTable, words: Words) -> Any:
    names = view.question.by
    groups = [(group.keys, group.days) for group in view.groups]
    if not names and view.total:
        groups = [((), view.total)]
    rows = [
        Span(
            label=", ".join(
                field_named(name).missing if key is None else str(key)
                for name, key in zip(names, keys, strict=True)
            )
            or "all",
            n=days.letters,
            quarter=days.quarter or 0.0,
            median=days.median or 0.0,
            three_quarters=days.three_quarters or 0.0,
            nine_tenths=days.nine_tenths or 0.0,
        )
        for keys, days in groups
        if days.letters
    ]
    _enough(rows, _MOST_BARS, "groups")
    return spans(words, rows, "calendar days from assignment to decision")
