import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.documents.files import FoundFile
from openimr.documents.readers import read_source
from openimr.documents.sources import Sheet, Source
from openimr.documents.workers import files as reading
from openimr.documents.workers.crew import Breakdown, Crew, Why
from openimr.documents.workers.files import read_files
from openimr.domain import PageStatus
from openimr.errors import (
    UnreadableFileError,
)

from .packets import note
from .paper import write_pdf
from .programs import ECHO, answers_of, program

READER = """
import sys
from openimr.documents import readers
from openimr.documents.workers import reader

real = readers.read_source

def read_source(file, pages=None):
    {trap}
    return real(file, pages)

reader.read_source = read_source
reader.main("1500")
"""
"""The worker that reads files, with a trap in its parser."""

TRAPS = {
    "crash": "if pages and 5 in pages: import os; os.kill(os.getpid(), 11)",
    "hang": "if pages and 5 in pages: import time; time.sleep(60)",
    "memory": "if pages and 5 in pages: raise MemoryError",
    "fault": "if pages and 5 in pages: raise AssertionError('words of a page')",
}


def _found(path: Path) -> FoundFile:
    return FoundFile(name=path.name, path=path, format=path.suffix[1:])


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("no-such-program",), id="no program"),
        pytest.param(program("raise SystemExit(3)"), id="ends at once"),
        pytest.param(program("print('hello')"), id="says something else"),
    ],
)
def test_a_worker_that_does_not_start_is_not_tried_for_ever(
    command: Sequence[str], tmp_path: Path
) -> None:
    reason = "the reader cannot be started"
    write_pdf(tmp_path / "a.pdf", ["x"])

    answers = answers_of(Crew(command, 2), ["a", "b", "c"])
    (read,) = read_files(tmp_path, [_found(tmp_path / "a.pdf")], command=command)

    assert answers == [Breakdown(Why.NO_START, reason)] * 3
    assert str(UnreadableFileError("a.pdf", reason)) == str(read)


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("children are listed by the proc file system, absent here")
    before = children.read_text()
    write_pdf(tmp_path / "a.pdf", [note("05/03/2016")])

    read_case(tmp_path)
    crew = Crew(program(ECHO), 2)
    crew.add("hang", 30)
    crew.work()
    crew.stop()

    assert children.read_text() == before


def test_a_packet_read_in_parts_is_what_it_is_read_as_a_whole(tmp_path: Path) -> None:
    pages = [f"PROGRESS REPORT\nvisit {number}" for number in range(150)]
    file = _found(write_pdf(tmp_path / "a.pdf", pages))

    (read,) = read_files(tmp_path, [file], workers=2)

    assert read == read_source(file)


@pytest.mark.parametrize(
    ("trap", "reason"),
    [
        ("crash", "the reader broke down on it (signal SIGSEGV)"),
        ("hang", "it took longer than 0.5 s to read"),
        ("memory", "it needs more memory than is allowed"),
        ("fault", "the reader broke down on it (code 1)"),
    ],
)
@pytest.mark.parametrize("pages", [8, 70])
def test_a_page_that_breaks_the_parser_costs_that_page(
    trap: str,
    reason: str,
    pages: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "CHUNK_SECONDS", 3)
    monkeypatch.setattr(reading, "PAGE_SECONDS", 0.5)
    file = _found(write_pdf(tmp_path / "a.pdf", [f"p{n}" for n in range(pages)]))
    command = program(READER.format(trap=TRAPS[trap]))

    (read,) = read_files(tmp_path, [file], command=command)

    assert isinstance(read, Source)
    expected = [Sheet(text=f"p{number}") for number in range(pages)]
    expected[5] = Sheet(text="", problem=reason)
    assert list(read.sheets) == expected


def test_a_file_of_nothing_but_broken_pages_is_given_up_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_BREAKDOWNS", 3)
    file = _found(write_pdf(tmp_path / "a.pdf", ["x"] * 70))
    trap = "if pages: import os; os.kill(os.getpid(), 11)"

    began = time.monotonic()
    command = program(READER.format(trap=trap))
    (read,) = read_files(tmp_path, [file], command=command)

    reason = "the reader broke down on it (signal SIGSEGV)"
    assert read == Source(name="a.pdf", sheets=(Sheet(text="", problem=reason),) * 70)
    assert time.monotonic() - began < 10


