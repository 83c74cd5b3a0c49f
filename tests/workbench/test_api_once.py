"""The same request twice is one act and one answer; what is there is not sent again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from workbench.api.idempotency import forget_old
from workbench.api.models import Remembered
from workbench.cases.models import Case
from workbench.people.roles import Role

from .conftest import People
from .making import opened
from .tokens import Program, asked_for, program, token, uploaded


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.mark.django_db
def test_the_same_key_gives_the_same_answer_and_one_case(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    asked, key = asked_for(uploaded(by)), {"Idempotency-Key": str(uuid4())}

    first = by.send("/api/v1/cases", asked, headers=key)
    again = by.send("/api/v1/cases", asked, headers=key)
    other = by.send("/api/v1/cases", {**asked, "priority": "expedited"}, headers=key)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert again["Location"] == first["Location"]
    assert Case.objects.count() == 1
    assert first.json()["number"].encode() not in bytes(Remembered.objects.get().answer)


@pytest.mark.django_db
def test_a_refusal_is_not_remembered(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    key = {"Idempotency-Key": "one"}

    refused = by.send("/api/v1/cases", asked_for(str(uuid4())), headers=key)
    taken = by.send("/api/v1/cases", asked_for(uploaded(by)), headers=key)

    assert (refused.status_code, taken.status_code) == (404, 201)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 256])
def test_a_key_that_is_none_is_refused(person: People, key: str) -> None:
    by = program(person(Role.COORDINATOR))
    asked = {"name": "a", "size": 1}

    answer = by.send("/api/v1/uploads", asked, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["slug"]) == (422, "request")


@pytest.mark.django_db
def test_keys_are_forgotten_after_a_day(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    key = {"Idempotency-Key": "one"}
    by.send("/api/v1/uploads", {"name": "a", "size": 1}, headers=key)

    assert forget_old() == 0
    Remembered.objects.update(made=timezone.now() - timedelta(hours=25))
    again = by.send("/api/v1/uploads", {"name": "b", "size": 1}, headers=key)

    assert again.status_code == 201
    Remembered.objects.update(made=timezone.now() - timedelta(hours=25))
    assert forget_old() == 1


@pytest.mark.django_db(transaction=True)
def test_requests_at_one_time_with_one_key_do_one_act(person: People) -> None:
    _, secret = token(person(Role.COORDINATOR))
    asked = asked_for(uploaded(Program(secret)))

    def send(_: int) -> tuple[int, bytes]:
        try:
            key = {"Idempotency-Key": "one"}
            answer = Program(secret).send("/api/v1/cases", asked, headers=key)
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as crew:
        answers = set(crew.map(send, range(6)))

    assert [status for status, _ in answers] == [201]
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_who_has_it_already_is_told_so(person: People) -> None:
    owner = person(Role.COORDINATOR)
    by, case = program(owner), opened(owner)
    address = f"/api/v1/cases/{case.pk}"

    first = by.get(address)
    again = by.get(address, headers={"If-None-Match": f'"other", {first["ETag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
