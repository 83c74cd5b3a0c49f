"""Spoilt pages are read: how many words come out right, and in which order."""

from collections.abc import Callable, Mapping

import pytest
from benchmark.scans import KINDS, clean, sheets, word_errors, words
from PIL import Image

from openimr.documents.ocr import OcrPage

from .conftest import Read
from .drawings import handwriting, photograph

SHEETS = {sheet.name: sheet for sheet in sheets()}
UNREADABLE = 0.45
"""Confidence below which the ledger calls a page unreadable."""

MOST_ERRORS = {
    "scan": 0.015,
    "skewed scan": 0.015,
    "faint scan": 0.015,
    "fine fax": 0.06,
    "coarse fax": 0.12,
}


@pytest.fixture(scope="module")
def scanned(read: Read) -> Mapping[str, OcrPage]:
    """Every sheet as a clean scan of it reads."""
    return {name: read(clean(sheet)) for name, sheet in SHEETS.items()}


def _errors(pages: Mapping[str, OcrPage]) -> float:
    truths = {name: words(SHEETS[name].text) for name in pages}
    wrong = sum(
        word_errors(truth, words(pages[name].text)) for name, truth in truths.items()
    )
    return wrong / sum(map(len, truths.values()))


def test_a_clean_scan_reads_nearly_without_error(
    scanned: Mapping[str, OcrPage],
) -> None:
    assert _errors(scanned) <= MOST_ERRORS["scan"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "scan"])
def test_a_spoilt_page_keeps_within_the_errors_of_its_kind(
    kind: str, read: Read
) -> None:
    names = ("fax", "form") if kind.endswith("fax") else sorted(SHEETS)
    pages = {name: read(KINDS[kind](SHEETS[name], 1)) for name in names}

    assert _errors(pages) <= MOST_ERRORS[kind]


@pytest.mark.parametrize(
    ("turn", "rotation"),
    [
        (Image.Transpose.ROTATE_90, 90),
        (Image.Transpose.ROTATE_180, 180),
        (Image.Transpose.ROTATE_270, 270),
    ],
)
def test_a_turned_page_reads_the_very_same(
    turn: Image.Transpose,
    rotation: int,
    read: Read,
    scanned: Mapping[str, OcrPage],
) -> None:
    page = read(clean(SHEETS["letter"]).transpose(turn))

    assert (page.text, page.rotation) == (scanned["letter"].text, rotation)
    assert page.confidence == scanned["letter"].confidence


def test_the_angle_of_a_skewed_page_is_found(read: Read) -> None:
    askew = SHEETS["fax"].picture().rotate(1.7, Image.Resampling.BICUBIC, fillcolor=255)

    assert read(askew).skew == pytest.approx(1.7, abs=0.15)


@pytest.mark.parametrize("name", ["form", "letter"])
def test_lines_and_cells_come_in_the_order_of_reading(
    name: str, scanned: Mapping[str, OcrPage]
) -> None:
    assert _lines(scanned[name].text) == _lines(_as_broken(name, scanned))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _as_broken(name: str, scanned: Mapping[str, OcrPage]) -> str:
    """Return the truth, its paragraphs broken into the lines of the page."""
    read = _lines(scanned[name].text)
    lines: list[str] = []
    for paragraph in _lines(SHEETS[name].text):
        rest = paragraph
        while rest:
            line = read[len(lines)] if len(lines) < len(read) else rest
            line = line if rest.startswith(line) else rest
            lines.append(line)
            rest = rest[len(line) :].lstrip()
    return "\n".join(lines)


def test_columns_of_prose_are_read_one_after_the_other(
    scanned: Mapping[str, OcrPage],
) -> None:
    assert words(scanned["columns"].text) == words(SHEETS["columns"].text)


def test_a_letterhead_beside_a_dark_logo_is_read(
    scanned: Mapping[str, OcrPage],
) -> None:
    assert _lines(scanned["letter"].text)[:2] == [
        "ALDER CREEK SPINE AND JOINT",
        "2210 Harbor Loop, Suite 4, Brandt, CA 90999",
    ]


def test_white_print_on_a_dark_bar_is_read(scanned: Mapping[str, OcrPage]) -> None:
    assert "Employee and requesting physician" in _lines(scanned["form"].text)


def test_boxes_say_whether_they_are_ticked(scanned: Mapping[str, OcrPage]) -> None:
    lines = _lines(scanned["form"].text)

    assert "[X] New request   [ ] Change of an earlier request" in lines
    assert "Decision:   [ ] Approved   [X] Denied   [ ] Modified" in lines


def test_the_cells_of_a_row_share_a_line(scanned: Mapping[str, OcrPage]) -> None:
    form, fax = (_lines(scanned[name].text) for name in ("form", "fax"))

    assert "Lumbar strain   847.2   Tizanidine 4 mg   30 tablets" in form
    assert "ALT   41   U/L   7 - 56" in fax


def test_the_header_of_a_fax_is_the_first_line(scanned: Mapping[str, OcrPage]) -> None:
    assert (
        _lines(scanned["fax"].text)[0]
        == "03/11/2014 09:42   FROM 7075550134   PAGE 2 OF 5"
    )


def test_a_stamp_beside_a_note_costs_none_of_its_words(
    scanned: Mapping[str, OcrPage],
) -> None:
    assert "P: Naproxen 500 mg twice a day, 60 tablets." in scanned["fax"].text


def test_every_word_stands_where_its_offset_says(
    scanned: Mapping[str, OcrPage],
) -> None:
    for page in scanned.values():
        for word in page.words:
            assert page.text[word.start : word.start + len(word.text)] == word.text


def test_boxes_of_words_lie_where_the_print_is(
    read: Read, scanned: Mapping[str, OcrPage]
) -> None:
    upright = scanned["letter"].words[0].box
    [on_its_head] = [
        word.box
        for word in read(
            clean(SHEETS["letter"]).transpose(Image.Transpose.ROTATE_180)
        ).words
        if word.start == 0
    ]

    left, top, right, bottom = upright
    assert on_its_head == pytest.approx(
        (612 - right, 792 - bottom, 612 - left, 792 - top), abs=0.2
    )
    assert 110 < left < 140
    assert 72 < top < bottom < 110


def test_an_empty_page_is_blank_and_not_read(read: Read) -> None:
    page = read(Image.new("L", (1700, 2200), 250))

    assert (page.blank, page.text, page.confidence) == (True, "", 0.0)


@pytest.mark.parametrize("draw", [photograph, handwriting])
def test_what_is_no_print_comes_out_unsure(
    draw: Callable[[int], Image.Image], read: Read
) -> None:
    page = read(draw(1))

    assert page.confidence < UNREADABLE
    assert not page.blank


def test_the_better_a_page_is_the_surer_it_is_read(
    read: Read, scanned: Mapping[str, OcrPage]
) -> None:
    coarse = read(KINDS["coarse fax"](SHEETS["columns"], 1))

    assert scanned["columns"].confidence > 0.9
    assert UNREADABLE < coarse.confidence < scanned["columns"].confidence


def test_a_page_reads_the_same_twice(
    read: Read, scanned: Mapping[str, OcrPage]
) -> None:
    again = read(clean(SHEETS["form"]))

    assert again == scanned["form"]