def test_a_file_over_which_every_parser_breaks_is_an_error_beside_sound_ones(
    tmp_path: Path,
) -> None:
    trap = "if file.name[0] == 'b': import os; os.kill(os.getpid(), 11)"
    source = READER.format(trap=trap).replace(
        'reader.main("1500")',
        "reader.count_pages = read_source\nreader.main('1500')",
    )
    sound = _found(write_pdf(tmp_path / "a.pdf", ["x"]))
    bad = [_found(write_pdf(tmp_path / name, ["x"])) for name in ("b.pdf", "b.txt")]

    read = read_files(tmp_path, [sound, *bad], command=program(source))

    reason = "the reader broke down on it (signal SIGSEGV)"
    assert read[0] == Source(name="a.pdf", sheets=(Sheet(text="x"),))
    assert [str(one) for one in read[1:]] == [
        str(UnreadableFileError(file.name, reason)) for file in bad
    ]


def test_a_worker_is_held_to_its_memory_and_writes_no_file(tmp_path: Path) -> None:
    trap = (
        "bytearray(2_000_000_000) if file.name == 'a.txt' else "
        f"open({str(tmp_path / 'left')!r}, 'wb').write(b'x' * 99999)"
    )
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    files = [_found(tmp_path / "a.txt"), _found(tmp_path / "b.txt")]

    read = read_files(tmp_path, files, command=program(READER.format(trap=trap)))

    assert [str(one) for one in read] == [
        str(UnreadableFileError("a.txt", "it needs more memory than is allowed")),
        str(UnreadableFileError("b.txt", "the reader broke down on it (code 1)")),
    ]
    assert (tmp_path / "left").read_bytes() == b""


@pytest.mark.parametrize(
    "said",
    [
        '{"total":1,"starts":[],"sheets":[]}',
        '{"total":null,"starts":[],"sheets":[["",false,null,[]]]}',
        '{"total":3,"starts":[],"sheets":[["",false,null,[]]]}',
        "no JSON",
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_not_believed(
    said: str, tmp_path: Path
) -> None:
    source = "print('ready', flush=True)\nwhile input(): print({!r}, flush=True)"
    file = _found(write_pdf(tmp_path / "a.pdf", ["x"]))

    (read,) = read_files(tmp_path, [file], command=program(source.format(said)))

    reason = "the reader gave no proper answer"
    error = UnreadableFileError("a.pdf", reason)
    lost = Source(name="a.pdf", sheets=(Sheet(text="", problem=reason),))
    assert read == lost or str(read) == str(error)


def test_reading_tells_how_many_files_are_done(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    for name in ("a.pdf", "b.pdf"):
        write_pdf(tmp_path / name, [note("05/03/2016")])
    (tmp_path / "c.txt").write_bytes(b"\0")
    options = ReadingOptions(progress=lambda *what: told.append(what), workers=1)

    read_case(tmp_path, options)

    assert [what for what in told if what[0] == "files"] == [
        ("files", 1, 3),
        ("files", 2, 3),
        ("files", 3, 3),
    ]


def test_a_file_alone_whose_pages_all_break_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = "if pages and file.name == 'a.pdf': import os; os.kill(os.getpid(), 11)"
    trap = READER.format(trap=trap)
    monkeypatch.setattr(read_files, "__kwdefaults__", _defaults(program(trap)))
    write_pdf(tmp_path / "a.pdf", ["x"])

    with pytest.raises(UnreadableFileError, match="the reader broke down on it"):
        read_case(tmp_path / "a.pdf")

    (tmp_path / "b.txt").write_text("PROGRESS REPORT")
    page = read_case(tmp_path).pages[0]
    assert (page.status, page.text) == (PageStatus.UNREADABLE, "")


def _defaults(command: Sequence[str]) -> dict[str, object]:
    return {**(read_files.__kwdefaults__ or {}), "command": command}


def test_the_reader_starts_without_the_rest_of_the_house(
    record_property: Callable[[str, object], None],
) -> None:
    listed = (
        "import sys, openimr.documents.workers.reader; "
        "print('ready', flush=True); input(); print(' '.join(sys.modules))"
    )

    (answer,) = answers_of(Crew(program(listed), 1), ["x"])

    assert isinstance(answer, bytes)
    loaded = set(answer.decode().split())
    assert "openimr.documents.files" in loaded
    assert not loaded & {
        *("docx", "lxml", "PIL", "pypdfium2", "tesserocr", "yaml", "multiprocessing"),
        *("openimr.text", "openimr.documents.case", "openimr.documents.kinds"),
    }
