import os
import sys
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
from openimr.documents.workers.sheets import (
    FilePart,
    error_line,
    part_line,
    read_answer,
)
from openimr.domain import AddedText, Origin, PageStatus
from openimr.errors import (
    InputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
)

from .packets import note
from .paper import write_pdf

ECHO = """
import os, signal, sys, time
print("ready", flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "hang":
        time.sleep(60)
    if word == "chatter":
        word = "chatter\\nand more"
    print(word if word != "who" else os.getpid(), flush=True)
"""
"""A worker that says what it is told, unless it is told to fail."""

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


def _program(source: str) -> Sequence[str]:
    return (sys.executable, "-c", source)


def _answers(crew: Crew, lines: Sequence[str], seconds: float = 30) -> list[object]:
    numbers = [crew.add(line, seconds) for line in lines]
    try:
        while set(numbers) - set(crew.answers):
            crew.work()
    finally:
        crew.stop()
    return [crew.answers[number] for number in numbers]


def _found(path: Path) -> FoundFile:
    return FoundFile(name=path.name, path=path, format=path.suffix[1:])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_jobs_are_answered_each_with_its_own(size: int) -> None:
    lines = [str(number) for number in range(20)]

    answers = _answers(Crew(_program(ECHO), size), lines)

    assert answers == [line.encode() for line in lines]


def test_a_crash_costs_the_job_alone() -> None:
    answers = _answers(Crew(_program(ECHO), 1), ["a", "crash", "b"])

    broken = Breakdown(Why.CRASH, "the reader broke down on it (signal SIGSEGV)")
    assert answers == [b"a", broken, b"b"]


def test_a_job_that_takes_too_long_ends_with_its_worker() -> None:
    began = time.monotonic()

    answers = _answers(Crew(_program(ECHO), 1), ["hang", "b"], seconds=0.3)

    overdue = Breakdown(Why.TIME, "it took longer than 0.3 s to read")
    assert answers == [overdue, b"b"]
    assert time.monotonic() - began < 10


def test_a_worker_is_replaced_after_some_jobs() -> None:
    answers = _answers(Crew(_program(ECHO), 1, jobs_each=2), ["who"] * 5)

    assert len(set(answers)) == 3


def test_who_says_more_than_was_asked_is_not_heard_again() -> None:
    answers = _answers(Crew(_program(ECHO), 1), ["chatter", "b"])

    assert answers == [b"chatter", b"b"]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("no-such-program",), id="no program"),
        pytest.param(_program("raise SystemExit(3)"), id="ends at once"),
        pytest.param(_program("print('hello')"), id="says something else"),
    ],
)
def test_a_worker_that_does_not_start_is_not_tried_for_ever(
    command: Sequence[str], tmp_path: Path
) -> None:
    reason = "the reader cannot be started"
    write_pdf(tmp_path / "a.pdf", ["x"])

    answers = _answers(Crew(command, 2), ["a", "b", "c"])
    (read,) = read_files(tmp_path, [_found(tmp_path / "a.pdf")], command=command)

    assert answers == [Breakdown(Why.NO_START, reason)] * 3
    assert str(UnreadableFileError("a.pdf", reason)) == str(read)


def test_a_job_can_be_taken_off_the_list() -> None:
    crew = Crew(_program(ECHO), 1)
    numbers = [crew.add(line, 30) for line in "abc"]

    assert crew.drop([numbers[1], 99]) == [1]
    while len(crew.answers) < 2:
        crew.work()
    crew.stop()

    assert crew.answers == {0: b"a", 2: b"c"}


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("children are listed by the proc file system, absent here")
    before = children.read_text()
    write_pdf(tmp_path / "a.pdf", [note("05/03/2016")])

    read_case(tmp_path)
    crew = Crew(_program(ECHO), 2)
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
    command = _program(READER.format(trap=TRAPS[trap]))

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
    command = _program(READER.format(trap=trap))
    (read,) = read_files(tmp_path, [file], command=command)

    reason = "the reader broke down on it (signal SIGSEGV)"
    assert read == Source(name="a.pdf", sheets=(Sheet(text="", problem=reason),) * 70)
    assert time.monotonic() - began < 10


