"""A case comes in, is read in the background, and is never lost on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench.audit.chain import stored, verify
from workbench.cases.actions import AddRecord, MoveCase, OpenCase, ReadAgain
from workbench.cases.models import Case, Progress, Reading
from workbench.cases.states import NEXT, State
from workbench.cases.tasks import (
    MOST_ATTEMPTS,
    SILENT,
    Attempt,
    read_records,
    take,
    take_up_silent,
)
from workbench.errors import CaseError, RecordError
from workbench.files.models import StoredFile
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
DAY = date(2014, 12, 20)


def _opened(by: User, words: bytes = b"A report.") -> Case:
    return OpenCase(DAY, [put("report.txt", [words])], by).execute()


def _example(by: User) -> Case:
    files = [put(path.name, [path.read_bytes()]) for path in sorted(EXAMPLE.iterdir())]
    return OpenCase(DAY, files, by).execute()


def _read(case: Case) -> Reading:
    reading = case.reading
    assert reading is not None
    read_records.func(str(reading.pk))
    reading.refresh_from_db()
    case.refresh_from_db()
    return reading


@pytest.mark.django_db(transaction=True)
def test_a_case_is_read_and_its_papers_fill_in_its_header(person: People) -> None:
    case = _example(person(Role.COORDINATOR))

    reading = _read(case)

    assert (reading.progress, reading.fault) == (Progress.DONE, "")
    assert (case.state, bool(case.worker)) == (State.READ, True)
    assert reading.determination is not None
    assert sum(reading.pages.values()) > 0


@pytest.mark.django_db(transaction=True)
def test_a_case_without_papers_of_the_dispute_says_so(person: People) -> None:
    reading = _read(_opened(person(Role.COORDINATOR)))

    assert reading.progress == Progress.DONE
    assert reading.determination is None
    assert "no disputed treatment" in reading.fault or "names" in reading.fault
    assert str(os.getpid()) not in reading.fault


@pytest.mark.django_db
def test_numbers_of_cases_follow_each_other(person: People) -> None:
    by = person(Role.COORDINATOR)

    numbers = [_opened(by, bytes([n])).number for n in range(3)]

    assert numbers == ["IMR-2014-0000001", "IMR-2014-0000002", "IMR-2014-0000003"]


@pytest.mark.django_db
def test_the_same_bytes_are_taken_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    case = _opened(by)

    with pytest.raises(RecordError):
        AddRecord(case, put("again.txt", [b"A report."]), by).execute()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\a\\notes.pdf", "notes.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("report.txt", "report (2).txt"),
        ("", "record"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_of_records_lead_nowhere_else(
    person: People, sent: str, kept: str
) -> None:
    by = person(Role.COORDINATOR)
    case = _opened(by)
    file = put(sent[-255:], [b"other"])

    assert AddRecord(case, file, by).execute().name == kept


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_opens_a_case(person: People, role: Role) -> None:
    with pytest.raises(Exception, match="coordinator"):
        _opened(person(role))

    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("at", State)
@pytest.mark.parametrize("to", State)
def test_a_case_moves_by_the_steps_that_follow_only(
    person: People, at: State, to: State
) -> None:
    by = person(Role.COORDINATOR)
    case = _opened(by)
    Case.objects.filter(pk=case.pk).update(state=at)
    by_hand = to in NEXT[at] and to in {
        State.INELIGIBLE,
        State.AWAITING_RECORDS,
        State.READY,
        State.READ,
        State.WITHDRAWN,
    }

    try:
        MoveCase(case, to, "It was asked for.", by).execute()
    except CaseError:
        assert not by_hand
    else:
        assert by_hand
        case.refresh_from_db()
        assert case.state == to


@pytest.mark.django_db
def test_a_case_is_not_read_twice_at_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    case = _opened(by)

    with pytest.raises(CaseError, match="being read"):
        ReadAgain(case, by).execute()


@pytest.mark.django_db
def test_only_one_worker_takes_a_reading(person: People) -> None:
    reading = _opened(person(Role.COORDINATOR)).reading
    assert reading is not None

    assert [bool(take(reading.pk)), bool(take(reading.pk))] == [True, False]


@pytest.mark.django_db
def test_a_worker_believed_dead_changes_nothing(person: People) -> None:
    reading = _opened(person(Role.COORDINATOR)).reading
    assert reading is not None
    late = take(reading.pk)
    assert late is not None
    Reading.objects.update(beat=timezone.now() - 2 * SILENT)
    assert take_up_silent() == 1
    take(reading.pk)

    assert not late.change(stage="late")
    assert Reading.objects.get().stage == ""


@pytest.mark.django_db
def test_a_reading_that_kills_its_worker_three_times_fails(person: People) -> None:
    _opened(person(Role.COORDINATOR))
    dead = timezone.now() - SILENT - timedelta(seconds=1)
    Reading.objects.update(progress="running", attempt=MOST_ATTEMPTS, beat=dead)

    assert take_up_silent() == 0

    reading = Reading.objects.get()
    assert reading.progress == Progress.FAILED
    assert "three times" in reading.fault


@pytest.mark.django_db
def test_a_failure_of_the_program_is_told_without_words_of_the_record(
    person: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Jane Doe has lumbago")

    monkeypatch.setattr("workbench.cases.tasks.read_all", fail)
    case = _opened(person(Role.COORDINATOR))

    reading = _read(case)

    assert reading.progress == Progress.FAILED
    assert "RuntimeError" in reading.fault
    assert "lumbago" not in reading.fault


@pytest.mark.django_db
def test_a_coordinator_takes_in_a_case_without_javascript(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    browser = logged_in(person(Role.COORDINATOR))
    files = [
        SimpleUploadedFile("one.txt", b"one"),
        SimpleUploadedFile("two.txt", b"two"),
    ]

    answer = browser.post(
        "/cases/new/",
        {"received": "2014-12-20", "priority": "regular", "chosen": files},
    )

    case = Case.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    assert list(case.records.values_list("name", flat=True)) == ["one.txt", "two.txt"]
    assert b"Waiting to be read" in browser.get(answer["Location"]).content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"received": "2014-13-40", "priority": "regular"},
        {"received": "2014-12-20", "priority": "soon"},
        {"received": "2014-12-20", "priority": "regular", "uploads": "../x"},
        {"received": "2014-12-20", "priority": "regular", "uploads": "\x00" * 36},
    ],
)
def test_odd_intakes_are_answered_with_a_sentence(
    person: People, logged_in: Callable[[User], Client], asked: dict[str, str]
) -> None:
    answer = logged_in(person(Role.COORDINATOR)).post("/cases/new/", asked)

    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="the tests' SQLite is in memory, where a second process cannot see it",
)
def test_a_worker_killed_in_the_middle_loses_nothing(
    person: People, tmp_path: Path
) -> None:
    case = _example(person(Role.COORDINATOR))
    environ = {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        + f"/{connection.settings_dict['NAME']}",
        "OPENIMR_TEST_FILES": str(tmp_path / "files"),
        "DJANGO_SETTINGS_MODULE": "tests.workbench.settings",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "workbench", "db_worker", "--queue-name", "intake"],
        env=environ,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while Reading.objects.get().progress != Progress.RUNNING:
        assert time.monotonic() < until
        time.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()

    Reading.objects.update(beat=timezone.now() - 2 * SILENT)
    assert take_up_silent() == 1
    reading = _read(case)

    assert (reading.progress, reading.attempt) == (Progress.DONE, 2)
    assert case.state == State.READ
    assert verify(stored()).fault == ""
    kept = {reading.case_file, reading.determination}
    records = {entry.file for entry in case.records.all()}
    assert set(StoredFile.objects.exclude(wrapped_key=None)) == kept | records
    assert DBTaskResult.objects.count() == 2
    assert Attempt(reading.pk, 1).change(stage="late") is False
    connections.close_all()
