"""The quick ways of reading say the same as the thorough ones behind them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import Span
from openimr.letters.read.furniture import without_furniture
from openimr.letters.read.header import read_header
from openimr.letters.read.odd_dates import odd_dates
from openimr.letters.read.sections import Lead
from openimr.letters.read.sheet import lay_out, words_of

HEADER = (
    "Case Number: CM14-0100001 Date Assigned: 07/22/2014\n"
    "Date of Injury: 12/13/2011 Decision Date: 08/16/2014\n"
    "UR Denial Date:  {ur}\nPriority: Standard Application\nReceived:\n07/02/2014\n"
)


@given(st.text("ab.- \n", max_size=60))
def test_words_of_a_simple_letter_are_those_of_any_other(text: str) -> None:
    sheet = lay_out(text)

    assert sheet.is_simple
    assert sheet.words(0, len(text)) == words_of(sheet.plain, sheet.breaks)


@pytest.mark.parametrize("sign", ["\t", "\r", "\x1d", "\u0002", "\u00a0", "\u00ad"])
def test_a_letter_with_other_white_space_is_not_simple(sign: str) -> None:
    assert not lay_out(f"pain{sign}of the neck").is_simple


def test_the_usual_header_is_known_to_be_whole() -> None:
    text = HEADER.format(ur="06/20/2014")
    header = read_header(text, Span(0, len(text)))

    assert header.is_usual
    assert {name: value for name, (value, _) in header.fields.items()} == {
        "number": "CM14-0100001",
        "date_assigned": date(2014, 7, 22),
        "date_of_injury": date(2011, 12, 13),
        "decision_date": date(2014, 8, 16),
        "ur_date": date(2014, 6, 20),
        "priority": "regular",
        "application_received": date(2014, 7, 2),
    }
    places = [place for _, place in header.fields.values()]
    assert text[slice(*places[0])] == "CM14-0100001"
    assert text[slice(*places[4])] == "06/20/2014"


def test_a_header_with_a_day_that_never_was_is_looked_through() -> None:
    text = HEADER.format(ur="06/31/2014")
    header = read_header(text, Span(0, len(text)))

    assert not header.is_usual
    assert "ur_date" not in header.fields


def test_odd_dates_behind_a_place_are_those_of_the_whole_text() -> None:
    known = HEADER.format(ur="06/20/2014")
    text = f"{known}seen 09/2514, 11-31-2014 and June 31, 2014\n"

    found = odd_dates(text, len(known))

    assert [warning.verbatim for warning in found] == [
        "09/2514",
        "11-31-2014",
        "June 31, 2014",
    ]
    assert found == odd_dates(text)


@pytest.mark.parametrize(
    "text",
    [
        "The choice was made as told below: pain",
        "The choice was made as told below:\nbelow: pain",
        "The choice was made below. Pain: none",
        "The choice was made below pain: none",
        "The choice: made below: pain",
        ": The choice was made below: pain",
        "No such sentence: pain",
    ],
)
def test_an_opening_sentence_that_came_before_ends_where_it_did(text: str) -> None:
    pattern = re.compile(r"\s*(?::\s*)?The\s+choice\b[^:]{0,40}?below\s*[:.]?")
    lead = Lead(pattern)
    match = pattern.match(text)
    end = match.end() if match else 0

    assert [lead.after(text, 0) for _ in range(2)] == [end, end]
    assert lead.after(f"{text}: more", 0) == lead.after(f"{text}: more", 0) == end


@pytest.mark.parametrize(
    ("line", "blanked"),
    [
        ("Case Number: CM14-0100001", True),
        ("Case No. CM14-0100001 | 2 of 3", True),
        ("CM14-0100001 of 3", True),
        ("Case Number: CM14-0100001 Date Assigned: 07/22/2014", False),
        ("CM14-0100001 and CM14-0100002", True),
        ("as CM14-0100001 says", False),
    ],
)
def test_a_running_head_has_nothing_behind_its_number(line: str, blanked: bool) -> None:
    text = f"pain in the\n{line} \nneck CM14-0100003 is"

    assert (line not in without_furniture(text)) is blanked
