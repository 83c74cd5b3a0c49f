"""The medication and treatment timeline of a case, drawn.

One row a drug or treatment.  A line runs from one day on which the records show it in
use to the next; it is broken where they say that it was stopped, and dotted where they
are silent for long.  Each sign carries its words and page as a tooltip, which screen
readers read out.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from openimr.domain import (
    Timeline,
    TimelineMark,
    TimelinePoint,
    TimelineTrack,
    TrackKind,
)

from .marks import MEANINGS, colour, sign
from .svg import INK, PALE, Svg, element, line, picture, text_width
from .time_axis import TimeAxis

Place = Callable[[str, int], str]
"""How a page is named to a reader: from document id and page of the file."""

_WIDTH, _LEFT, _RIGHT = 1120.0, 214.0, 1090.0
_TOP, _ROW, _HEAD, _FOOT = 92.0, 38.0, 30.0, 62.0
_SMALL, _NORMAL = 10.0, 12.0
_SILENT = 120
"""Days without a word after which a drug's line is dotted."""

_USED = frozenset({TimelineMark.TAKEN, TimelineMark.DISPENSED})
_HEADS = {
    TrackKind.MEDICATION: "Medications",
    TrackKind.TREATMENT: "Other treatment",
}


def timeline_svg(
    timeline: Timeline, title: str, place: Place, bold: Collection[str] = ()
) -> str:
    """Return a timeline as the text of an SVG file.

    ``title`` heads the picture; ``place`` names the page of a quote; names of tracks
    in ``bold`` stand out.  Where no treatment is told of, the picture says so.
    """
    axis = TimeAxis.over(_days(timeline), timeline.first, _LEFT + 8, _RIGHT - 8)
    rows, bottom = [], _TOP
    for kind, head in _HEADS.items():
        tracks = [track for track in timeline.tracks if track.kind is kind]
        if tracks:
            bottom += _HEAD
            rows.append(_text(head, 20, bottom - 8, 13.0, font_weight="bold"))
        for track in tracks:
            bottom += _ROW
            rows.append(_row(track, bottom - 14, axis, place, bold))
    if not timeline.tracks:
        bottom += _HEAD
        rows.append(_text("The records tell of no treatment with its day.", 20, bottom))
    return picture(
        title,
        _description(timeline),
        _WIDTH,
        bottom + _FOOT,
        _text(title, 20, 30, 17.0, font_weight="bold"),
        _text(_covered(timeline), 20, 50, _NORMAL, fill=PALE),
        *_grid(axis, bottom),
        *_request(timeline.last, axis, bottom),
        *rows,
        *_legend(bottom + 38),
    )


def _days(timeline: Timeline) -> Iterator[dt.date]:
    yield timeline.last
    for track in timeline.tracks:
        for point in track.points:
            yield from (point.first, point.last)


def _text(words: str, x: float, y: float, size: float = _NORMAL, **more: str) -> Svg:
    return element("text", words, x=x, y=y, font_size=size, **({"fill": INK} | more))


def _covered(timeline: Timeline) -> str:
    return (
        f"Reports of {_day(timeline.first)} to {_day(timeline.last)}, the day of the "
        "request.  A hollow sign: known to the month or year.  Dotted: nothing said "
        f"for over {_SILENT} days."
    )


def _day(day: dt.date) -> str:
    return f"{day:%m/%d/%Y}"


def _description(timeline: Timeline) -> str:
    named = [
        f"{track.name} ({len(track.points)} points from "
        f"{_day(track.points[0].first)} to {_day(track.points[-1].last)})"
        for track in timeline.tracks
    ]
    return f"{_covered(timeline)}  Rows: {'; '.join(named) or 'none'}."


