"""Any stretch of a page's text can be drawn as boxes on the page."""

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from openimr.documents import locate
from openimr.documents.files import FoundFile
from openimr.documents.readers.pdf import read_pdf
from openimr.domain import Box, Page, PageStatus, WordBox
from openimr.errors import UnreadableFileError

from .lying import field, lying, page_with
from .paper import write_pdf

TEXT = "PROGRESS REPORT     Tarn Mill Clinic\n\nTizanidine 4 mg #60\nwell-known (gait)."
CROPS = [None, (20.0, 600.0, 500.0, 780.0)]


def _page(path: Path, name: str = "a.pdf") -> Page:
    sheet = read_pdf(FoundFile(name=name, path=path, format="pdf")).sheets[0]
    return Page(
        file=name,
        number=1,
        text=sheet.text,
        status=PageStatus.TEXT,
        added=sheet.added,
    )


def _written(tmp_path: Path, content: bytes) -> tuple[Path, Page]:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return path, _page(path)


def _picture(path: Path) -> Image.Image:
    with closing(pdfium.PdfDocument(path)) as document, closing(document[0]) as page:
        picture: Image.Image = page.render(scale=4, grayscale=True).to_pil()
        return picture.convert("L").copy()


def _ink(picture: Image.Image, box: Box) -> int:
    left, top, right, bottom = (round(side * 4) for side in box)
    inside = picture.crop((left, top, right, bottom))
    return sum(inside.histogram()[:128])


def _words(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", CROPS)
def test_the_boxes_of_the_words_hold_all_the_ink_of_the_page_and_each_its_own(
    rotation: int, crop: tuple[float, float, float, float] | None, tmp_path: Path
) -> None:
    path, page = _written(tmp_path, page_with(TEXT, rotation=rotation, crop=crop))
    picture = _picture(path)
    all_ink = _ink(picture, (0, 0, picture.width / 4, picture.height / 4))

    boxes = [locate(path, page, start, end) for start, end in _words(page.text)]

    assert [len(own) for own in boxes] == [1] * 11
    shares = [_ink(picture, box) for (box,) in boxes]
    assert min(shares) > 0
    assert 0.97 * all_ink <= sum(shares) <= all_ink


def test_the_text_within_the_box_of_a_word_is_that_word(tmp_path: Path) -> None:
    path, page = _written(tmp_path, page_with(TEXT))
    with (
        closing(pdfium.PdfDocument(path)) as document,
        closing(document[0]) as sheet,
        closing(sheet.get_textpage()) as layer,
    ):
        for start, end in _words(page.text):
            ((left, top, right, bottom),) = locate(path, page, start, end)
            within = layer.get_text_bounded(left, 792 - bottom, right, 792 - top)
            assert within.strip() == page.text[start:end]


def test_a_stretch_over_two_lines_has_two_boxes(tmp_path: Path) -> None:
    path, page = _written(tmp_path, page_with(TEXT))
    start = page.text.index("Clinic")
    end = page.text.index(" 4 mg")

    first, second = locate(path, page, start, end)

    assert first[0] > second[0]
    assert first[3] < second[1]


def test_words_that_lie_on_the_page_have_the_box_of_their_piece(
    tmp_path: Path,
) -> None:
    content = page_with(
        "Worker:              Employer: Tarn Mill",
        field((0, 8, 10), "Ana Prue"),
        lying("FreeText", (5, 3, 20), Contents="by hand"),
    )
    path, page = _written(tmp_path, content)
    assert page.text == "Worker: Ana Prue    Employer: Tarn Mill\nby hand"

    label, answer, rest, note = locate(path, page, 0, len(page.text))

    assert (answer, note) == (page.added[0].box, page.added[1].box)
    assert label[2] <= answer[0] < answer[2] <= rest[0]
    assert locate(path, page, 10, 12) == (answer,)
    start = page.text.index("Tarn")
    ((left, _, _, _),) = locate(path, page, start, start + 4)
    assert left == pytest.approx(40 + 5.4 * 31, abs=1)


def test_words_of_a_recognised_page_have_the_boxes_they_were_read_with(
    tmp_path: Path,
) -> None:
    words = [
        ("Sleeps", 0, (10.0, 10.0, 40.0, 20.0)),
        ("well", 7, (44.0, 9.0, 60.0, 19.0)),
    ]
    page = Page(
        file="a.pdf",
        number=1,
        text="Sleeps well",
        status=PageStatus.OCR,
        ocr=True,
        words=tuple(
            WordBox(start=at, end=at + len(word), box=box, confidence=0.9)
            for word, at, box in words
        ),
    )

    assert locate(tmp_path / "absent.pdf", page, 0, 11) == ((10.0, 9.0, 60.0, 20.0),)
    assert locate(tmp_path / "absent.pdf", page, 8, 9) == ((44.0, 9.0, 60.0, 19.0),)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-4, 0), (99, 120)])
def test_an_empty_stretch_stands_nowhere(start: int, end: int, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["Sleeps well"])

    assert locate(path, _page(path), start, end) == ()


def test_a_format_without_places_has_no_boxes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Sleeps well")
    page = Page(file="a.txt", number=1, text="Sleeps well", status=PageStatus.TEXT)

    assert locate(path, page, 0, 6) == ()


def test_a_file_that_changed_or_went_is_an_error(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["Sleeps well"])
    page = _page(path)
    write_pdf(path, ["Sleeps badly"])

    with pytest.raises(UnreadableFileError, match="changed since"):
        locate(path, page, 0, 6)
    path.unlink()
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        locate(path, page, 0, 6)


LINES = st.lists(
    st.text(st.sampled_from("abgy M4.-,("), min_size=1, max_size=30).filter(str.strip),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=LINES, rotation=st.sampled_from([0, 90, 180, 270]))
def test_every_word_of_any_page_has_a_box_with_ink(
    lines: list[str], rotation: int, tmp_path: Path
) -> None:
    path, page = _written(tmp_path, page_with("\n".join(lines), rotation=rotation))
    picture = _picture(path)

    for start, end in _words(page.text):
        (box,) = locate(path, page, start, end)
        assert _ink(picture, box) > 0
