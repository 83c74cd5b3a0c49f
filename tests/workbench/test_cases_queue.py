"""The queue: what it shows in which order, quickly, and acts on several cases."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.cases.models import Case, Decision, Telling, What
from workbench.cases.queue import DUE, PRIORITIES, SORTS
from workbench.cases.states import State
from workbench.cases.telling import Tell
from workbench.cases.upkeep import reckon_all
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import example_read, opened

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
_NAMES = ("Ana Diaz", "Luz Diaz", "Bo Quist", "Cy Ray")


@pytest.fixture
def by(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def browser(by: User, logged_in: Browser) -> Client:
    return logged_in(by)


def filled(by: User, count: int) -> list[Case]:
    """Put rows into the table as many acts would have, without their records."""
    today, now = timezone.localdate(), timezone.now()
    states = list(State)
    return Case.objects.bulk_create(
        Case(
            number=f"IMR-2014-{n:07}",
            state=states[n % len(states)],
            priority="expedited" if n % 5 == 0 else "regular",
            worker=_NAMES[n % 4],
            claims_administrator=f"Administrator {n % 30}",
            received=today - dt.timedelta(days=n % 90),
            opened=now,
            opened_by=by,
            changed=now,
            next_due=today + dt.timedelta(days=n % 40 - 10) if n % 3 else None,
            next_due_of="determination" if n % 3 else "",
        )
        for n in range(count)
    )


def shown(browser: Client, **asked: str) -> list[Case]:
    answer = browser.get(f"/cases/?{urlencode(asked)}")
    assert answer.status_code == 200
    return [line.case for line in answer.context["lines"]]


def test_every_filter_narrows_and_all_of_them_stand_in_the_address(
    by: User, browser: Client
) -> None:
    cases, today = filled(by, 40), timezone.localdate()
    week = today + dt.timedelta(days=7)
    expected: dict[tuple[str, str], Callable[[Case], Any]] = {
        ("state", "ready"): lambda one: one.state == "ready",
        ("priority", "expedited"): lambda one: one.priority == "expedited",
        ("due", "overdue"): lambda one: one.next_due and one.next_due < today,
        ("due", "soon"): lambda one: one.next_due and today <= one.next_due <= week,
        ("due", "later"): lambda one: one.next_due and one.next_due > week,
        ("due", "none"): lambda one: one.next_due is None,
        ("words", "diaz"): lambda one: "Diaz" in one.worker,
        ("words", "0000007"): lambda one: one.number.endswith("0000007"),
        ("words", "administrator 3"): lambda one: "tor 3" in one.claims_administrator,
    }

    for (name, value), answers in expected.items():
        found = {case.number for case in shown(browser, **{name: value})}
        assert found == {case.number for case in cases if answers(case)}
    both = shown(browser, due="overdue", words="Diaz", state="assigned")
    assert all(one.state == "assigned" and "Diaz" in one.worker for one in both)


def test_orders_are_those_that_were_asked_for(by: User, browser: Client) -> None:
    filled(by, 40)

    due = [one.next_due for one in shown(browser, sort="due")]
    known = [day for day in due if day is not None]
    assert due == [*sorted(known), *[None] * (len(due) - len(known))]
    for sort in ("received", "worker", "number", "claims_administrator"):
        found = [getattr(one, sort) for one in shown(browser, sort=sort)]
        assert found == sorted(found)


def test_states_are_counted_among_what_answers_otherwise(
    by: User, browser: Client
) -> None:
    filled(by, 40)

    answer = browser.get("/cases/?words=diaz&state=ready")

    counts = dict(answer.context["states"])
    named = Case.objects.filter(worker__contains="Diaz")
    assert counts[None] == named.count()
    assert counts[State.READY] == named.filter(state="ready").count()
    assert "words=diaz" in answer.content.decode()


def test_ten_thousand_cases_are_listed_with_few_questions_to_the_database(
    by: User, browser: Client, django_assert_max_num_queries: Any
) -> None:
    filled(by, 10_000)
    browser.get("/cases/")

    for asked in ({}, {"words": "diaz", "due": "soon", "sort": "due"}, {"page": "150"}):
        with django_assert_max_num_queries(9):
            assert len(shown(browser, **asked)) == 50


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(["state", "priority", "due", "words", "sort", "page", "x"]),
        st.text()
        | st.sampled_from([*DUE, *SORTS, *PRIORITIES, "ready", "-1", "9" * 99]),
    )
)
def test_whatever_stands_in_the_address_a_page_comes(
    browser: Client, asked: dict[str, str]
) -> None:
    given = {key: value.encode("utf-8", "ignore") for key, value in asked.items()}

    assert browser.get(f"/cases/?{urlencode(given)}").status_code == 200


def test_an_act_on_several_cases_tells_of_each(by: User, browser: Client) -> None:
    first, second = example_read(by), opened(by)

    def after(act: str, reason: str = "") -> dict[str, bool]:
        marked = [str(first.pk), str(second.pk), str(uuid4()), "nonsense"]
        sent = {"act": act, "cases": marked, "reason": reason, "back": "state=read&x=1"}
        answer = browser.post("/cases/several/", sent)
        assert answer.status_code == 200
        assert answer.context["back"] == "state=read&sort=received"
        return {one.case.number: one.done for one in answer.context["outcomes"]}

    assert after("request") == {first.number: True, second.number: False}
    assert after("ready") == {first.number: False, second.number: False}
    assert after("ready", "All is here.") == {first.number: True, second.number: False}
    assert after("read") == {first.number: True, second.number: False}
    assert after("withdraw") == {first.number: False, second.number: False}
    assert after("withdraw", "Asked for.") == {first.number: True, second.number: True}
    assert set(Case.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert Decision.objects.count() == 3


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "ready"},
        {"act": "destroy", "cases": [str(uuid4())]},
        {"act": "ready", "cases": ["\x00"]},
        {"act": "withdraw", "cases": [str(uuid4())], "reason": "x" * 5000},
    ],
)
def test_an_act_on_nothing_is_told(browser: Client, sent: dict[str, Any]) -> None:
    answer = browser.post("/cases/several/", sent, follow=True)

    assert "Mark at least one case" in answer.content.decode()


def test_due_dates_are_reckoned_anew_each_day(
    by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, day = example_read(by), timezone.localdate()
    Tell(case, What.EVENT, "noarfi_sent", by, day=day).execute()
    case.refresh_from_db()
    kept = case.next_due
    assert kept is not None
    Case.objects.update(next_due=None)

    assert (reckon_all(), reckon_all()) == (1, 0)

    case.refresh_from_db()
    assert case.next_due == kept
    Telling.objects.all().delete()
    call_command("cases_clock")
    case.refresh_from_db()
    assert case.next_due is None


def test_what_is_daily_is_done_at_the_first_call_of_a_day(by: User) -> None:
    cache.clear()
    case = opened(by)
    Case.objects.update(next_due=timezone.localdate())

    call_command("cases_daily")
    case.refresh_from_db()
    assert case.next_due is None
    Case.objects.update(next_due=timezone.localdate())
    call_command("cases_daily")

    case.refresh_from_db()
    assert case.next_due is not None
