import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Document
from openimr.errors import OpenImrError

from .packets import PACKETS, note
from .paper import BLANK, SCAN, pdf_bytes, write_pdf

SUFFIXES = st.sampled_from(["pdf", "txt", "docx", "PDF", "png"])


def _packet(folder: Path) -> Path:
    for number, packet in enumerate(PACKETS.values()):
        write_pdf(folder / f"{number}.pdf", packet.pages)
    (folder / "z.txt").write_text("PROGRESS REPORT\fpage two")
    (folder / "z.png").write_bytes(b"\x89PNG")
    return folder


def _check(case: CaseFile) -> None:
    places = Counter((page.file, page.number) for page in case.pages)
    assert set(places.values()) <= {1}
    for file in {page.file for page in case.pages}:
        numbers = [page.number for page in case.pages if page.file == file]
        assert numbers == list(range(1, len(numbers) + 1))
    held = [(d.file, n) for d in case.documents for n in d.page_numbers()]
    assert len(held) == len(set(held))
    assert set(held) == set(places)
    for document in case.documents:
        _check_grounds(case, document)
        own = [page.number for page in case.pages_of(document)]
        assert own == list(document.page_numbers())


def _check_grounds(case: CaseFile, document: Document) -> None:
    """Check that what the document rests on are words of one of its own pages."""
    grounds = document.grounds
    for said, stated in (
        (grounds.title, document.title),
        (grounds.author, document.author),
        (grounds.date, document.date),
    ):
        if said is not None:
            text = case.page(document.file, said.page).text[said.start : said.end]
            assert stated is not None
            assert said.document == document.id
            assert said.page in document.page_numbers()
            assert " ".join(text.split()) == said.quote != ""


def test_every_page_of_every_file_stands_in_the_ledger_once(
    tmp_path: Path, reading: ReadingOptions
) -> None:
    case = read_case(_packet(tmp_path), reading)

    _check(case)
    pages = sum(len(packet.pages) for packet in PACKETS.values())
    assert len(case.pages) == pages + 3


def test_the_same_files_give_the_same_case(tmp_path: Path) -> None:
    folder = _packet(tmp_path)

    once, again = read_case(folder), read_case(folder)

    assert once == again
    assert read_dispute(once) == read_dispute(again)


def test_the_order_of_sets_and_hashes_plays_no_part(tmp_path: Path) -> None:
    folder = _packet(tmp_path)
    program = (
        "import sys, pathlib; from openimr.documents import read_case, read_dispute;"
        "case = read_case(pathlib.Path(sys.argv[1]));"
        "print(case, read_dispute(case))"
    )

    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.binary(max_size=400), suffix=SUFFIXES)
def test_no_bytes_make_a_case_fail_but_by_our_errors(
    content: bytes, suffix: str, tmp_path: Path
) -> None:
    (tmp_path / "z.txt").write_text(note("05/03/2016"))
    for old in tmp_path.glob("a.*"):
        old.unlink()
    (tmp_path / f"a.{suffix}").write_bytes(content)

    case = read_case(tmp_path)

    _check(case)
    assert read_dispute(case).disputed == ()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    cut=st.integers(0, 2000),
    at=st.integers(0, 2000),
    patch=st.binary(min_size=1, max_size=30),
)
def test_a_damaged_pdf_is_read_or_refused(
    cut: int, at: int, patch: bytes, tmp_path: Path
) -> None:
    whole = pdf_bytes([note("05/03/2016"), SCAN, BLANK])
    damaged = whole[:at] + patch + whole[at + len(patch) :]
    (tmp_path / "a.pdf").write_bytes(damaged[: len(damaged) - cut])

    case = None
    with suppress(OpenImrError):
        case = read_case(tmp_path / "a.pdf")

    if case is not None:
        _check(case)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]),
    max_size=300,
)
LINES = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            [
                "APPLICATION FOR INDEPENDENT MEDICAL REVIEW",
                "List each specific requested medical service that was denied:",
                "1. Baclofen 10 mg #90",
                "UTILIZATION REVIEW DETERMINATION",
                "Treatment Decision",
                "Baclofen 10 mg #90 DENIED",
                "REQUEST FOR AUTHORIZATION",
                "Requested Treatment",
                "M54.2 Baclofen 10 mg 1 po tid",
                "RE: Ines Pellworth  Claim QX-114",
                "Page 2 of 3",
                "13/45/2016",
            ]
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pages=st.lists(LINES, min_size=1, max_size=4))
def test_no_words_make_a_case_or_its_dispute_fail(
    pages: list[list[str]], tmp_path: Path
) -> None:
    text = "\f".join("\n".join(lines) for lines in pages)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "z.txt").write_text(note("05/03/2016"))

    case = read_case(tmp_path)
    dispute = read_dispute(case)

    _check(case)
    requests = (*dispute.disputed, *dispute.requested)
    quoted = [e for line in requests for e in line.evidence]
    quoted += [e for item in dispute.ur_items for e in item.evidence]
    for evidence in quoted:
        page = case.page(case.document(evidence.document).file, evidence.page)
        assert " ".join(page.text[evidence.start : evidence.end].split()) == (
            evidence.quote
        )
        assert 0 < len(evidence.quote) <= 300


