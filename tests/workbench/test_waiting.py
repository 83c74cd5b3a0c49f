"""The first page tells each role what waits."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.workbench.conftest import People
from tests.workbench.desk import on_desk
from tests.workbench.disputes import dispute, standing
from tests.workbench.making import opened
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.design.waiting import waiting_for
from workbench.parties.notices import tell
from workbench.people.actions import Invite
from workbench.people.models import User
from workbench.people.roles import Role

pytestmark = pytest.mark.django_db


def _told(user: User) -> dict[str, int]:
    rooms = waiting_for(User.objects.get(pk=user.pk))
    return {one.words: one.count for room in rooms for one in room.waiting}


def test_a_coordinator_is_told_what_is_due_and_what_comes_next(person: People) -> None:
    user, today = person(Role.COORDINATOR), timezone.localdate()
    for days, state in ((-1, State.READ), (3, State.READY), (30, State.READY)):
        case = standing(opened(user, str(days).encode()), state)
        due = today + dt.timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(next_due=due)

    assert _told(user) == {
        "overdue": 1,
        "due within a week": 1,
        "read, to be screened": 1,
        "waiting for records": 0,
        "ready to assign": 2,
    }


def test_a_reviewer_is_told_of_own_cases_alone(person: People) -> None:
    by, own, other = (
        person(role) for role in (Role.COORDINATOR, Role.REVIEWER, Role.REVIEWER)
    )
    on_desk(standing(opened(by, b"1"), State.ASSIGNED), own, by, attested=False)
    on_desk(standing(opened(by, b"2"), State.IN_REVIEW), own, by)
    on_desk(standing(opened(by, b"3"), State.RELEASED), own, by)
    on_desk(standing(opened(by, b"4"), State.IN_REVIEW), other, by)

    assert _told(own) == {
        "to attest before the file opens": 1,
        "open, to decide and sign": 1,
        "of these, returned by quality": 0,
    }


def test_the_quality_lead_is_told_of_signed_cases(person: People) -> None:
    by, reviewer = person(Role.COORDINATOR), person(Role.REVIEWER)
    on_desk(standing(opened(by), State.SIGNED), reviewer, by)

    assert _told(person(Role.QUALITY)) == {
        "signed, to be checked": 1,
        "passed, ready to release": 0,
        "returned, with the reviewer": 0,
    }


def test_a_party_is_told_of_news(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    found = dispute(person, "es")
    tell([found.worker], "takes_longer", day="2014-12-22")

    page = logged_in(found.worker.user).get("/").content.decode()

    assert list(_told(found.worker.user).values()) == [1, 1]
    assert "avisos sin leer" in page
    assert "casos que usted sigue" in page


def test_an_administrator_is_told_of_invitations(person: People) -> None:
    admin = person(Role.ADMINISTRATOR)
    Invite("new@example.org", "Ida New", Role.QUALITY, admin).execute()

    assert _told(admin) == {
        "invitations not yet taken": 1,
        "open accounts": 1,
        "messages to programs given up": 0,
    }


def test_an_auditor_is_told_how_long_the_record_is(person: People) -> None:
    opened(person(Role.COORDINATOR))

    assert _told(person(Role.AUDITOR)) == {"acts and readings recorded": 1}


def test_who_has_no_role_is_told_so(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    page = logged_in(person()).get("/").content.decode()

    assert "You have no role yet." in page


@pytest.mark.parametrize("role", Role)
def test_the_first_page_asks_the_database_little(
    person: People,
    logged_in: Callable[[User], Client],
    django_assert_max_num_queries: Callable[..., object],
    role: Role,
) -> None:
    browser = logged_in(person(role))
    browser.get("/")

    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        browser.get("/")
