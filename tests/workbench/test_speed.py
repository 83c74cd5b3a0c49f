"""What pages that everybody opens cost, and what a process loads beforehand."""

import sys
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openimr.casework import knowledge
from workbench.audit.chain import record
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.project.warming import warm

from .conftest import People


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_first_page_asks_the_database_little(
    role: Role, person: People, logged_in: Callable[[User], Client]
) -> None:
    browser = logged_in(person(role))
    browser.get("/")

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/")

    assert answer.status_code == 200
    assert len(asked) <= 7


@pytest.mark.django_db
def test_what_is_loaded_beforehand_asks_no_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", turns.append)

    with CaptureQueriesContext(connection) as asked:
        warm()

    assert len(asked) == 0
    assert turns == [0.0005]
    assert knowledge.cache_info().currsize


@pytest.mark.django_db
def test_an_entry_waits_and_finds_the_end_of_the_chain_in_one_question(
    person: People,
) -> None:
    by = person(Role.REVIEWER)
    record("first", by=by, on=None)

    with CaptureQueriesContext(connection) as asked:
        record("second", by=by, on=None)

    of_the_chain = [one["sql"] for one in asked if "SELECT" in one["sql"]]
    assert len(of_the_chain) == 1
    assert "audit_entry" in of_the_chain[0]
