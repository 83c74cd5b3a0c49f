"""Whatever is sent to the API, it answers as it is described and never fails.

``OPENIMR_API_EXAMPLES`` makes the run longer: requests of each operation and role.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case as AnyCase
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from workbench.api.description import document
from workbench.api.hooks.actions import AddEndpoint, TestEndpoint
from workbench.api.scopes import Scope
from workbench.files.actions import BeginUpload
from workbench.parties.models import Kind, Party
from workbench.people.models import User
from workbench.people.roles import RIGHTS, Right, Role

from .conftest import People
from .making import opened
from .tokens import token

EXAMPLES = int(os.environ.get("OPENIMR_API_EXAMPLES", "6"))
Case = AnyCase[Any]
_CHECKS: list[Any] = [
    schemathesis.checks.not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
_CONFIG = SchemathesisConfig.from_dict(
    {
        "base-url": "http://localhost",
        "generation": {"max-examples": EXAMPLES, "deterministic": EXAMPLES < 50},
        "phases": {"coverage": {"enabled": EXAMPLES >= 50}},
    }
)
SCHEMA = schemathesis.openapi.from_dict(document(), config=_CONFIG)
SCHEMA.app = get_wsgi_application()
_HERE = settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _without_limits(settings: Any) -> None:
    cache.clear()
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, (10**9, 60))


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Keep the connection of the test's transaction, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def things(person: People) -> dict[str, str]:
    """Make one of everything and tokens of everybody; give their ids and secrets."""
    coordinator, administrator = person(Role.COORDINATOR), person(Role.ADMINISTRATOR)
    case = opened(coordinator)
    party = person(Role.PARTY)
    Party.objects.create(
        case=case,
        user=party,
        kind=Kind.WORKER,
        added=datetime(2014, 12, 20, tzinfo=UTC),
        added_by=coordinator,
    )
    webhook, _ = AddEndpoint(
        "http://127.0.0.1:9/", ["case.moved"], administrator
    ).execute()
    owners = [coordinator, person(Role.QUALITY), party, person(Role.AUDITOR)]
    return {
        "case": str(case.pk),
        "assignment": "1",
        "telling": "1",
        "seat": "1",
        "upload": str(BeginUpload("a.pdf", 20, "", coordinator).execute().pk),
        "webhook": str(webhook.pk),
        "delivery": str(TestEndpoint(webhook, administrator).execute().pk),
        **{_role(owner): token(owner)[1] for owner in [*owners, administrator]},
    }


def _role(owner: User) -> str:
    return next(iter(owner.roles)).value


def _sent(case: Case, things: dict[str, str], role: Role) -> None:
    """Send what was made up; where it is meant to be good, to what is there."""
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        for name in case.path_parameters:
            case.path_parameters[name] = things[name]
    case.headers["Authorization"] = f"Bearer {things[role.value]}"
    assert case.call_and_validate(checks=_CHECKS).status_code < 500


def _owner(case: Case) -> Role:
    rights = case.operation.definition.raw["x-rights"]
    wanted = {Right(each) for each in rights} or {Right.COORDINATE}
    return next(role for role in Role if wanted & RIGHTS[role])


@pytest.mark.django_db
@SCHEMA.parametrize()
@_HERE
def test_every_operation_answers_as_described(
    case: Case, things: dict[str, str]
) -> None:
    _sent(case, things, _owner(case))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.QUALITY, Role.PARTY, Role.AUDITOR])
@SCHEMA.include(path_regex="/(cases|Task|Bundle)").parametrize()
@_HERE
def test_other_roles_are_answered_as_described(
    case: Case, things: dict[str, str], role: Role
) -> None:
    _sent(case, things, role)


def test_every_scope_is_used_by_some_operation() -> None:
    used = {
        scope
        for path in document()["paths"].values()
        for operation in path.values()
        for each in operation["security"]
        for scope in each.get("token", [])
    }

    assert used == set(Scope.values)
