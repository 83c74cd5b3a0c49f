"""Pages as they are looked at: upright pictures, words where their ink is."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from openimr.documents import ReadingOptions, locate, read_case, show_pages
from openimr.documents.faces.answers import NONSENSE, face_of
from openimr.documents.faces.turning import turned
from openimr.documents.workers.wire import line_of
from openimr.domain import Box, Page, PageFace, PageStatus, WordBox

from .lying import field, lying, page_with
from .paper import SCAN, write_pdf

UNREAD = ReadingOptions(recognise=False)
TEXT = "PROGRESS REPORT     Tarn Mill Clinic\n\nTizanidine 4 mg #60\nSleeps well."


def _faces(case: Path) -> list[tuple[Page, PageFace]]:
    pages = read_case(case, UNREAD).pages
    return list(zip(pages, show_pages(case, pages), strict=True))


def _open(face: PageFace) -> Image.Image:
    assert face.picture is not None
    picture = Image.open(io.BytesIO(face.picture))
    assert picture.format == "WEBP"
    return picture


def _ink(face: PageFace, box: Box) -> int:
    picture = _open(face).convert("L")
    scale = picture.width / face.width
    left, top, right, bottom = (round(side * scale) for side in box)
    most = picture.size
    inside = picture.crop(
        (
            max(left - 1, 0),
            max(top - 1, 0),
            min(right + 1, most[0]),
            min(bottom + 1, most[1]),
        )
    )
    return sum(inside.histogram()[:128])


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_word_of_a_text_layer_stands_on_its_ink(
    rotation: int, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(page_with(TEXT, rotation=rotation))

    ((page, face),) = _faces(tmp_path)

    words = [page.text[word.start : word.end] for word in face.words]
    assert sorted(words) == sorted(TEXT.split())
    assert all(_ink(face, word.box) > 0 for word in face.words)
    everything = (0, 0, face.width, face.height)
    assert sum(_ink(face, word.box) for word in face.words) >= 0.97 * _ink(
        face, everything
    )


def test_words_stand_where_locate_says(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page_with(TEXT))

    ((page, face),) = _faces(path)

    for word in face.words:
        assert locate(path, page, word.start, word.end) == (word.box,)


def test_answers_of_a_form_are_shown_and_stand_where_they_lie(tmp_path: Path) -> None:
    content = page_with(
        "Worker:              Employer: Tarn Mill",
        field((0, 8, 10), "Ana Prue"),
        lying("FreeText", (5, 3, 20), Contents="by hand"),
    )
    (tmp_path / "a.pdf").write_bytes(content)

    ((page, face),) = _faces(tmp_path)

    told = [page.text[word.start : word.end] for word in face.words]
    assert told == ["Worker:", "Ana Prue", "Employer:", "Tarn", "Mill", "by hand"]
    assert face.words[1].box == page.added[0].box


def _recognised(tmp_path: Path, rotation: int) -> tuple[Path, Page]:
    path = tmp_path / "scan.png"
    picture = Image.new("L", (850, 1100), "white")
    ImageDraw.Draw(picture).rectangle((100, 200, 300, 240), fill="black")
    picture.save(path, dpi=(100, 100))
    box = (72.0, 144.0, 216.0, 172.8)
    word = WordBox(start=0, end=4, box=box, confidence=0.8)
    return path, Page(
        file="scan.png",
        number=1,
        text="mark",
        status=PageStatus.OCR,
        ocr=True,
        rotation=rotation,
        words=(word,),
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_recognised_page_is_turned_upright_with_its_words(
    rotation: int, tmp_path: Path
) -> None:
    path, page = _recognised(tmp_path, rotation)

    (face,) = show_pages(path, [page])

    size = (612.0, 792.0) if rotation in {0, 180} else (792.0, 612.0)
    assert (face.width, face.height) == pytest.approx(size, abs=0.01)
    picture = _open(face)
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], abs=0.01)
    (word,) = face.words
    assert word.confidence == 0.8
    ink = _ink(face, word.box)
    assert ink >= 0.97 * _ink(face, (0, 0, face.width, face.height)) > 0


def test_turning_four_times_leads_back() -> None:
    box, size = (10.0, 20.0, 30.0, 25.0), (600.0, 800.0)

    again = box
    for _ in range(4):
        again = turned(again, *size, 90)
        size = size[::-1]

    assert again == box
    assert turned(turned(box, 600, 800, 270), 800, 600, 90) == box
    assert turned(turned(box, 600, 800, 180), 600, 800, 180) == box


def test_a_photograph_keeps_its_colours_and_a_grey_page_has_none(
    tmp_path: Path,
) -> None:
    Image.new("RGB", (300, 400), (200, 30, 30)).save(tmp_path / "wound.jpg")
    write_pdf(tmp_path / "note.pdf", ["Sleeps well"])

    faces = {page.file: _open(face) for page, face in _faces(tmp_path)}

    assert faces["wound.jpg"].convert("RGB").getpixel((5, 5))[0] > 150  # type: ignore[index]
    grey = faces["note.pdf"].convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert isinstance(grey, tuple)
    assert max(grey) - min(grey) <= 1


def test_pages_come_in_the_order_given_from_several_workers(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [f"Visit {n}" for n in range(12)])
    pages = read_case(tmp_path, UNREAD).pages
    wanted = [pages[n] for n in (7, 0, 11, 7, 3)]

    faces = list(show_pages(tmp_path, wanted, workers=2))

    assert [len(face.words) for face in faces] == [2] * 5
    pictures = [face.picture for face in faces]
    assert pictures[0] == pictures[3]
    assert len(set(pictures)) == 4


def test_files_in_archives_are_shown(tmp_path: Path) -> None:
    import zipfile

    note = write_pdf(tmp_path / "n.pdf", ["Sleeps well", SCAN])
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        archive.write(note, "notes.pdf")
    note.unlink()

    faces = _faces(tmp_path)

    assert [page.file for page, _ in faces] == ["mail.zip/notes.pdf"] * 2
    assert all(face.picture for _, face in faces)


def test_what_cannot_be_drawn_says_why_and_costs_nothing_else(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", ["Sleeps well"])
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "c.txt").write_text("Sleeps well")
    pages = [*read_case(tmp_path, UNREAD).pages]
    pages += [
        Page(file="a.pdf", number=9, text="", status=PageStatus.UNREADABLE),
        Page(file="gone.pdf", number=1, text="", status=PageStatus.UNREADABLE),
    ]

    faces = list(show_pages(tmp_path, pages))

    assert [face.problem for face in faces] == [
        None,
        "cannot be read, it is damaged or has no pages",
        "files of this kind hold text and no pictures of pages",
        "cannot be read, it has no such page",
        "the file cannot be opened",
    ]
    assert [face.picture is None for face in faces] == [False, True, True, True, True]


def test_a_worker_that_breaks_down_costs_a_picture(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", ["Sleeps well"])
    pages = read_case(tmp_path, UNREAD).pages
    dying = [sys.executable, "-c", "print('ready', flush=True); input(); exit(3)"]

    (face,) = show_pages(tmp_path, pages, command=dying)

    assert face.picture is None
    assert face.problem == "the reader broke down on it (code 3)"


_SIZE, _WEBP = [612, 792], "UklGRgAAAABXRUJQ"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"size": _SIZE},
        {"size": [612], "picture": _WEBP},
        {"size": [612, "x"], "picture": _WEBP},
        {"size": _SIZE, "picture": "no base64!"},
        {"size": _SIZE, "picture": "AAAA"},
        {"size": [float("nan"), 1], "picture": _WEBP},
    ],
)
def test_an_answer_that_is_none_is_a_page_without_a_picture(answer: object) -> None:
    page = Page(file="a.pdf", number=1, text="Sleeps well", status=PageStatus.TEXT)

    face = face_of(line_of(answer).encode(), page)

    assert (face.picture, face.problem) == (None, NONSENSE)


@pytest.mark.parametrize(
    "words",
    [
        "x",
        [[0, 3, 1, 2, 3]],
        [[0, 99, 1, 2, 3, 4]],
        [[3, 3, 1, 2, 3, 4]],
        [[-1, 3, 1, 2, 3, 4]],
        [[0, 3, 1, 2, 3, None]],
    ],
)
def test_words_that_cannot_be_are_left_out(words: object) -> None:
    page = Page(file="a.pdf", number=1, text="Sleeps", status=PageStatus.TEXT)
    answer = {"size": _SIZE, "picture": _WEBP, "text": "Sleeps", "words": words}

    face = face_of(line_of(answer).encode(), page)

    assert face.words == ()
    assert face.picture is not None


def test_words_of_a_file_that_says_something_else_now_are_left_out() -> None:
    page = Page(file="a.pdf", number=1, text="Sleeps well", status=PageStatus.TEXT)
    words = [[0, 6, 1, 2, 3, 4]]
    answer = {"size": _SIZE, "picture": _WEBP, "text": "Sleeps", "words": words}

    assert face_of(line_of(answer).encode(), page).words == ()
