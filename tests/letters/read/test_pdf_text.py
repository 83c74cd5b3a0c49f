"""The text of a PDF by the library's bare calls is that of its comfortable ones."""

from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from openimr.letters.read.pdf_text import Pdf

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").rglob("*.pdf"))


def _comfortably(document: pypdfium2.PdfDocument) -> list[str]:
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    return found


def _agree(place: Path) -> list[str]:
    with Pdf(place.read_bytes()) as ours:
        found = list(ours.texts())
    with pypdfium2.PdfDocument(place) as theirs:
        assert found == _comfortably(theirs)
    return found


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place.stem)
def test_every_page_of_the_examples_reads_the_same(place: Path) -> None:
    assert any(_agree(place))


def test_pages_that_are_blank_hyphenated_or_beyond_ascii_read_the_same(
    tmp_path: Path,
) -> None:
    place = tmp_path / "odd.pdf"
    canvas = Canvas(str(place))
    canvas.showPage()
    for number, words in enumerate(("med-", "ically", "naïve «né» 5½", " ", "-")):
        canvas.drawString(72, 700 - 14 * number, words)
    canvas.showPage()
    canvas.drawString(72, 700, "   ")
    canvas.showPage()
    canvas.save()

    first, second, third = _agree(place)

    assert first == ""
    assert "naïve «né» 5½" in second
    assert not third.strip()
