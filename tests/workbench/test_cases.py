"""A case comes in, is read in the background, and is never lost on the way."""

import os
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from workbench.cases.actions import AddRecord, MoveCase, ReadAgain
from workbench.cases.models import Case, Progress
from workbench.cases.states import NEXT, State
from workbench.errors import CaseError, RecordError
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import example, opened, read


@pytest.mark.django_db(transaction=True)
def test_a_case_is_read_and_its_papers_fill_in_its_header(person: People) -> None:
    case = example(person(Role.COORDINATOR))

    reading = read(case)

    assert (reading.progress, reading.fault) == (Progress.DONE, "")
    assert (case.state, bool(case.worker)) == (State.READ, True)
    assert reading.determination is not None
    assert sum(reading.pages.values()) > 0


@pytest.mark.django_db(transaction=True)
def test_a_case_without_papers_of_the_dispute_says_so(person: People) -> None:
    reading = read(opened(person(Role.COORDINATOR)))

    assert reading.progress == Progress.DONE
    assert reading.determination is None
    assert "no disputed treatment" in reading.fault or "names" in reading.fault
    assert str(os.getpid()) not in reading.fault


@pytest.mark.django_db
def test_numbers_of_cases_follow_each_other(person: People) -> None:
    by = person(Role.COORDINATOR)

    numbers = [opened(by, bytes([n])).number for n in range(3)]

    assert numbers == ["IMR-2014-0000001", "IMR-2014-0000002", "IMR-2014-0000003"]


@pytest.mark.django_db
def test_the_same_bytes_are_taken_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)

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
    case = opened(by)
    file = put(sent[-255:], [b"other"])

    assert AddRecord(case, file, by).execute().name == kept


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_opens_a_case(person: People, role: Role) -> None:
    with pytest.raises(Exception, match="coordinator"):
        opened(person(role))

    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("at", State)
@pytest.mark.parametrize("to", State)
def test_a_case_moves_by_the_steps_that_follow_only(
    person: People, at: State, to: State
) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    Case.objects.filter(pk=case.pk).update(state=at)
    first = (at, to) == (State.RECEIVED, State.READ)
    by_hand = not first and to in NEXT[at] and to in {State.READ, State.WITHDRAWN}

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
    case = opened(by)

    with pytest.raises(CaseError, match="being read"):
        ReadAgain(case, by).execute()


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
