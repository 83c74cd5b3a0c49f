"""The clock of a case: what is told to it, by whom, and what is due next."""

import datetime as dt

import pytest
from django.utils import timezone

from openimr.errors import InputError, OpenImrError
from workbench.cases.actions import MoveCase, move
from workbench.cases.course import reckon, standing
from workbench.cases.deciding import (
    RequestRecords,
    standing_of,
)
from workbench.cases.keeping import words_of
from workbench.cases.models import Case, Decision, Telling, What
from workbench.cases.overview import overview_in
from workbench.cases.states import State
from workbench.cases.telling import TakeBack, Tell
from workbench.errors import CaseError
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import example_read, opened, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def case(by: User) -> Case:
    return example_read(by)


def answer(case: Case, by: User, *facts: str, value: str = "no") -> None:
    for fact in facts:
        Tell(case, What.FACT, fact, by, value).execute()


def test_an_event_moves_the_clock_and_taking_it_back_moves_it_again(
    case: Case, by: User
) -> None:
    today = timezone.localdate()
    day = today - dt.timedelta(days=40)
    told = Tell(case, What.EVENT, "noarfi_sent", by, "mail", day).execute()
    case.refresh_from_db()
    due = case.next_due
    assert due is not None
    assert due < today

    TakeBack(told, by).execute()

    case.refresh_from_db()
    assert (case.next_due, case.next_due_of) == (None, "")
    with pytest.raises(CaseError, match="already"):
        TakeBack(told, by).execute()


@pytest.mark.parametrize(
    ("what", "subject", "value", "days"),
    [
        (What.EVENT, "no_such_thing", "", 0),
        (What.EVENT, "noarfi_sent", "pigeon", 0),
        (What.EVENT, "noarfi_sent", "", 1),
        (What.EVENT, "noarfi_sent", "", None),
        (What.FACT, "signed", "perhaps", None),
        (What.FACT, "other_reason", "Lumbago", None),
        (What.FACT, "no_such_thing", "yes", None),
        (What.SUPPLIED, "RC-Z", "", None),
    ],
)
def test_what_the_programme_does_not_know_is_refused(
    by: User, what: What, subject: str, value: str, days: int | None
) -> None:
    case = opened(by)
    today = timezone.localdate()
    day = None if days is None else today + dt.timedelta(days=days)

    with pytest.raises((CaseError, InputError)):
        Tell(case, what, subject, by, value, day).execute()

    assert not Telling.objects.exists()


def test_a_second_answer_replaces_the_first(case: Case, by: User) -> None:
    answer(case, by, "carve_out", value="yes")
    answer(case, by, "carve_out", value="no")

    facts = [one for one in standing_of(case).told.facts if one.id == "carve_out"]

    assert [one.value for one in facts] == ["no"]
    assert Telling.objects.count() == 2


def test_steps_tell_the_clock_and_steps_back_take_it_back(by: User) -> None:
    case = opened(by)
    Case.objects.filter(pk=case.pk).update(state=State.READY)
    case.refresh_from_db()

    move(case, State.ASSIGNED)
    assert Telling.objects.get(withdrawn=None).subject == "reviewer_assigned"
    move(case, State.READY)

    open_ = Telling.objects.filter(withdrawn=None)
    assert [one.subject for one in open_] == ["found_eligible"]


@pytest.mark.django_db(transaction=True)
def test_the_day_of_the_intake_stands_in_for_a_date_that_no_paper_tells(
    by: User,
) -> None:
    case = opened(by)
    read(case)
    overview = overview_in(case.last_read)
    assert overview is not None

    events = {one.id: one for one in standing(case, overview.course).told.events}

    assert events["application_received"].day == case.received
    assert events["application_received"].where == "intake"


def test_the_clock_goes_by_the_day_that_it_is_asked_for(case: Case, by: User) -> None:
    day = dt.date(2015, 1, 5)
    Tell(case, What.EVENT, "noarfi_sent", by, "mail", day).execute()
    overview = overview_in(case.last_read)
    assert overview is not None

    status = {
        today: standing(case, overview.course, today).next_due
        for today in (day, dt.date(2015, 3, 1))
    }

    assert [one.status.value for one in status.values() if one] == ["open", "overdue"]


def test_a_case_at_rest_has_nothing_due(case: Case, by: User) -> None:
    RequestRecords(case, by).execute()

    MoveCase(case, State.WITHDRAWN, "It was asked for.", by).execute()

    case.refresh_from_db()
    assert (case.next_due, case.next_due_of) == (None, "")
    assert words_of(Decision.objects.get().reason) == "It was asked for."


def test_reckoning_without_a_reading_gives_no_date(by: User) -> None:
    case = opened(by)

    reckon(case)

    assert case.next_due is None
    with pytest.raises(CaseError, match="nothing was read"):
        standing_of(case)


@pytest.mark.django_db(transaction=True)
def test_a_reading_that_the_clock_cannot_follow_still_ends_well(
    by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beyond(*_: object) -> None:
        raise InputError("9999-12-31: it lies beyond the calendar.")

    monkeypatch.setattr("workbench.cases.course.clock_on", beyond)
    case = opened(by)

    read(case)

    assert (case.state, case.next_due) == (State.READ, None)
    with pytest.raises(OpenImrError, match="calendar"):
        standing_of(case)
