"""Cases of the tests: small ones, and the example of the project."""

from datetime import date
from pathlib import Path

from workbench.cases.actions import OpenCase
from workbench.cases.models import Case, Reading
from workbench.cases.tasks import read_records
from workbench.files.store import put
from workbench.people.models import User

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
DAY = date(2014, 12, 20)


def opened(by: User, words: bytes = b"A report.") -> Case:
    return OpenCase(DAY, [put("report.txt", [words])], by).execute()


def example(by: User) -> Case:
    files = [put(path.name, [path.read_bytes()]) for path in sorted(EXAMPLE.iterdir())]
    return OpenCase(DAY, files, by).execute()


def read(case: Case) -> Reading:
    reading = case.reading
    assert reading is not None
    read_records.func(str(reading.pk))
    reading.refresh_from_db()
    case.refresh_from_db()
    return reading
