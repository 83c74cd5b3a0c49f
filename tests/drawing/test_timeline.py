"""The drawn timeline: nothing is lost, everything can be read."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Evidence,
    Timeline,
    TimelineMark,
    TimelinePoint,
    TimelineTrack,
    TrackKind,
)
from openimr.drawing import timeline_svg
from openimr.drawing.time_axis import TimeAxis

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2030, 1, 1))


def point(  # noqa: PLR0913 - a point has that many sides
    day: str,
    label: str = "",
    mark: TimelineMark = TimelineMark.TAKEN,
    last: str | None = None,
    quote: str = "words",
    *,
    approximate: bool = False,
) -> TimelinePoint:
    evidence = Evidence(document="D2", page=7, quote=quote, start=0, end=5)
    return TimelinePoint(
        first=dt.date.fromisoformat(day),
        last=dt.date.fromisoformat(last or day),
        mark=mark,
        label=label,
        evidence=(evidence,),
        approximate=approximate,
    )


def track(name: str, *points: TimelinePoint) -> TimelineTrack:
    return TimelineTrack(name=name, kind=TrackKind.MEDICATION, points=points)


def drawn(*tracks: TimelineTrack, bold: tuple[str, ...] = ()) -> ET.Element:
    timeline = Timeline(
        tracks=tracks, first=dt.date(2014, 1, 10), last=dt.date(2014, 10, 1)
    )
    svg = timeline_svg(timeline, "Case <7>", lambda d, p: f"{d} p. {p}", bold)
    return ET.fromstring(svg)  # noqa: S314 - our own file


def words(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def test_a_reader_of_the_screen_hears_title_and_description() -> None:
    root = drawn(track("baclofen", point("2014-03-03")))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "Case <7>"
    assert "baclofen (1 points from 03/03/2014" in root.findtext(f"{SVG}desc", "")


def test_every_point_is_a_sign_that_tells_its_words_and_page() -> None:
    root = drawn(
        track("baclofen", point("2014-03-03", "10 mg tid", quote="Baclofen 10 & up"))
    )

    told = [t.text for t in root.iter(f"{SVG}title") if t.get("id") is None]
    assert told == [
        "baclofen, taken or prescribed, 03/03/2014: 10 mg tid\n"
        "“Baclofen 10 & up” D2 p. 7"
    ]


def test_a_change_of_dose_is_written_once_where_it_begins() -> None:
    root = drawn(
        track(
            "baclofen",
            point("2014-01-10", "10 mg tid"),
            point("2014-03-03", "10 mg tid"),
            point("2014-06-10", "20 mg tid"),
        )
    )

    assert Counter(words(root))["10 mg tid"] == 1
    assert Counter(words(root))["20 mg tid"] == 1


def test_labels_never_stand_on_one_another() -> None:
    days = [f"2014-03-{day:02}" for day in range(1, 29)]
    root = drawn(
        track(
            "baclofen", *(point(day, f"dose {n} daily") for n, day in enumerate(days))
        )
    )

    rows: dict[str, list[tuple[float, float]]] = {}
    for each in root.iter(f"{SVG}text"):
        if (each.text or "").startswith("dose"):
            left = float(each.get("x", "0"))
            width = len(each.text or "") * 5.0
            rows.setdefault(each.get("y", ""), []).append((left, left + width))
    assert len(rows) == 2
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered))


@pytest.mark.parametrize(
    ("second", "dots"), [("2014-03-01", "none"), ("2014-08-01", "1 5")]
)
def test_a_line_is_dotted_where_nothing_was_said_for_long(
    second: str, dots: str
) -> None:
    root = drawn(track("baclofen", point("2014-01-10"), point(second)))

    bars = [e for e in root.iter(f"{SVG}line") if e.get("stroke-width") == "3"]
    assert [bar.get("stroke-dasharray") for bar in bars] == [dots]


def test_no_line_runs_on_after_a_stop() -> None:
    root = drawn(
        track(
            "baclofen",
            point("2014-01-10"),
            point("2014-02-10", mark=TimelineMark.STOPPED),
            point("2014-04-10"),
        )
    )

    bars = [e for e in root.iter(f"{SVG}line") if e.get("stroke-width") == "3"]
    assert len(bars) == 1


def test_a_month_known_only_is_a_hollow_sign() -> None:
    root = drawn(track("baclofen", point("2014-03-01", approximate=True)))

    group = next(e for e in root.iter(f"{SVG}g"))
    assert [e.get("fill") for e in group.iter(f"{SVG}path")] == ["#ffffff"]
    assert "about 03/2014" in ET.tostring(root, "unicode")


def test_what_is_in_dispute_stands_out() -> None:
    root = drawn(track("baclofen", point("2014-03-03")), bold=("baclofen",))

    [name] = [e for e in root.iter(f"{SVG}text") if e.text == "baclofen"]
    assert name.get("font-weight") == "bold"


def test_a_case_without_any_treatment_says_so() -> None:
    assert "The records tell of no treatment with its day." in words(drawn())


@given(st.text(max_size=40), st.lists(DAYS, min_size=1, max_size=8))
def test_any_words_and_days_make_a_sound_file(name: str, days: list[dt.date]) -> None:
    points = [point(day.isoformat(), name, quote=name) for day in sorted(days)]

    root = drawn(track(name, *points))

    assert len(list(root.iter(f"{SVG}path"))) == len(points) + len(TimelineMark)


@given(st.lists(DAYS, min_size=1, max_size=30), DAYS)
def test_days_keep_their_order_inside_the_line(
    days: list[dt.date], recent: dt.date
) -> None:
    axis = TimeAxis.over(days, recent, 200.0, 1000.0)

    places = [axis.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= 200.0
    assert places[-1] <= 1000.01


def test_empty_years_are_cut_out_and_reports_get_the_room() -> None:
    days = [dt.date(1998, 5, 1), dt.date(2014, 1, 1), dt.date(2014, 6, 1)]
    axis = TimeAxis.over(days, dt.date(2014, 1, 1), 0.0, 1000.0)

    assert len(list(axis.cuts())) == 1
    assert axis.x(days[2]) - axis.x(days[1]) > 800
    assert next(words for _, words in axis.ticks()) == "May 1998"
