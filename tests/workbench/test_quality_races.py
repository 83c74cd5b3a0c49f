"""Two quality leads at once, and a double submit: one release, nothing twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from openimr.errors import OpenImrError
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.states import State
from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality import actions
from workbench.quality.actions import (
    PassSignature,
    ReleaseDetermination,
    ReturnToReviewer,
)
from workbench.quality.examining import examine, examined
from workbench.quality.models import Check, Examination, Release, Sheet
from workbench.quality.outgoing import make
from workbench.review.models import Signature

from .conftest import People
from .signed import signed

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def _at_once(*acts: Act) -> list[object]:
    """Carry out acts in threads that begin together; what is refused is told."""
    begin = Barrier(len(acts))

    def one(act: Act) -> object:
        try:
            begin.wait(20)
            return act()
        except OpenImrError as error:
            return str(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def _together(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """Have releases meet after their files are made and before the case is locked."""
    here, made = Barrier(many), make

    def wait(*given: object) -> object:
        found = made(*given)  # type: ignore[arg-type]
        here.wait(60)
        return found

    monkeypatch.setattr(actions, "make", wait)


def _ready(person: People) -> tuple[Signature, User, User]:
    signed(person(Role.COORDINATOR), person(Role.REVIEWER))
    signature = Signature.objects.select_related("case").get()
    return signature, person(Role.QUALITY), person(Role.QUALITY)


def test_two_leads_release_once(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    signature, one, other = _ready(person)
    PassSignature(signature, one).execute()
    before = StoredFile.objects.count()
    _together(monkeypatch, 3)

    found = _at_once(
        ReleaseDetermination(signature.case, one).execute,
        ReleaseDetermination(signature.case, other).execute,
        ReleaseDetermination(signature.case, one).execute,
    )

    [release] = Release.objects.all()
    assert found == [release] * 3
    assert Sheet.objects.count() == 6
    assert StoredFile.objects.count() == before + 9
    assert Entry.objects.filter(act="release").count() == 1
    assert verify(stored()).fault == ""


def test_a_return_and_a_release_at_once_are_one_or_the_other(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    signature, one, other = _ready(person)
    PassSignature(signature, one).execute()
    before = StoredFile.objects.count()

    _at_once(
        ReleaseDetermination(signature.case, one).execute,
        ReturnToReviewer(signature, "other", "Look.", other).execute,
    )

    signature.refresh_from_db()
    signature.case.refresh_from_db()
    out = Release.objects.count()
    assert (out, Check.objects.filter(outcome="returned").count()) in {(1, 0), (0, 1)}
    assert signature.case.state == (State.RELEASED if out else State.IN_REVIEW)
    assert (signature.returned is None) is bool(out)
    # The words of a return lie in a file of their own.
    assert StoredFile.objects.count() == before + (9 if out else 1)


def test_a_return_while_the_files_are_made_stops_the_release(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    signature, one, other = _ready(person)
    PassSignature(signature, one).execute()
    made = make

    def return_meanwhile(*given: object) -> object:
        found = made(*given)  # type: ignore[arg-type]
        ReturnToReviewer(signature, "other", "Look.", other).execute()
        return found

    monkeypatch.setattr(actions, "make", return_meanwhile)

    [said] = _at_once(ReleaseDetermination(signature.case, one).execute)

    assert "only a signed one is released" in str(said)
    assert not Release.objects.exists()


def test_two_leads_return_once(person: People) -> None:
    signature, one, other = _ready(person)
    examined(signature)

    found = _at_once(
        ReturnToReviewer(signature, "other", "Look.", one).execute,
        ReturnToReviewer(signature, "other", "Look again.", other).execute,
    )

    [check] = Check.objects.all()
    [refused] = [each for each in found if isinstance(each, str)]
    assert "only a signed one is checked" in refused
    assert check in found


def test_two_leads_pass_once(person: People) -> None:
    signature, one, other = _ready(person)
    examined(signature)

    found = _at_once(
        PassSignature(signature, one).execute, PassSignature(signature, other).execute
    )

    [check] = Check.objects.all()
    assert found == [check, check]


def test_two_examinations_at_once_leave_one(person: People) -> None:
    signature, *_ = _ready(person)

    _at_once(lambda: examine(signature), lambda: examine(signature))

    [found] = Examination.objects.all()
    kept = StoredFile.objects.filter(name="examination.json").exclude(wrapped_key=None)
    assert [found.content] == list(kept)
