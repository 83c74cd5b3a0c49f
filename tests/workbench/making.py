"""Cases of the tests: small ones, and the example of the project."""

from datetime import date
from functools import cache
from pathlib import Path

from openimr.documents import ReadingOptions
from workbench.cases.actions import OpenCase
from workbench.cases.models import Case, Reading
from workbench.cases.results import Read, read_in, stored
from workbench.cases.tasks import put as put_in_place
from workbench.cases.tasks import read_records, take
from workbench.files.store import put
from workbench.people.models import User

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
DAY = date(2014, 12, 20)


def opened(by: User, words: bytes = b"A report.") -> Case:
    return OpenCase(DAY, [put("report.txt", [words])], by).execute()


def example(by: User) -> Case:
    files = [put(path.name, [path.read_bytes()]) for path in sorted(EXAMPLE.iterdir())]
    return OpenCase(DAY, files, by).execute()


def example_read(by: User) -> Case:
    """Take the example in as a worker leaves it, though it is read once a process.

    Needs no thread of its own, so that a test in one transaction can use it.
    """
    case = example(by)
    reading = case.reading
    assert reading is not None
    attempt = take(reading.pk)
    assert attempt is not None
    assert put_in_place(attempt, stored(_read_once(), case.programme))
    case.refresh_from_db()
    return case


@cache
def _read_once() -> Read:
    return read_in(EXAMPLE, ReadingOptions())


def read(case: Case) -> Reading:
    reading = case.reading
    assert reading is not None
    read_records.func(str(reading.pk))
    reading.refresh_from_db()
    case.refresh_from_db()
    return reading
