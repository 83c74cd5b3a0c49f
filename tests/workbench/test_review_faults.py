"""Processes that are killed while they sign, and windows that sign at once."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from workbench.audit.chain import stored, verify
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.models import StoredFile
from workbench.review.actions import OverrideCriterion, SignDetermination
from workbench.review.kept import PREFIX
from workbench.review.models import Signature
from workbench.review.preparing import prepared
from workbench.review.sweeping import SAFE, sweep_desks

from .conftest import People
from .desks import Desk, in_review

pytestmark = pytest.mark.django_db(transaction=True)
_SIGNING = """
import sys, time, django
django.setup()
from workbench.people.models import User
from workbench.review.actions import SignDetermination
from workbench.review.models import Draft

def wait(*_):
    print("stored", flush=True)
    time.sleep(60)

SignDetermination._signed = wait
draft = Draft.objects.get()
SignDetermination(
    draft=draft,
    version=draft.version,
    confirmed=sys.argv[1],
    attested=frozenset({"own_decision", "no_conflict"}),
    by=User.objects.get(pk=draft.assignment.reviewer_id),
).execute()
"""


@pytest.fixture
def desk(person: People, settings: object, tmp_path: Path) -> Desk:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = in_review(person)
    made.start()
    made.decide_all()
    return made


def _act(desk: Desk) -> SignDetermination:
    return SignDetermination(
        draft=desk.draft,
        version=desk.draft.version,
        confirmed=prepared(desk.bench).digest,
        attested=frozenset({"own_decision", "no_conflict"}),
        by=desk.reviewer,
    )


def _files() -> int:
    ours = StoredFile.objects.filter(name__startswith=PREFIX)
    return ours.exclude(name__endswith="draft.json").count()


def test_killed_between_files_and_row_nothing_is_signed_and_the_files_go(
    desk: Desk, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    act = _act(desk)
    process = subprocess.Popen(
        [sys.executable, "-c", _SIGNING, act.confirmed],
        env={**elsewhere, "OPENIMR_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "stored"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert not Signature.objects.exists()
    assert Case.objects.get().state == State.IN_REVIEW
    assert _files() == 4
    assert sweep_desks() == 0  # another act may be at work on them
    StoredFile.objects.update(stored=timezone.now() - SAFE - timedelta(minutes=1))
    assert sweep_desks() == 4

    signature = act.execute()
    StoredFile.objects.update(stored=timezone.now() - SAFE - timedelta(minutes=1))
    assert sweep_desks() == 0
    assert signature.letter.place.exists()
    assert Case.objects.get().state == State.SIGNED
    assert verify(stored()).fault == ""


def _closed(act: SignDetermination) -> int:
    try:
        return act.execute().pk
    finally:
        connection.close()


def test_four_windows_that_sign_at_once_make_one_signature(desk: Desk) -> None:
    act = _act(desk)

    with ThreadPoolExecutor(4) as windows:
        made = set(windows.map(_closed, [act] * 4))

    assert made == {Signature.objects.get().pk}
    assert _files() == 4
    assert verify(stored()).fault == ""


def _judged(act: OverrideCriterion) -> bool:
    try:
        act.execute()
    except DraftError:
        return False
    else:
        return True
    finally:
        connection.close()


def test_four_windows_that_save_at_once_save_once(desk: Desk) -> None:
    entry = desk.bench.proposal.items[0].criteria[0]
    before = desk.draft.version
    act = OverrideCriterion(
        draft=desk.draft,
        version=before,
        item=1,
        criterion=entry.id,
        status=entry.status,
        reason="So I read it, too.",
        by=desk.reviewer,
    )

    with ThreadPoolExecutor(4) as windows:
        made = list(windows.map(_judged, [act] * 4))

    assert sorted(made) == [False, False, False, True]
    assert desk.draft.version == before + 1
    assert len(desk.bench.content.work.overrulings) == 1
    ours = StoredFile.objects.filter(name__startswith=PREFIX)
    assert list(ours) == [desk.draft.content]
