import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from openimr.documents import ReadingOptions, read_case, why_no_recognition
from openimr.documents.files import FoundFile
from openimr.documents.readers.picture import read_picture
from openimr.documents.sources import Sheet
from openimr.domain import PageStatus
from openimr.errors import TooLargeError, UnreadableFileError

PICTURE = Sheet(text="", image=True)


PROSE = (
    "She kneads dough in a bakery and has done so for eleven years.",
    "The neck is stiff in the morning, and the right arm falls asleep.",
    "Reflexes are equal on both sides. There is no loss of strength.",
    "She will go on with her exercises and come back in four weeks.",
)


def _drawn(*lines: str) -> Image.Image:
    """Return a letter page at 300 dpi with these lines, and some more between."""
    page = Image.new("L", (2550, 3300), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=54)
    for number, line in enumerate((lines[0], *PROSE, *lines[1:])):
        draw.text((240, 300 + 90 * number), line, fill=0, font=font)
    return page


def _blank(size: tuple[int, int] = (60, 80)) -> Image.Image:
    return Image.new("L", size, 255)


def _file(path: Path, kind: str) -> FoundFile:
    return FoundFile(name=path.name, path=path, format=kind)


def _tiff(path: Path, frames: int) -> Path:
    first, *others = [_blank() for _ in range(frames)]
    first.save(path, save_all=True, append_images=others)
    return path


def _declared_png(width: int, height: int) -> bytes:
    """Return a PNG file that says it is so large, and has hardly any bytes."""
    out = BytesIO()
    Image.new("L", (1, 1)).save(out, "PNG")
    content = bytearray(out.getvalue())
    content[16:24] = struct.pack(">LL", width, height)
    content[29:33] = struct.pack(">L", zlib.crc32(content[12:29]))
    return bytes(content)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg")])
def test_a_picture_is_one_page(kind: str, name: str, tmp_path: Path) -> None:
    _blank().save(tmp_path / name, kind)

    assert read_picture(_file(tmp_path / name, name[-3:])).sheets == (PICTURE,)


@pytest.mark.parametrize("frames", [1, 2, 5])
def test_a_tiff_has_a_page_for_each_frame(frames: int, tmp_path: Path) -> None:
    path = _tiff(tmp_path / "fax.tif", frames)

    assert read_picture(_file(path, "tif")).sheets == (PICTURE,) * frames


def test_previews_in_a_telephones_picture_are_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    _blank().save(path, "MPO", save_all=True, append_images=[_blank()])

    assert read_picture(_file(path, "jpg")).sheets == (PICTURE,)


def test_a_tiff_cut_short_keeps_the_frames_before(tmp_path: Path) -> None:
    path = _tiff(tmp_path / "fax.tif", 4)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 5 // 8])

    *sound, last = read_picture(_file(path, "tif")).sheets

    assert sound
    assert set(sound) == {PICTURE}
    assert last == Sheet(text="", problem="the picture is damaged from here on")


def test_a_tiff_whose_frames_go_round_in_a_circle_ends(tmp_path: Path) -> None:
    path = _tiff(tmp_path / "fax.tif", 2)
    content = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<L", content, 4)
    (tags,) = struct.unpack_from("<H", content, first)
    (second,) = struct.unpack_from("<L", content, first + 2 + 12 * tags)
    (more,) = struct.unpack_from("<H", content, second)
    struct.pack_into("<L", content, second + 2 + 12 * more, first)
    path.write_bytes(content)

    assert read_picture(_file(path, "tif")).sheets == (PICTURE, PICTURE)


def test_a_tiff_of_too_many_frames_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.documents.readers.picture.MOST_FRAMES", 2)

    with pytest.raises(TooLargeError, match="over the limit of 2"):
        read_picture(_file(_tiff(tmp_path / "fax.tif", 3), "tif"))


@pytest.mark.parametrize("size", [(40_000, 40_000), (20_000, 8_000), (2**31 - 1, 9)])
def test_a_picture_that_claims_a_wall_of_pixels_is_refused_undecoded(
    size: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(_declared_png(*size))

    with pytest.raises(TooLargeError, match="over the limit of 150,000,000 pixels"):
        read_picture(_file(tmp_path / "a.png", "png"))


def test_a_long_picture_within_the_limit_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(_declared_png(40_000, 3_000))

    assert read_picture(_file(tmp_path / "a.png", "png")).sheets == (PICTURE,)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff",
        b"II*\0\x08\0\0\0\0\0\0\0\0\0",
    ],
)
def test_a_damaged_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)

    with pytest.raises(UnreadableFileError, match="the picture is damaged"):
        read_picture(_file(tmp_path / "a", "png"))


def test_pictures_without_recognition_are_pages_that_say_so(tmp_path: Path) -> None:
    _tiff(tmp_path / "fax.tif", 2)
    (tmp_path / "note.txt").write_text("PROGRESS REPORT\nShe sleeps well.")

    case = read_case(tmp_path, ReadingOptions(recognise=False))

    assert [(p.file, p.number, p.status) for p in case.pages] == [
        ("fax.tif", 1, PageStatus.UNREADABLE),
        ("fax.tif", 2, PageStatus.UNREADABLE),
        ("note.txt", 1, PageStatus.TEXT),
    ]
    assert str(case.pages[0].reason).startswith("image without text")


def test_pictures_are_read(tmp_path: Path, reading: ReadingOptions) -> None:
    missing = why_no_recognition()
    if missing is not None:
        pytest.skip(str(missing))
    _drawn("PROGRESS REPORT", "She sleeps on two pillows.").save(tmp_path / "a.png")
    _drawn("OPERATIVE REPORT", "The disc was removed in May.").save(tmp_path / "b.jpg")
    pages = [
        _drawn("PROGRESS REPORT", f"The pain has lasted {number} days.")
        for number in (41, 52, 63)
    ]
    pages[0].save(tmp_path / "c.tiff", save_all=True, append_images=pages[1:])

    case = read_case(tmp_path, reading)

    assert [(page.file, page.number, page.status) for page in case.pages] == [
        ("a.png", 1, PageStatus.OCR),
        ("b.jpg", 1, PageStatus.OCR),
        *(("c.tiff", number, PageStatus.OCR) for number in (1, 2, 3)),
    ]
    assert [page.text.rstrip().split("\n")[-1] for page in case.pages] == [
        "She sleeps on two pillows.",
        "The disc was removed in May.",
        *(f"The pain has lasted {number} days." for number in (41, 52, 63)),
    ]
