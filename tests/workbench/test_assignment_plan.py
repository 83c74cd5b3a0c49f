"""A plan of assignment: proposed, confirmed, given case by case, never twice."""

import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from workbench.assignment.actions import AssignMany, AssignReviewer, Came, Seat
from workbench.assignment.models import Assignment
from workbench.assignment.register import workload
from workbench.audit.chain import record, stored, verify
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import acts, described, given, ready, state
from .conftest import People

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def coordinator(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def reviewer(person: People) -> User:
    return described(person(Role.REVIEWER), "Ines Pellworth, MD")


@pytest.fixture
def other(person: People) -> User:
    return described(person(Role.REVIEWER), "Osbert Harrowgate, MD")


def address(name: str, *args: object) -> str:
    return reverse(f"assignment:{name}", args=args)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_many_are_assigned_and_what_changed_meanwhile_is_left(
    coordinator: User, reviewer: User, other: User
) -> None:
    cases = [ready(coordinator) for _ in range(3)]
    given(cases[1], coordinator, other)

    came = AssignMany([(case, reviewer) for case in cases], coordinator).execute()

    assert [(one.case, one.came) for one in came] == [
        (cases[0], Came.GIVEN),
        (cases[1], Came.LEFT),
        (cases[2], Came.GIVEN),
    ]
    assert came[1].why == f"Case {cases[1].number}: {other.name} has it by now."
    assert workload() == {reviewer.pk: 2, other.pk: 1}
    assert acts()[-2:] == ["assign-reviewer", "assign-reviewer"]


def test_a_plan_that_is_confirmed_twice_gives_nothing_twice(
    coordinator: User, reviewer: User
) -> None:
    act = AssignMany([(ready(coordinator), reviewer) for _ in range(2)], coordinator)
    act.execute()
    before = acts()

    assert [one.came for one in act.execute()] == [Came.HAD, Came.HAD]
    assert acts() == before
    assert Assignment.objects.count() == 2


def test_what_ends_a_plan_in_the_middle_leaves_each_case_given_or_not(
    coordinator: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [ready(coordinator) for _ in range(3)]
    act = AssignMany([(case, reviewer) for case in cases], coordinator)
    told = count()

    def fails(*words: object, **more: object) -> object:
        if next(told) == 1:
            raise OperationalError
        return record(*words, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("workbench.assignment.actions.assigning.record", fails)
        with pytest.raises(OperationalError):
            act.execute()

    assert [state(case) for case in cases] == [
        State.ASSIGNED,
        State.READY,
        State.READY,
    ]
    assert Assignment.objects.count() == acts().count("assign-reviewer") == 1
    assert [one.came for one in act.execute()] == [Came.HAD, Came.GIVEN, Came.GIVEN]
    assert Assignment.objects.count() == acts().count("assign-reviewer") == 3


def test_many_are_at_least_one(coordinator: User) -> None:
    with pytest.raises(AssignmentError, match="1 to 100"):
        AssignMany([], coordinator).execute()


def test_a_plan_is_proposed_confirmed_and_kept(
    coordinator: User, reviewer: User, person: People, logged_in: Browser
) -> None:
    described(person(Role.REVIEWER), "Osbert Harrowgate, MD")
    cases = [ready(coordinator) for _ in range(2)]
    odd = ready(coordinator, families=("no_such_family",))
    seated = ready(coordinator)
    AssignReviewer(seated, [Seat(reviewer)], coordinator).execute()
    Case.objects.filter(pk=seated.pk).update(state=State.READY)
    browser = logged_in(coordinator)

    page = browser.post(address("plan"))

    plan = page.context["plan"]
    assert page.context["many"] == 3
    assert {case.pk for case, *_ in plan.placed} == {case.pk for case in cases}
    assert [(case, one.binding) for case, one in plan.left] == [(odd, "RV-03")]
    pairs = [f"{case.pk}:{user.pk}" for case, user, *_ in plan.placed]
    Case.objects.filter(pk=cases[0].pk).update(state=State.WITHDRAWN)
    answer = browser.post(address("confirm"), {"pair": [*pairs, "x:y"]})
    assert "Of 3 cases, assigned: 1; left: 2." in words(answer)
    assert f"Case {cases[0].number}: it is withdrawn" in words(answer)
    assert "1 that named no case or no person of the site." in words(answer)
    cases[1].refresh_from_db()
    assert cases[1].state == State.ASSIGNED
    again = browser.post(address("confirm"), {"pair": [*pairs]})
    told = "Of 2 cases, assigned: 0; had by the same reviewer before: 1; left: 1."
    assert told in words(again)


def test_a_plan_of_many_cases_asks_the_database_as_often_for_each(
    coordinator: User,
    reviewer: User,
    logged_in: Browser,
    django_assert_max_num_queries: Any,
) -> None:
    cases = [ready(coordinator) for _ in range(6)]
    browser = logged_in(coordinator)
    browser.get(address("desk"))
    pairs = [f"{case.pk}:{reviewer.pk}" for case in cases]

    with django_assert_max_num_queries(20 + 6 * 29):
        answer = browser.post(address("confirm"), {"pair": pairs})
    assert "Of 6 cases, assigned: 6." in words(answer)


def test_a_plan_without_cases_or_reviewers_says_so(
    coordinator: User, logged_in: Browser
) -> None:
    browser = logged_in(coordinator)

    assert "nothing to confirm" in words(browser.post(address("plan")))
    ready(coordinator)
    assert "there is no reviewer" in words(browser.post(address("plan")))
    answer = browser.post(address("confirm"), follow=True)
    assert "Confirm 1 to 100 cases" in words(answer)


_PLAN = """
import os, signal, sys, django
django.setup()
from workbench.assignment.actions import AssignMany, assigning
from workbench.cases.models import Case
from workbench.people.models import User

told, record = [], assigning.record

def killed(*words, **more):
    told.append(words)
    if len(told) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return record(*words, **more)

assigning.record = killed
by, reviewer = (User.objects.get(pk=pk) for pk in sys.argv[1:3])
cases = Case.objects.order_by("number")
AssignMany([(case, reviewer) for case in cases], by).execute()
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_a_plan_each_case_was_given_or_was_not(
    person: People, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    by = person(Role.COORDINATOR)
    one = described(person(Role.REVIEWER), "Ines Pellworth, MD")
    cases = [ready(by) for _ in range(4)]

    killed = subprocess.run(
        [sys.executable, "-c", _PLAN, str(by.pk), str(one.pk)],
        env={**elsewhere, "OPENIMR_DATA": str(tmp_path)},
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    given = [State.ASSIGNED] * 2
    assert [state(case) for case in cases] == [*given, State.READY, State.READY]
    assert Assignment.objects.count() == 2
    assert acts().count("assign-reviewer") == 2

    came = AssignMany([(case, one) for case in cases], by).execute()

    assert [each.came for each in came] == [Came.HAD] * 2 + [Came.GIVEN] * 2
    assert Assignment.objects.count() == acts().count("assign-reviewer") == 4
    assert not verify(stored()).fault
