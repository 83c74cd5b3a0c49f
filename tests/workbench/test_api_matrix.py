"""Every operation of the API, in every role, with its scope and without."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from workbench.api.description import document
from workbench.api.scopes import NEEDS, Scope
from workbench.people.roles import RIGHTS, Role

from .conftest import People
from .making import opened
from .tokens import Program, forged

NOBODY = "00000000-0000-4000-8000-000000000000"


def _operations() -> Iterator[tuple[str, str, tuple[str, ...] | None]]:
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            security = operation["security"]
            is_open = not security or {} in security
            scopes = tuple(security[0]["token"]) if security else ()
            yield method, path, None if is_open else scopes


OPERATIONS = tuple(_operations())
CLOSED = [each for each in OPERATIONS if each[2] is not None]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def _ask(program: Program, method: str, path: str, case: str = NOBODY) -> Any:
    address = path.replace("{case}", case)
    for name in ("{upload}", "{webhook}", "{delivery}"):
        address = address.replace(name, NOBODY)
    for name in ("{assignment}", "{telling}", "{seat}"):
        address = address.replace(name, "1")
    given = {} if method == "get" else {"data": {}, "content_type": "application/json"}
    return getattr(program, method)(address, **given)


def test_the_walk_finds_the_operations_and_their_names_are_their_own() -> None:
    doc = document()
    names = [
        each["operationId"] for ops in doc["paths"].values() for each in ops.values()
    ]

    assert doc["openapi"].startswith("3.1")
    assert len(names) == len(set(names)) == len(OPERATIONS)
    assert ("get", "/api/v1/cases", ("cases:read",)) in OPERATIONS
    assert [each[1] for each in OPERATIONS if each[2] is None] == [
        "/api/v1/library/search",
        "/api/fhir/metadata",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "scopes"), CLOSED)
def test_a_stranger_gets_nothing(method: str, path: str, scopes: object) -> None:
    del scopes
    for program in (Program(), Program("oimr_wrong"), Program("ü \x7f")):
        answer = _ask(program, method, path)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "path", "scopes"), CLOSED)
def test_a_role_does_what_its_rights_and_the_tokens_scope_say(
    person: People, role: Role, method: str, path: str, scopes: tuple[str, ...]
) -> None:
    owner = person(role)
    every, asked = frozenset(Scope), frozenset(Scope(each) for each in scopes)
    may = all(NEEDS[scope] & RIGHTS[role] for scope in asked)

    whole = _ask(Program(forged(owner, every)), method, path)
    without = _ask(Program(forged(owner, every - asked)), method, path)

    assert whole.status_code < 500
    assert (whole.status_code == 403) is not may
    assert (without.status_code == 403) is bool(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PARTY, Role.AUDITOR])
@pytest.mark.parametrize(
    ("method", "path", "scopes"), [each for each in CLOSED if "{case}" in each[1]]
)
def test_a_case_of_others_is_not_there(
    person: People, role: Role, method: str, path: str, scopes: tuple[str, ...]
) -> None:
    del scopes
    case = opened(person(Role.COORDINATOR))
    case.worker = "Ada Example"
    case.save()

    program = Program(forged(person(role), frozenset(Scope)))
    answer = _ask(program, method, path, str(case.pk))
    nothing = _ask(program, method, path)

    assert answer.status_code in {403, 404, 422}
    assert answer.content == nothing.content
    told = answer.content.decode()
    assert case.number not in told
    assert case.worker not in told


@pytest.mark.django_db
def test_cookies_open_nothing(person: People) -> None:
    browser = Program()
    browser.force_login(
        person(Role.COORDINATOR), "allauth.account.auth_backends.AuthenticationBackend"
    )

    assert browser.get("/api/v1/cases").status_code == 401
    assert browser.get("/api/v1/token").status_code == 401
