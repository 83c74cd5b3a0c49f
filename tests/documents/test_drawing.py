"""A page that shows more than its text layer says is looked at as a picture."""

from pathlib import Path

import pytest

from openimr.documents.files import FoundFile
from openimr.documents.readers.pdf import read_pdf

from .lying import drawn, lying, page_with

OUTLINES = b"0 g " + b" ".join(
    b"%d %d 3 7 re f" % (60 + 5 * column, 700 - 14 * row)
    for row in range(20)
    for column in range(90)
)
"""What print looks like once its letters were turned into outlines."""

FRAME = b"1 w 40 40 532 712 re S"
INLINE = b"q 500 0 0 600 50 90 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x40\x80\x20 EI Q"
STRIPS = b" ".join(
    b"q 612 0 0 33 0 %d cm /P Do Q" % (33 * strip) for strip in range(24)
)
STROKES = b"2 w 100 500 m 160 540 l 220 500 l S"
HEADER = "06/13/2016 08:51 PAGE 01/02"
NOTE = "Sleeps well, walks daily.\n" * 12


@pytest.mark.parametrize(
    ("text", "content", "image"),
    [
        ("", b"", False),
        ("", b"1 g 40 40 200 200 re f", False),
        ("", OUTLINES, True),
        ("", INLINE, True),
        ("", STRIPS, True),
        ("", STROKES, True),
        (HEADER, OUTLINES, True),
        (HEADER, STRIPS, True),
        (HEADER, INLINE, True),
        ("EXHIBIT A", FRAME, False),
        ("PROGRESS REPORT", b"", False),
        (NOTE, OUTLINES, False),
    ],
)
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_page_is_a_picture_when_it_shows_more_than_it_says(
    text: str, content: bytes, image: bool, rotation: int, tmp_path: Path
) -> None:
    made = page_with(text, content=content, rotation=rotation)

    assert _is_picture(tmp_path, made) is image


def test_what_was_pasted_over_an_empty_page_is_seen(tmp_path: Path) -> None:
    place = (50, 5, 90)
    pasted = drawn("Stamp", place, "0 g 0 0 400 9 re f")

    assert _is_picture(tmp_path, page_with("", pasted))


def test_a_page_with_nothing_but_a_note_that_was_read_is_no_picture(
    tmp_path: Path,
) -> None:
    note = lying("FreeText", (4, 5, 20), Contents="left out by mistake")

    assert not _is_picture(tmp_path, page_with("", note))


def test_an_invisible_layer_of_an_earlier_recognition_is_text(tmp_path: Path) -> None:
    hidden = page_with("x", content=STRIPS + b" BT 3 Tr /F 9 Tf 40 700 Td (WELL) Tj ET")

    path = tmp_path / "a.pdf"
    path.write_bytes(hidden)
    sheet = read_pdf(FoundFile(name="a.pdf", path=path, format="pdf")).sheets[0]

    assert sheet.text.split() == ["x", "WELL"]


def _is_picture(folder: Path, content: bytes) -> bool:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return read_pdf(FoundFile(name="a.pdf", path=path, format="pdf")).sheets[0].image
