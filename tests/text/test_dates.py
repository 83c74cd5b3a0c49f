"""Every form of a date is read, broken ones are kept, and nothing else is a date."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.text import Precision, clean, find_dates, parse_date

DAYS = [
    ("10/16/14", "10/16/14", "2014-10-16"),
    ("4/1/09 date of injury", "4/1/09", "2009-04-01"),
    ("10/16/2014.", "10/16/2014", "2014-10-16"),
    ("10-16-2014", "10-16-2014", "2014-10-16"),
    ("1-9-01", "1-9-01", "2001-01-09"),
    ("10.16.2014", "10.16.2014", "2014-10-16"),
    ("2014-10-16", "2014-10-16", "2014-10-16"),
    ("2014/10/16", "2014/10/16", "2014-10-16"),
    ("2014-10-16T10:00", "2014-10-16", "2014-10-16"),
    ("DOI:4/1/09", "4/1/09", "2009-04-01"),
    ("12/14/2014Received", "12/14/2014", "2014-12-14"),
    ("born 5/2/65", "5/2/65", "1965-05-02"),
    ("in April 17, 2000 he", "April 17, 2000", "2000-04-17"),
    ("APRIL 17, 2000", "APRIL 17, 2000", "2000-04-17"),
    ("seen april 17, 2000", "april 17, 2000", "2000-04-17"),
    ("April 17 2000", "April 17 2000", "2000-04-17"),
    ("April 17th, 2000", "April 17th, 2000", "2000-04-17"),
    ("Apr. 17, 2000", "Apr. 17, 2000", "2000-04-17"),
    ("Sept. 5,2014", "Sept. 5,2014", "2014-09-05"),
    ("Oct 16 '14", "Oct 16 '14", "2014-10-16"),
    ("Oct 16 \u201914", "Oct 16 \u201914", "2014-10-16"),
    ("17 April 2000", "17 April 2000", "2000-04-17"),
    ("the 2nd day of June, 2014", "2nd day of June, 2014", "2014-06-02"),
    ("16th of October 2014", "16th of October 2014", "2014-10-16"),
    ("16-Oct-2014 09:14", "16-Oct-2014", "2014-10-16"),
    ("19-MAR-14", "19-MAR-14", "2014-03-19"),
    ("signed 24-apr-2019", "24-apr-2019", "2019-04-24"),
    ("SEP-22-2014 03:02 PM", "SEP-22-2014", "2014-09-22"),
    ("Sep-22-14", "Sep-22-14", "2014-09-22"),
    ("sep-22-2014", "sep-22-2014", "2014-09-22"),
    ("RECEIVED DEC 02 2014", "DEC 02 2014", "2014-12-02"),
    ("visit-2014-06-06.pdf", "2014-06-06", "2014-06-06"),
]


@pytest.mark.parametrize(("text", "written", "day"), DAYS, ids=[d[0] for d in DAYS])
def test_a_day_is_read_in_every_form(text: str, written: str, day: str) -> None:
    found = [(d.verbatim, str(d.value), d.problem) for d in find_dates(text)]

    assert found == [(written, day, None)]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("06/2014", "2014-06-01"),
        ("since June 2014", "2014-06-01"),
        ("October of 2014", "2014-10-01"),
        ("october of 2014", "2014-10-01"),
        ("Dec. '14", "2014-12-01"),
        ("Oct-2014", "2014-10-01"),
    ],
)
def test_a_month_is_its_first_day_and_says_so(text: str, month: str) -> None:
    found = [(str(d.value), d.precision) for d in find_dates(text)]

    assert found == [(month, Precision.MONTH)]


@pytest.mark.parametrize(
    "text", ["May 14", "on May 14, he", "the 14th of May", "May 14th"]
)
def test_a_day_without_a_year_waits_for_one(text: str) -> None:
    (found,) = find_dates(text)

    assert (found.value, found.precision) == (None, Precision.YEARLESS)
    assert found.in_year(2014) == dt.date(2014, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "from 5/14/14 - 10/23/14",
        "5/14/14-10/23/14",
        "05/14/2014-10/23/2014",
        "May 14, 2014 to October 23, 2014",
        "5/14/14, 10/23/14",
    ],
)
def test_a_range_is_two_dates(text: str) -> None:
    found = [str(date.value) for date in find_dates(text)]

    assert found == ["2014-05-14", "2014-10-23"]


BROKEN = [
    "09/2514",
    "0925/14",
    "0925/2014",
    "10/16/204",
    "10/16/20144",
    "10/16/2",
    "10/162/2014",
    "09/02/2104",
    "October 16, 20144",
    "October 16, 204",
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_date_is_kept_as_written_and_never_mended(text: str) -> None:
    found = [(d.verbatim, d.value, d.problem) for d in find_dates(f"dated {text}, by")]

    assert found == [(text, None, "broken date")]


@pytest.mark.parametrize(
    "text",
    ["11/31/2014", "13/45/2014", "2/29/15", "Feb 30, 2014", "31 April 2014", "June 31"],
)
def test_a_day_that_does_not_exist_is_reported(text: str) -> None:
    found = [(d.verbatim, d.value, d.problem) for d in find_dates(f"on {text}.")]

    assert found == [(text, None, "no such day")]


def test_a_month_that_does_not_exist_is_reported() -> None:
    assert [d.problem for d in find_dates("in 15/2014")] == ["no such month"]


@pytest.mark.parametrize(
    "text",
    [
        "7/10 pain",
        "5/5 strength, 4+/5 on the left",
        "10/325 mg",
        "Norco 10/325 #120",
        "5/1000 mg",
        "BP 120/80, later 118/74",
        "grip 22/20/22 and 20/15/18 kg",
        "1/2 tablet",
        "24/7",
        "63-66",
        "9792.20",
        "rev. 1.2.3",
        "L4-5",
        "C5/6/14",
        "CM14-0187654, PC-00-418837",
        "(800) 555-0142 or 800-555-0142, 12-34-5678",
        "he may 14",
        "May 14 mg",
        "May 2 tablets",
        "March 5-7",
        "Marion 5, Mayo 12, Junior 5",
        "in 2014",
        "٣/٤/٢٠١٤",
        "",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert list(find_dates(text)) == []


@given(st.dates(dt.date(1941, 1, 1), dt.date(2039, 12, 31)))
def test_a_written_day_is_read_back(day: dt.date) -> None:
    forms = [
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%m/%d/%Y}",
        f"{day:%m-%d-%y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        day.isoformat(),
    ]

    assert [parse_date(form) for form in forms] == [day] * len(forms)


@given(st.text(alphabet="0123456789/-. MayOctoberjun,'thofday\n", max_size=30))
def test_mentions_stand_in_order_and_hold_their_own_words(text: str) -> None:
    found = list(find_dates(text))

    assert all(text[d.start : d.end] == d.verbatim for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(
        (d.value is None) == (d.problem is not None)
        for d in found
        if d.precision is not Precision.YEARLESS
    )


@given(st.text(max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(d.end <= len(text) for d in find_dates(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 4/1/09 ", dt.date(2009, 4, 1)),
        ("since 4/1/09", None),
        ("4/1/09 4/2/09", None),
        ("June 2014", None),
        ("11/31/2014", None),
        ("", None),
    ],
)
def test_a_field_is_a_day_or_nothing(text: str, day: dt.date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.shared
def test_dates_of_the_shared_letters_are_read_or_reported(shared: Path) -> None:
    for path in sorted((shared / "letters").glob("*.txt")):
        text = clean(path.read_text(encoding="utf-8")).text
        found = list(find_dates(text))

        assert all(
            dt.date(1930, 1, 1) <= d.value <= dt.date(2030, 1, 1)
            for d in found
            if d.value is not None
        )


@pytest.mark.shared
def test_the_broken_date_of_a_real_letter_is_kept(shared: Path) -> None:
    raw = next((shared / "letters").glob("001_*.txt")).read_text(encoding="utf-8")

    broken = {d.verbatim for d in find_dates(clean(raw).text) if d.problem}

    assert broken == {"09/2514"}
