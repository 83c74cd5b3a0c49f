"""A token does so much, so often, and for so long as what it rests on lasts."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils import timezone

from workbench.api.models import Token
from workbench.api.scopes import Scope
from workbench.people.models import HeldRole, User
from workbench.people.roles import Role

from .conftest import People
from .tokens import Program, program


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.mark.django_db
def test_a_token_asks_so_often_and_then_waits(person: People, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "read": (3, 60)}
    by, other = program(person(Role.AUDITOR)), program(person(Role.AUDITOR))

    answers = [by.get("/api/v1/token") for _ in range(6)]

    assert [each.status_code for each in answers[:3]] == [200, 200, 200]
    last = answers[-1]
    assert (last.status_code, last.json()["slug"]) == (429, "too-often")
    assert 1 <= int(last["Retry-After"]) <= 60
    assert last["RateLimit-Policy"] == '"read";q=3;w=60'
    assert other.get("/api/v1/token").status_code == 200


@pytest.mark.django_db
def test_guessing_tokens_is_slowed_down(settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "unknown": (3, 60)}

    answers = [Program(f"oimr_{n}").get("/api/v1/token") for n in range(6)]

    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429


@pytest.mark.django_db
def test_a_role_that_was_lost_takes_its_scopes_along(person: People) -> None:
    owner = person(Role.COORDINATOR, Role.AUDITOR)
    by = program(owner)

    HeldRole.objects.filter(user=owner, role=Role.COORDINATOR).update(
        until=timezone.now()
    )

    assert by.get("/api/v1/cases").status_code == 403
    assert by.get("/api/v1/audit/entries").status_code == 200
    told = by.get("/api/v1/token").json()
    assert "cases:write" in told["scopes"]
    assert told["granted"] == ["audit:read", "library:read"]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["revoked", "expired", "closed", "no factor"])
def test_a_token_ends_with_what_it_rests_on(person: People, change: str) -> None:
    owner = person(Role.COORDINATOR)
    by, now = program(owner), timezone.now()
    assert by.get("/api/v1/token").status_code == 200

    if change == "revoked":
        Token.objects.update(revoked=now)
    elif change == "expired":
        Token.objects.update(expires=now)
    elif change == "closed":
        User.objects.filter(pk=owner.pk).update(is_active=False)
    else:
        Authenticator.objects.filter(user_id=owner.pk).delete()

    assert by.get("/api/v1/token").status_code == 401


@pytest.mark.django_db
def test_the_last_use_is_kept_to_the_minute(person: People) -> None:
    by = program(person(Role.AUDITOR))

    by.get("/api/v1/token")
    first = Token.objects.get().last_used
    by.get("/api/v1/token")

    assert first is not None
    assert (first.second, first.microsecond) == (0, 0)
    assert Token.objects.get().last_used == first


@pytest.mark.django_db
def test_a_scope_that_was_not_given_is_not_had(person: People) -> None:
    by = program(person(Role.COORDINATOR), Scope.CASES_READ)

    assert by.get("/api/v1/cases").status_code == 200
    answer = by.send("/api/v1/uploads", {"name": "a", "size": 1})
    assert (answer.status_code, answer.json()["slug"]) == (403, "not-allowed")
    assert "records:write" in answer.json()["detail"]
