"""Dates that cannot be read, or that name no real day, are reported."""

from datetime import date

import pytest

from openimr.letters.read.odd_dates import odd_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report dated 09/2514", [("broken-date", "09/2514")]),
        ("a note of 12/0914 says", [("broken-date", "12/0914")]),
        ("on 9/252014", [("broken-date", "9/252014")]),
        ("on 0925/14", [("broken-date", "0925/14")]),
        ("on 10/16/201", [("broken-date", "10/16/201")]),
        ("on 10//16/2014", [("broken-date", "10//16/2014")]),
        ("dated 11/31/2014", [("impossible-date", "11/31/2014")]),
        ("dated 2/29/2013", [("impossible-date", "2/29/2013")]),
        ("dated 13/05/2014", [("impossible-date", "13/05/2014")]),
        ("dated 6-31-14", [("impossible-date", "6-31-14")]),
        ("on November 31, 2014", [("impossible-date", "November 31, 2014")]),
        ("on 2/29/2012 and 12/31/14 and 05/2013 and 1-9-01", []),
        ("pain 7/10, strength 4/5, pressure 130/85", []),
        ("grip 22/20/22 kg right and 20/21/20 kg left", []),
        ("grip right 13/31/30, left 12/31/28", []),
        ("Norco 10/325 mg, Percocet 7.5/325, Fioricet 50/325/40", []),
        ("L4/5 and L5/S1, http://x.org/2014/0525/14", []),
        ("Claim 555-12-3456, CM14-0100001", []),
        ("On March 31, 2014", []),
        ("On June 31, 2014", [("impossible-date", "June 31, 2014")]),
        ("on \u00b2/3/2014, a figure that is no number", []),
    ],
)
def test_dates_that_cannot_be_are_reported_and_measures_are_not(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = list(odd_dates(text))

    assert [(warning.code, warning.verbatim) for warning in found] == expected
    for warning in found:
        assert warning.span is not None
        assert warning.span.of(text) == warning.verbatim


@pytest.mark.parametrize("written", ["%d/%d/2013", "%02d/%02d/2013", "%d-%d-2013"])
def test_of_all_months_and_days_only_those_that_are_not_are_reported(
    written: str,
) -> None:
    figures = [(month, day) for month in range(14) for day in range(33)]

    reported = [
        (month, day)
        for month, day in figures
        if list(odd_dates(f"seen {written % (month, day)} again"))
    ]

    assert reported == [
        (month, day) for month, day in figures if not _exists(2013, month, day)
    ]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