def _grid(axis: TimeAxis, bottom: float) -> Iterator[Svg]:
    for x, words in axis.ticks():
        yield line(x, _TOP - 10, x, bottom)
        yield _text(words, x, _TOP - 16, _SMALL, text_anchor="middle", fill=PALE)
    for x in axis.cuts():
        for shift in (-3.0, 3.0):
            yield line(x + shift - 3, _TOP - 4, x + shift + 3, _TOP - 16, stroke=PALE)
        yield line(x, _TOP, x, bottom, stroke_dasharray="2 5")


def _request(day: dt.date, axis: TimeAxis, bottom: float) -> Iterator[Svg]:
    x = axis.x(day)
    yield line(x, _TOP - 10, x, bottom, stroke=INK, stroke_dasharray="6 3")
    words = f"request {_day(day)}"
    yield _text(words, x, bottom + 14, _SMALL, text_anchor="end")


def _row(
    track: TimelineTrack,
    y: float,
    axis: TimeAxis,
    place: Place,
    bold: Collection[str],
) -> Svg:
    name = track.name if len(track.name) <= 30 else f"{track.name[:29]}…"
    return element(
        "g",
        _text(name, 20, y + 4, font_weight="bold" if track.name in bold else "normal"),
        line(_LEFT, y, _RIGHT, y, stroke="#ececec"),
        *_bars(track, y, axis),
        *_labels(track, y, axis),
        *(
            sign(
                point.mark,
                axis.x(point.last),
                y,
                element("title", _told(track, point, place)),
                hollow=point.approximate,
            )
            for point in track.points
        ),
        role="group",
        aria_label=f"{track.name}, {track.kind.value}",
    )


def _bars(track: TimelineTrack, y: float, axis: TimeAxis) -> Iterator[Svg]:
    for point in track.points:
        if point.first < point.last:
            yield _bar(axis.x(point.first), axis.x(point.last), y, point.mark, "none")
    used = [p for p in track.points if p.mark in {*_USED, TimelineMark.STOPPED}]
    for earlier, later in pairwise(used):
        if earlier.mark is not TimelineMark.STOPPED and earlier.last < later.first:
            silent = (later.first - earlier.last).days > _SILENT
            dots = "1 5" if silent else "none"
            yield _bar(axis.x(earlier.last), axis.x(later.first), y, earlier.mark, dots)


def _bar(left: float, right: float, y: float, mark: TimelineMark, dots: str) -> Svg:
    return line(
        left,
        y,
        right,
        y,
        stroke=colour(mark),
        stroke_width=3,
        stroke_dasharray=dots,
        stroke_linecap="round" if dots != "none" else "butt",
    )


def _labels(track: TimelineTrack, y: float, axis: TimeAxis) -> Iterator[Svg]:
    """Yield the labels that say something new, above the row or else below it.

    One for which neither has room is left out: the sign's own words have it.
    """
    free, before = {y - 8: _LEFT, y + 15: _LEFT}, ""  # every text holds an empty one
    for point in track.points:
        width = text_width(point.label, _SMALL)
        left = min(axis.x(point.first) - 4, _RIGHT - width)
        roomy = [height for height, taken in free.items() if taken <= left]
        if point.label in before or not roomy:
            continue
        yield _text(point.label, left, roomy[0], _SMALL)
        free[roomy[0]], before = left + width + 6, point.label


def _told(track: TimelineTrack, point: TimelinePoint, place: Place) -> str:
    """Return the words of a tooltip: what, when, and the quotes with their pages."""
    when = _day(point.first)
    if point.first < point.last:
        when += f" to {_day(point.last)}"
    if point.approximate:
        when = f"about {point.first:%m/%Y}"
    head = f"{track.name}, {MEANINGS[point.mark]}, {when}"
    quotes = [
        f"“{one.quote}” {place(one.document, one.page)}" for one in point.evidence
    ]
    return "\n".join([f"{head}: {point.label}" if point.label else head, *quotes])


def _legend(y: float) -> Iterator[Svg]:
    x = 26.0
    for mark, meaning in MEANINGS.items():
        yield sign(mark, x, y - 4)
        yield _text(meaning, x + 11, y, 11.0)
        x += 34 + text_width(meaning, 11.0)
