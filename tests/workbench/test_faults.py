"""Workers that die, are late or fail: nothing is lost, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench.audit.chain import stored, verify
from workbench.beating import SILENT
from workbench.cases.models import Progress, Reading
from workbench.cases.states import State
from workbench.cases.tasks import (
    MOST_ATTEMPTS,
    Attempt,
    take,
    take_up_silent,
)
from workbench.files.models import StoredFile
from workbench.people.roles import Role

from .conftest import People
from .making import example, opened, read


@pytest.mark.django_db
def test_only_one_worker_takes_a_reading(person: People) -> None:
    reading = opened(person(Role.COORDINATOR)).reading
    assert reading is not None

    assert [bool(take(reading.pk)), bool(take(reading.pk))] == [True, False]


@pytest.mark.django_db
def test_a_worker_believed_dead_changes_nothing(person: People) -> None:
    reading = opened(person(Role.COORDINATOR)).reading
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
    opened(person(Role.COORDINATOR))
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
    case = opened(person(Role.COORDINATOR))

    reading = read(case)

    assert reading.progress == Progress.FAILED
    assert "RuntimeError" in reading.fault
    assert "lumbago" not in reading.fault


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_nothing(
    person: People, elsewhere: dict[str, str]
) -> None:
    case = example(person(Role.COORDINATOR))
    worker = subprocess.Popen(
        [sys.executable, "-m", "workbench", "db_worker", "--queue-name", "intake"],
        env=elsewhere,
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
    reading = read(case)

    assert (reading.progress, reading.attempt) == (Progress.DONE, 2)
    assert case.state == State.READ
    assert verify(stored()).fault == ""
    kept = {reading.case_file, reading.determination, reading.overview}
    records = {entry.file for entry in case.records.all()}
    assert set(StoredFile.objects.exclude(wrapped_key=None)) == kept | records
    queued = DBTaskResult.objects.filter(task_path__endswith=".read_records")
    assert queued.count() == 2
    assert Attempt(reading.pk, 1).change(stage="late") is False
    connections.close_all()
