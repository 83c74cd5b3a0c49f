"""Files made to break a reader: each costs itself, in bounded time and memory."""

import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.documents.files import FoundFile
from openimr.documents.sources import Source
from openimr.documents.workers.files import read_files
from openimr.domain import Page, PageStatus

from .mutants import word
from .paper import pdf_bytes, write_pdf

WITHOUT_PICTURES = ReadingOptions(recognise=False)
SECONDS = 30


@pytest.fixture
def pages_of(tmp_path: Path) -> Callable[[str, bytes], list[Page]]:
    """Read a case of one sound file and another beside it; return the other's pages."""

    def read(name: str, content: bytes) -> list[Page]:
        (tmp_path / "a.txt").write_text("PROGRESS REPORT")
        (tmp_path / name).write_bytes(content)
        began = time.monotonic()
        case = read_case(tmp_path, WITHOUT_PICTURES)
        assert time.monotonic() - began < SECONDS
        assert case.pages[0].text == "PROGRESS REPORT"
        return [page for page in case.pages if page.file == name]

    return read


def _pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1, without a table of them."""
    numbered = (
        b"%d 0 obj\n%s\nendobj\n" % (number, content)
        for number, content in enumerate(objects, start=1)
    )
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer\n<</Root 1 0 R>>\n%%EOF"


def _page_with(content: bytes, head: bytes) -> bytes:
    return _pdf(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Courier"
        b">>>> /XObject <</X 4 0 R>>>>>>",
        b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(content), content),
    )


def _packed(size: int, unit: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    block = unit * (1_000_000 // len(unit))
    packed = [packer.compress(block) for _ in range(size // 1_000_000)]
    return b"".join((*packed, packer.flush()))


CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"

LOOPS = {
    "its own child": _pdf(CATALOG, b"<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R]>>"),
    "a circle": _pdf(
        CATALOG,
        b"<</Type /Pages /Count 9 /Kids [3 0 R]>>",
        b"<</Type /Pages /Count 9 /Kids [2 0 R] /Parent 2 0 R>>",
    ),
    "no end": _pdf(CATALOG, b"<</Type /Pages /Count 2147483647 /Kids [2 0 R]>>"),
    "deep": _pdf(
        CATALOG,
        *(b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % n for n in range(3, 9_000)),
    ),
    "brackets": _pdf(CATALOG, b"[" * 200_000),
    "length": _pdf(CATALOG, b"<</Length 2 0 R>>\nstream\nx\nendstream"),
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_page_tree_without_end_is_a_damaged_file(
    name: str, pages_of: Callable[[str, bytes], list[Page]]
) -> None:
    pages = pages_of("b.pdf", LOOPS[name])

    assert {page.status for page in pages} <= {
        PageStatus.UNREADABLE,
        PageStatus.BLANK,
    }
    assert 1 <= len(pages) <= 9


@pytest.mark.parametrize(
    ("head", "content"),
    [
        pytest.param(b"/Filter /FlateDecode", _packed(800_000_000), id="spaces"),
        pytest.param(
            b"/Filter [/FlateDecode /FlateDecode]",
            zlib.compress(_packed(2_000_000_000)),
            id="packed twice",
        ),
        pytest.param(b"/Filter /FlateDecode", _packed(200_000_000, b"q "), id="states"),
        pytest.param(
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"/X Do /X Do", id="self"
        ),
        pytest.param(
            b"/Filter /FlateDecode",
            _packed(20_000_000, b"BT /F 9 Tf (She sleeps well.) Tj ET\n"),
            id="text",
        ),
    ],
)
def test_a_page_that_unpacks_to_a_thousand_times_its_size_is_bounded(
    head: bytes, content: bytes, pages_of: Callable[[str, bytes], list[Page]]
) -> None:
    pages = pages_of("b.pdf", _page_with(content, head))

    assert len(pages) == 1
    assert len(pages[0].text) <= 200_000


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + check.to_bytes(4)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def test_a_picture_of_forty_thousand_pixels_a_side_is_not_unpacked(
    pages_of: Callable[[str, bytes], list[Page]],
) -> None:
    (page,) = pages_of("b.png", _png(40_000, 40_000))

    assert page.status is PageStatus.UNREADABLE
    assert "over the limit of 150,000,000 pixels" in (page.reason or "")


def _word_with(replaced: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word())) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in sound.namelist():
            changed.writestr(name, replaced.pop(name, sound.read(name)))
        for name, content in replaced.items():
            changed.writestr(name, content)
    return out.getvalue()


DOCUMENT = "word/document.xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">'
    for n in range(10)
)


def _xml(body: str, kinds: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [{kinds}]><w:document xmlns:w="{SPACE}">'
        f"<w:body>{body}</w:body></w:document>"
    ).encode()


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            _xml("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", LAUGHS), id="laughs"
        ),
        pytest.param(
            _xml(
                "<w:p><w:r><w:t>&f;</w:t></w:r></w:p>",
                '<!ENTITY f SYSTEM "file:///etc/passwd">',
            ),
            id="file",
        ),
        pytest.param(_xml("<w:p>" * 50_000 + "</w:p>" * 50_000), id="deep"),
        pytest.param(
            _xml("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900),
            id="tables",
        ),
        pytest.param(b" " * 500_000_000, id="spaces"),
        pytest.param(_xml("<w:p/>" * 1_000_000), id="paragraphs"),
    ],
)
def test_a_word_document_that_unfolds_without_end_costs_itself(
    document: bytes, pages_of: Callable[[str, bytes], list[Page]]
) -> None:
    pages = pages_of("b.docx", _word_with({DOCUMENT: document}))

    assert len(pages) == 1
    assert "root:" not in pages[0].text
    assert len(pages[0].text) < 2_000_000


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled", "ms-word.template.macroEnabledTemplate"]
)
def test_the_text_of_a_document_with_macros_is_read_and_nothing_is_run(
    kind: str, pages_of: Callable[[str, bytes], list[Page]]
) -> None:
    usual = b"openxmlformats-officedocument.wordprocessingml.document.main"
    with zipfile.ZipFile(BytesIO(word())) as sound:
        types = sound.read("[Content_Types].xml")
    assert usual in types
    content = _word_with(
        {
            "[Content_Types].xml": types.replace(usual, f"{kind}.main".encode()),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell calc.exe",
        }
    )

    (page,) = pages_of("b.docm", content)

    assert (page.status, page.reason) == (
        PageStatus.TEXT,
        "the macros in it were not run",
    )
    assert "she sleeps well" in page.text
    assert "Shell" not in page.text


def test_ten_thousand_pages_are_read_by_two_workers_in_bounded_time(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes([f"visit {number}" for number in range(10_000)]))
    file = FoundFile(name="a.pdf", path=path, format="pdf")
    began = time.monotonic()

    (read,) = read_files(tmp_path, [file], workers=2)

    assert time.monotonic() - began < SECONDS
    assert isinstance(read, Source)
    assert [sheet.text for sheet in read.sheets] == [
        f"visit {number}" for number in range(10_000)
    ]


def test_more_pages_than_a_file_may_have_are_refused_before_they_are_read(
    tmp_path: Path,
) -> None:
    kids = b"3 0 R " * 20_001
    pages = b"<</Type /Pages /Count 20001 /Kids [%s]>>" % kids
    leaf = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"
    (tmp_path / "b.pdf").write_bytes(_pdf(CATALOG, pages, leaf))
    write_pdf(tmp_path / "a.pdf", ["PROGRESS REPORT"])

    case = read_case(tmp_path)

    assert case.pages[1].reason == "20001 pages, over the limit of 20000"


def test_a_text_file_without_pages_is_cut_and_nothing_of_it_is_lost(
    tmp_path: Path,
) -> None:
    text = "She sleeps well and eats.\n" * 20_000
    (tmp_path / "a.txt").write_text(text)

    pages = read_case(tmp_path).pages

    assert "\n".join(page.text for page in pages) == text
    assert max(len(page.text) for page in pages) <= 200_000


def test_a_link_out_of_the_case_is_not_followed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    write_pdf(case / "a.pdf", ["PROGRESS REPORT"])
    write_pdf(tmp_path / "secret.pdf", ["another patient"])
    (case / "b.pdf").symlink_to(tmp_path / "secret.pdf")

    read = read_case(case)

    assert [page.file for page in read.pages] == ["a.pdf"]
    assert [one.file for one in read.ignored] == ["b.pdf"]
