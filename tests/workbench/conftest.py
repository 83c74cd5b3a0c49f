"""A site for the tests: people in every role, files in a folder of the test."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone, translation

from workbench.people.models import HeldRole, User
from workbench.people.roles import STAFF, Role

_teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
MIGRATION = import_module("workbench.audit.migrations.0002_entries_are_append_only")
_MOST_SECONDS = 20
_answering: set[threading.Thread] = set()


def _begins(**_: object) -> None:
    _answering.add(threading.current_thread())


def _ends(**_: object) -> None:
    _answering.discard(threading.current_thread())


request_started.connect(_begins)
request_finished.connect(_ends)


def _until_answered() -> None:
    """Wait for what a live site still answers, though nobody waits for it any more.

    Such a request would write into the tables of the next test, and on SQLite, where
    it shares the connection, hold those that this test wants to empty.
    """
    here, end = threading.current_thread(), time.monotonic() + _MOST_SECONDS
    while any(one.is_alive() for one in _answering - {here}):
        assert time.monotonic() < end, "a request of this test never ends"
        time.sleep(0.01)
    _answering.clear()


def _without_triggers(self: TransactionTestCase) -> None:
    """Empty the tables after a test that commits; the triggers forbid just that."""
    _until_answered()
    with connection.schema_editor() as editor:
        MIGRATION.allow(None, editor)
    _teardown(self)
    with connection.schema_editor() as editor:
        MIGRATION.forbid(None, editor)


TransactionTestCase._fixture_teardown = _without_triggers  # type: ignore[attr-defined]
_HERE = Path(__file__).parent
_OPENS_THE_DATABASE = {"db", "transactional_db", "live_server"}
"""Fixtures; pytest-django forbids the database to a test with none, and no mark."""

PASSWORD = "a long sentence to log in with"  # noqa: S105 - of nobody
People = Callable[..., User]


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out on PostgreSQL what proves the same on any database, or on none."""
    if connection.vendor != "postgresql":
        return
    same = [item for item in items if _has_nothing_of_the_database(item)]
    config.hook.pytest_deselected(items=same)
    left_out = set(same)
    items[:] = [item for item in items if item not in left_out]


def _has_nothing_of_the_database(item: pytest.Item) -> bool:
    if not item.path.is_relative_to(_HERE):
        return False
    asked = _OPENS_THE_DATABASE & set(getattr(item, "fixturenames", ()))
    opens = asked or item.get_closest_marker("django_db")
    return not opens or item.get_closest_marker("appearance") is not None


@pytest.fixture(autouse=True)
def _a_place_for_files(settings: object, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def elsewhere(db: None, tmp_path: Path) -> dict[str, str]:
    """Return the environment of another process on the database of this test."""
    name = connection.settings_dict["NAME"]
    served = os.environ.get("DATABASE_URL", "").rpartition("/")[0]
    return {
        **os.environ,
        "DATABASE_URL": f"{served}/{name}" if served else f"sqlite:///{name}",
        "OPENIMR_TEST_FILES": str(tmp_path / "files"),
        "DJANGO_SETTINGS_MODULE": "tests.workbench.settings",
    }


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    yield
    # A request leaves its language with the thread; the next one sets its own.
    translation.deactivate()


@pytest.fixture
def person(db: None) -> People:
    """Return a maker of people with roles."""

    def make(*roles: Role, email: str = "", factor: bool = True) -> User:
        number = User.objects.count() + 1
        user = User.objects.create_user(
            email or f"person{number}@example.org", f"Person {number}", PASSWORD
        )
        for role in roles:
            HeldRole.objects.create(user=user, role=role, since=timezone.now())
        if factor and set(roles) & STAFF:
            kind = Authenticator.Type.TOTP
            Authenticator.objects.create(user=user, type=kind, data={"secret": "none"})
        return user

    return make


@pytest.fixture
def logged_in() -> Callable[[User], Client]:
    """Return a maker of browsers in which somebody is logged in."""

    def open_for(user: User) -> Client:
        client = Client()
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(user, backend=backend)
        return client

    return open_for
