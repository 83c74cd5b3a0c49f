"""What lies on a page stands in its text where it lies on the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf.generic import DictionaryObject

from openimr.documents.files import FoundFile
from openimr.documents.readers.pdf import count_pages, read_pdf
from openimr.documents.sources import Sheet
from openimr.domain import Origin

from .lying import (
    HIDDEN,
    MULTILINE,
    NO_VIEW,
    PASSWORD,
    READ_ONLY,
    box,
    drawn,
    field,
    lying,
    name,
    page_with,
)
from .paper import write_pdf

Read = Callable[[bytes], Sheet]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_bytes(content: bytes) -> Sheet:
        path = tmp_path / "form.pdf"
        path.write_bytes(content)
        return read_pdf(FoundFile(name="form.pdf", path=path, format="pdf")).sheets[0]

    return read_bytes


FORM = "Worker: \nClaim no.:           Employer:\nSent by fax"
"""Rows 0 to 2; the labels of row 1 begin at columns 0 and 21."""

QUESTION = "Expedited?       Yes       No"
"""Its options begin at columns 17 and 27."""


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        (
            field((0, 9, 30), "Ana Prue"),
            "Worker: Ana Prue \nClaim no.: Employer:\nSent by fax",
        ),
        (
            field((1, 11, 9), "QX-114"),
            "Worker: \nClaim no.: QX-114    Employer:\nSent by fax",
        ),
        (
            lying("FreeText", (1, 33, 12), Contents="Tarn Mill"),
            "Worker: \nClaim no.: Employer: Tarn Mill\nSent by fax",
        ),
        (
            field((5, 0, 20), "two\rlines", TU="Reason", Ff=MULTILINE),
            "Worker: \nClaim no.: Employer:\nSent by fax\nReason: two\nlines",
        ),
        (
            lying("FreeText", (-1, 20, 20), Contents="CORRECTED"),
            "CORRECTED\nWorker: \nClaim no.: Employer:\nSent by fax",
        ),
        (
            drawn("Stamp", (5, 3, 30), "BT /F 8 Tf 2 2 Td (RECEIVED 05/03/16) Tj ET"),
            "Worker: \nClaim no.: Employer:\nSent by fax\nRECEIVED 05/03/16",
        ),
        (
            lying("Stamp", (5, 3, 30), Name=name("NotApproved")),
            "Worker: \nClaim no.: Employer:\nSent by fax\nNOT APPROVED",
        ),
        (
            lying("Text", (2, 40, 3), Contents="see reverse"),
            "Worker: \nClaim no.: Employer:\nSent by fax\nsee reverse",
        ),
        (
            lying("Highlight", (0, 0, 7), Contents="is this spelt right?"),
            "Worker: \nis this spelt right?\nClaim no.: Employer:\nSent by fax",
        ),
        (
            lying("FreeText", (2, 60, 9), RC="<body><p>not <b>today</b></p></body>"),
            "Worker: \nClaim no.: Employer:\nSent by fax\nnot today",
        ),
        (
            drawn("FreeText", (5, 3, 20), "BT /F 8 Tf 2 2 Td (by hand) Tj ET"),
            "Worker: \nClaim no.: Employer:\nSent by fax\nby hand",
        ),
    ],
)
def test_a_piece_stands_where_it_lies(
    piece: DictionaryObject, text: str, read: Read
) -> None:
    sheet = read(page_with(FORM, piece))

    assert sheet.text == text
    assert len(sheet.added) == 1


def test_each_piece_says_where_it_comes_from_and_where_it_lies(read: Read) -> None:
    sheet = read(
        page_with(
            FORM,
            field((1, 11, 9), "QX-114"),
            lying("Text", (2, 40, 3), Contents="see reverse"),
            lying("Stamp", (6, 3, 30), Name=name("Approved")),
        )
    )

    assert [(sheet.text[a.start : a.end], a.origin, a.box) for a in sheet.added] == [
        ("QX-114", Origin.FORM_FIELD, (99.4, 37.0, 148.0, 47.0)),
        ("see reverse", Origin.NOTE, sheet.added[1].box),
        ("APPROVED", Origin.STAMP, (56.2, 97.0, 218.2, 107.0)),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        field((0, 9, 30), "Ana Prue", F=HIDDEN),
        field((0, 9, 30), "Ana Prue", F=NO_VIEW),
        field((0, 9, 30), "letmein", Ff=PASSWORD),
        field((0, 9, 0), "nowhere"),
        field((0, 9, 30), ""),
        field((1, 0, 10), "Claim no.:"),
        lying("FreeText", (2, 0, 11), Contents="Sent by fax"),
        lying("Highlight", (2, 0, 11), Contents="Sent by fax"),
        lying("Text", (2, 0, 11), Contents="Accepted", StateModel="Review"),
        lying("Popup", (2, 0, 11), Contents="see reverse"),
        drawn("Ink", (5, 3, 5), "0 0 m 20 9 l S"),
        drawn("Stamp", (5, 3, 5), "0 0 m 20 9 l S"),
        lying("Stamp", (5, 3, 30), Name=name("q7f0")),
    ],
)
def test_what_is_hidden_silent_or_said_already_adds_nothing(
    piece: DictionaryObject, read: Read
) -> None:
    sheet = read(page_with(FORM, piece))

    assert (sheet.text, sheet.added) == (read(page_with(FORM)).text, ())


def test_a_field_that_may_not_be_changed_is_read(read: Read) -> None:
    sheet = read(page_with("Worker:", field((0, 8, 30), "Ana Prue", Ff=READ_ONLY)))

    assert sheet.text == "Worker: Ana Prue"


@pytest.mark.parametrize("with_form", [True, False])
def test_a_field_is_read_with_and_without_the_dictionary_of_the_form(
    with_form: bool, read: Read
) -> None:
    pieces = [field((0, 8, 30), "Ana Prue"), field((1, 8, 9), "a", Ff=PASSWORD, T="p")]

    sheet = read(page_with("Worker:", *pieces, form=with_form))

    assert sheet.text == "Worker: Ana Prue"


def test_a_choice_is_read_as_it_is_shown(read: Read) -> None:
    options = [["m", "Every month"], ["w", "Every week"]]
    piece = lying("Widget", (0, 7, 30), FT=name("Ch"), T="c", V="w", Opt=options)

    assert read(page_with("Visits:", piece)).text == "Visits: Every week"


@pytest.mark.parametrize(
    ("columns", "states", "text"),
    [
        ((15, 25), ("Yes", "Off"), "Expedited? [X] Yes [ ] No"),
        ((15, 25), ("Off", "1"), "Expedited? [ ] Yes [X] No"),
        ((21, 30), ("Yes", "Off"), "Expedited? Yes [X] No [ ]"),
        ((15, 25), ("Off", "Off"), "Expedited? [ ] Yes [ ] No"),
    ],
)
def test_a_box_stands_beside_the_words_of_its_option(
    columns: tuple[int, int], states: tuple[str, str], text: str, read: Read
) -> None:
    boxes = [
        box((0, column, 1), state, T=f"b{column}")
        for column, state in zip(columns, states, strict=True)
    ]

    assert read(page_with(QUESTION, *boxes)).text == text


SQUARES = b"0.5 w 120 757 8 8 re S 174 757 8 8 re S"


@pytest.mark.parametrize(
    ("stroke", "text"),
    [
        ("1 w 0 0 m 9 9 l S", "Expedited? [ ] Yes [X] No"),
        ("1 1 1 RG 1 w 0 0 m 9 9 l S", "Expedited? Yes No"),
    ],
)
def test_a_stroke_through_a_printed_box_ticks_it_unless_it_is_white(
    stroke: str, text: str, read: Read
) -> None:
    mark = drawn("Stamp", (0, 25, 2), stroke)

    assert read(page_with(QUESTION, mark, content=SQUARES)).text == text


def test_a_tick_that_bears_the_name_of_a_stamp_is_still_a_tick(read: Read) -> None:
    mark = drawn("Stamp", (0, 25, 2), "1 w 0 0 m 9 9 l S", Name=name("Draft"))

    sheet = read(page_with(QUESTION, mark, content=SQUARES))

    assert sheet.text == "Expedited? [ ] Yes [X] No"


def test_ticks_left_in_the_page_by_flattening_are_read(read: Read) -> None:
    picture = b" q 12 0 0 10 173 756 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"

    sheet = read(page_with(QUESTION, content=SQUARES + picture))

    assert sheet.text == "Expedited? [ ] Yes [X] No"


def test_words_painted_over_are_no_label_and_the_paint_no_answer(read: Read) -> None:
    paint = "1 g 0 0 70 9 re f BT /F 8 Tf 2 2 Td (hi) Tj ET"
    pieces = [
        drawn("FreeText", (0, 6, 13), paint, Contents="hi"),
        lying("FreeText", (0, 20, 12), Contents="03/04/1960"),
    ]

    sheet = read(page_with("Born: 02/01/1962", *pieces))

    assert sheet.text == "Born: 03/04/1960    02/01/1962"
    assert [piece.box for piece in sheet.added] == [(148.0, 25.0, 212.8, 35.0)]


def test_a_signature_beside_the_boxes_ticks_none(read: Read) -> None:
    mark = drawn("Ink", (0, 40, 2), "1 w 0 0 m 9 9 l S")

    assert read(page_with(QUESTION, mark, content=SQUARES)).text == "Expedited? Yes No"


def test_without_printed_words_the_form_says_what_was_asked(read: Read) -> None:
    sheet = read(
        page_with(
            "",
            field((0, 8, 30), "Ana Prue", TU="Name of the worker"),
            box((4, 8, 1), "Off", T="Expedited"),
            box((6, 8, 1), "Yes", T="Regular"),
        )
    )

    assert sheet.text.strip() == "Name of the worker: Ana Prue\n[X] Regular"


def test_a_page_that_is_turned_has_its_pieces_in_the_order_that_is_seen(
    read: Read,
) -> None:
    pieces = [
        lying("FreeText", (30, 5, 20), Contents="low on the sheet"),
        lying("FreeText", (4, 5, 20), Contents="high on the sheet"),
    ]

    sheet = read(page_with("", *pieces, rotation=180))

    assert sheet.text.strip().split("\n") == ["low on the sheet", "high on the sheet"]
    assert sheet.added[0].box == (437.0, 397.0, 545.0, 407.0)


def test_pages_may_be_read_in_part_and_counted(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["one", "two", "three"])
    file = FoundFile(name="a.pdf", path=path, format="pdf")

    texts = [
        [sheet.text for sheet in read_pdf(file, pages).sheets]
        for pages in (None, range(1, 3), range(2, 9), range(0))
    ]

    assert texts == [["one", "two", "three"], ["two", "three"], ["three"], []]
    assert count_pages(file) == 3
