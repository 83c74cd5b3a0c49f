"""Drawings whose worker died: taken up once, and never while somebody draws."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench import beating
from workbench.beating import SILENT
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import StorageError
from workbench.operations.management.commands.minutely import DUTIES
from workbench.people.roles import Role
from workbench.review.models import Drawing, Sheaf
from workbench.review.viewer import drawing, tasks
from workbench.review.viewer.drawing import MOST_DEATHS, at_work
from workbench.review.viewer.tasks import draw_pages, queue_wanted, take_up_silent

from .conftest import People
from .desk import filed

_STOPPING = """
import django, time
django.setup()
from workbench.review.viewer import sheaves
from workbench.review.viewer.tasks import draw_pages
from workbench.cases.models import Reading

keep, sheaves.FRAME = sheaves._keep, 1

def kept(*given):
    keep(*given)
    print("kept", flush=True)
    time.sleep(60)

sheaves._keep = kept
draw_pages.func(str(Reading.objects.get().pk))
"""
"""Draws one page, keeps it, and stands still."""


@pytest.fixture
def case(person: People) -> Case:
    return filed(person(Role.COORDINATOR))


@pytest.fixture
def killed(case: Case, elsewhere: dict[str, str], tmp_path: Path) -> Case:
    """Give a case whose worker was killed after the first of three pages."""
    process = subprocess.Popen(
        [sys.executable, "-c", _STOPPING],
        env={**elsewhere, "OPENIMR_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "kept"
        assert take_up_silent() == 0  # it is alive
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    return case


def _queued() -> int:
    return DBTaskResult.objects.filter(queue_name="review").count()


def _fall_silent() -> None:
    Drawing.objects.update(beat=timezone.now() - SILENT - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_a_drawing_whose_worker_was_killed_is_taken_up_once(killed: Case) -> None:
    assert (take_up_silent(), _queued()) == (0, 0)  # killed a moment ago
    _fall_silent()
    out = StringIO()

    call_command("review_take_up", stdout=out)
    call_command("review_take_up", stdout=out)

    assert out.getvalue().splitlines() == [
        "1 drawings queued again",
        "0 drawings queued again",
    ]
    assert _queued() == 1
    draw_pages.func(str(killed.readings.get().pk))
    spans = sorted(Sheaf.objects.values_list("first", "last"))
    assert spans == [(1, 1), (2, 3)]
    row = Drawing.objects.get()
    assert (row.wanted, row.beat, row.attempt, row.died) == (False, None, 2, 0)
    assert take_up_silent() == 0


def test_it_is_a_duty_of_every_minute() -> None:
    assert "review_take_up" in DUTIES


@pytest.mark.django_db
def test_while_a_worker_draws_no_other_does(case: Case) -> None:
    reading = case.readings.get()

    with at_work(reading) as held:
        draw_pages.func(str(reading.pk))
        with at_work(reading) as other:
            assert (held, other) == (True, False)
        assert take_up_silent() == 0

    assert not Sheaf.objects.exists()
    draw_pages.func(str(reading.pk))
    assert Sheaf.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_draws_for_long_gives_signs_of_life(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beating, "_BEAT", 0.01)

    with at_work(case.readings.get()):
        _fall_silent()
        until = time.monotonic() + 20
        while drawing.silent().exists():
            assert time.monotonic() < until
            time.sleep(0.01)


@pytest.mark.django_db
def test_a_sign_of_life_that_the_database_does_not_take_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> int:
        raise DatabaseError

    closed = list[bool]()
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))

    beating._give(away)

    assert closed == [True]


@pytest.mark.django_db
def test_a_worker_believed_dead_gives_no_sign_for_the_next_one(case: Case) -> None:
    reading = case.readings.get()

    with at_work(reading):
        _fall_silent()
        assert take_up_silent() == 1
        with at_work(reading) as second:
            late = Drawing.objects.filter(attempt=1, beat__isnull=False)
            assert (second, late.exists()) == (True, False)

    assert Drawing.objects.get().attempt == 2


@pytest.mark.django_db
def test_a_drawing_that_ends_its_worker_three_times_is_left(
    case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    Drawing.objects.create(reading=case.readings.get(), attempt=1)
    taken = list[int]()

    for _ in range(MOST_DEATHS):
        _fall_silent()
        taken.append(take_up_silent())

    assert taken == [1, 1, 0]
    assert _queued() == 2
    row = Drawing.objects.get()
    assert (row.wanted, row.beat, row.died) == (False, None, 0)
    assert "ended its worker too often" in caplog.text


@pytest.mark.django_db
def test_a_drawing_that_fails_is_over(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise StorageError("The disk refused it.  Ask the administrator.")

    monkeypatch.setattr(tasks, "draw_missing", lost)

    with pytest.raises(StorageError):
        draw_pages.func(str(case.readings.get().pk))

    row = Drawing.objects.get()
    assert (row.wanted, row.beat) == (False, None)


@pytest.mark.django_db
def test_what_was_asked_for_is_queued_again_where_the_queue_was_lost(
    case: Case,
) -> None:
    for state in (State.READ, State.READY, State.ASSIGNED):
        move(case, state)
    DBTaskResult.objects.all().delete()
    Drawing.objects.update(beat=timezone.now())

    queue_wanted()

    assert (_queued(), Drawing.objects.get().beat) == (1, None)
    draw_pages.func(str(case.readings.get().pk))
    queue_wanted()
    assert _queued() == 1