def test_a_file_over_which_every_parser_breaks_is_an_error_beside_sound_ones(
    tmp_path: Path,
) -> None:
    trap = "if file.name[0] == 'b': import os; os.kill(os.getpid(), 11)"
    program = READER.format(trap=trap) + "\n"
    program = program.replace(
        'reader.main("1500")',
        "reader.count_pages = read_source\nreader.main('1500')",
    )
    sound = _found(write_pdf(tmp_path / "a.pdf", ["x"]))
    bad = [_found(write_pdf(tmp_path / name, ["x"])) for name in ("b.pdf", "b.txt")]

    read = read_files(tmp_path, [sound, *bad], command=_program(program))

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

    read = read_files(tmp_path, files, command=_program(READER.format(trap=trap)))

    assert [str(one) for one in read] == [
        str(UnreadableFileError("a.txt", "it needs more memory than is allowed")),
        str(UnreadableFileError("b.txt", "the reader broke down on it (code 1)")),
    ]
    assert (tmp_path / "left").read_bytes() == b""


@pytest.mark.parametrize(
    "error",
    [
        UnreadableFileError("a.pdf", "it is damaged"),
        ProtectedFileError("a.pdf"),
        TooLargeError("a.pdf", "2 pages", "1 page"),
    ],
)
def test_an_error_crosses_the_border_by_its_slug_and_fields(error: InputError) -> None:
    again = read_answer(error_line(error).encode(), "a.pdf")

    assert type(again) is type(error)
    assert str(again) == str(error)


def test_sheets_cross_the_border_whole() -> None:
    added = AddedText(start=2, end=4, origin=Origin.STAMP, box=(1.5, 2.0, 3.0, 4.0))
    sheets = (
        Sheet(text="na\u00efve \u2028 \U0001f642\n", added=(added,), problem="cut"),
        Sheet(text="", image=True),
    )
    part = FilePart(total=9, sheets=sheets, starts=frozenset({0, 8}))

    assert read_answer(part_line(part).encode(), "a.pdf") == part


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"total":1}',
        '{"total":-1,"starts":[],"sheets":[]}',
        '{"total":true,"starts":[],"sheets":[]}',
        '{"total":9999999,"starts":[],"sheets":[]}',
        '{"total":1,"starts":["0"],"sheets":[]}',
        '{"total":1,"starts":[],"sheets":[["",false,null]]}',
        '{"total":1,"starts":[],"sheets":[[1,false,null,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",0,null,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,1,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,null,0]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,3,"note",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[1,0,"note",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,"ink",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,[],null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,"note",[1]]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[["x"]]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,null,[[0,0,"note",[1,2,3,NaN]]]]]}',
        '{"error":"openimr","fields":[]}',
        '{"error":"protected-file","fields":["x"]}',
        '{"error":"unreadable-file","fields":[1]}',
        '{"error":["unreadable-file"],"fields":[]}',
        '{"error":"unreadable-file","fields":"x"}',
    ],
)
def test_what_no_reader_of_ours_would_say_is_not_believed(line: str) -> None:
    assert read_answer(line.encode(), "a.pdf") is None


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
    program = "print('ready', flush=True)\nwhile input(): print({!r}, flush=True)"
    file = _found(write_pdf(tmp_path / "a.pdf", ["x"]))

    (read,) = read_files(tmp_path, [file], command=_program(program.format(said)))

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
    monkeypatch.setattr(read_files, "__kwdefaults__", _defaults(_program(trap)))
    write_pdf(tmp_path / "a.pdf", ["x"])

    with pytest.raises(UnreadableFileError, match="the reader broke down on it"):
        read_case(tmp_path / "a.pdf")

    (tmp_path / "b.txt").write_text("PROGRESS REPORT")
    page = read_case(tmp_path).pages[0]
    assert (page.status, page.text) == (PageStatus.UNREADABLE, "")


def _defaults(command: Sequence[str]) -> dict[str, object]:
    return {**(read_files.__kwdefaults__ or {}), "command": command}


def test_workers_get_no_secrets_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENIMR_TEST_TOKEN", "secret")
    told = "print('ready', flush=True); input(); import os; print(sorted(os.environ))"

    (answer,) = _answers(Crew(_program(told), 1), ["x"])

    assert isinstance(answer, bytes)
    assert b"PYTHONPATH" in answer
    assert b"OPENIMR_TEST_TOKEN" not in answer


def test_the_reader_starts_without_the_rest_of_the_house(
    record_property: Callable[[str, object], None],
) -> None:
    listed = (
        "import sys, openimr.documents.workers.reader; "
        "print('ready', flush=True); input(); print(' '.join(sys.modules))"
    )

    (answer,) = _answers(Crew(_program(listed), 1), ["x"])

    assert isinstance(answer, bytes)
    loaded = set(answer.decode().split())
    assert "openimr.documents.files" in loaded
    assert not loaded & {
        *("docx", "lxml", "PIL", "pypdfium2", "tesserocr", "yaml", "multiprocessing"),
        *("openimr.text", "openimr.documents.case", "openimr.documents.kinds"),
    }