@pytest.mark.parametrize("text", ["", " ", "\f\f", "\n\n\f \f"])
def test_a_file_of_nothing_but_white_space_is_blank(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text or " ")
    (tmp_path / "b.txt").write_text("PROGRESS REPORT")

    case = read_case(tmp_path)

    _check(case)
    assert {p.status.value for p in case.pages if p.file == "a.txt"} == {"blank"}


def _lot(of: object) -> int:
    """Draw a number that is always the same."""
    return zlib.crc32(str(of).encode())


def _shuffled(case: Path, folder: Path) -> int:
    """Write the files of a case with their pages in another order."""
    pages = 0
    for file in sorted(case.glob("*.pdf")):
        reader, writer = PdfReader(file), PdfWriter()
        for number in sorted(range(len(reader.pages)), key=_lot):
            writer.add_page(reader.pages[number])
        writer.write(folder / file.name)
        pages += len(reader.pages)
    return pages


def _merged(case: Path, folder: Path) -> int:
    """Write the files of a case into one, the last first."""
    writer = PdfWriter()
    for file in sorted(case.glob("*.pdf"), reverse=True):
        writer.append(file)
    writer.write(folder / "merged.pdf")
    return len(writer.pages)


def _truncated(case: Path, folder: Path) -> None:
    """Write the files of a case without their ends, and one sound note."""
    for file in sorted(case.glob("*.pdf")):
        content = file.read_bytes()
        kept = len(content) * (20 + _lot(file.name) % 79) // 100
        (folder / file.name).write_bytes(content[:kept])
    (folder / "z.txt").write_text(note("05/03/2016"))


@pytest.mark.shared
@pytest.mark.parametrize("variant", [_shuffled, _merged, _truncated])
def test_every_page_of_a_changed_case_stands_in_the_ledger_once(
    variant: Callable[[Path, Path], int | None], shared: Path, tmp_path: Path
) -> None:
    for gold in sorted((shared / "cases").glob("*/gold.json")):
        folder = tmp_path / gold.parent.name
        folder.mkdir()
        pages = variant(gold.parent, folder)

        case = read_case(folder, ReadingOptions(recognise=False))

        _check(case)
        assert pages is None or len(case.pages) == pages
        assert sum(case.totals().values()) == len(case.pages)


@pytest.mark.shared
def test_every_page_of_every_case_stands_in_the_ledger_once(
    shared: Path, reading: ReadingOptions
) -> None:
    for gold in sorted((shared / "cases").glob("*/gold.json")):
        case = read_case(gold.parent, reading)

        _check(case)
        files = gold.parent.glob("*.pdf")
        assert len(case.pages) == sum(len(PdfReader(file).pages) for file in files)
