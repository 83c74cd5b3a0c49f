"""Sessions lie sealed in the database, and follow a change of keys."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from workbench.files.sealing import name_of_key
from workbench.files.texts import seal_text
from workbench.operations.management.commands.minutely import DUTIES
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.people.sessions import SessionStore

from .conftest import PASSWORD, People

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
SET_UP = "/account/second-factor/totp/activate/"
OLD, NEW, OTHER = b"o" * 32, b"n" * 32, b"x" * 32
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody


def _row() -> Session:
    return Session.objects.get()


def _again(key: str) -> SessionStore:
    return SessionStore(key)


def _kept(**held: str) -> str:
    store = SessionStore()
    store.update(held)
    store.save()
    assert store.session_key is not None
    return store.session_key


def _recently(browser: Client) -> None:
    """Let the browser be one whose user gave the password just now."""
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


def _in_the_clear(key: str) -> str:
    """Put a session into its row as Django does, as a version before did."""
    clear = db.SessionStore(key).encode(_again(key).load())
    Session.objects.filter(pk=key).update(session_data=clear)
    return clear


def test_the_secret_of_a_factor_that_is_set_up_lies_sealed_and_the_first_code_counts(
    person: People, logged_in: Browser
) -> None:
    browser = logged_in(person(Role.COORDINATOR, factor=False))
    _recently(browser)
    page = browser.get(SET_UP)
    secret = browser.session[SECRET_SESSION_KEY]

    kept = _row().session_data
    assert secret in page.content.decode()
    assert kept.startswith("sealed:")
    assert db.SessionStore(_row().pk).decode(kept) == {}

    counter = next(yield_hotp_counters_from_time())
    code = format_hotp_value(hotp_value(secret, counter))
    done = browser.post(SET_UP, {"code": code})
    assert done.status_code == 302
    assert SECRET_SESSION_KEY not in browser.session


def test_what_is_kept_comes_back_and_is_never_sealed_the_same_way_twice() -> None:
    key = _kept(secret=SECRET)
    once = _row().session_data
    _again(key).save()

    assert _again(key)["secret"] == SECRET
    assert SECRET not in once
    assert _row().session_data not in {once, ""}
    assert _again(key).modified is False


def test_a_session_in_the_clear_counts_and_is_sealed_with_the_answer(
    person: People, logged_in: Browser
) -> None:
    browser = logged_in(person(Role.COORDINATOR))
    browser.get("/")
    clear = _in_the_clear(_row().pk)
    assert not clear.startswith("sealed:")

    assert browser.get("/").status_code == 200
    sealed = _row().session_data
    assert sealed.startswith("sealed:")
    assert browser.get("/").status_code == 200
    assert _row().session_data == sealed


def test_a_session_follows_a_change_of_keys(
    settings: LazySettings, person: People, logged_in: Browser
) -> None:
    settings.FILE_KEYS = (OLD,)
    browser = logged_in(person(Role.COORDINATOR))
    browser.get("/")

    settings.FILE_KEYS = (NEW, OLD)
    assert browser.get("/").status_code == 200
    assert _row().session_data.startswith(f"sealed:{name_of_key(NEW)}:")
    settings.FILE_KEYS = (NEW,)
    assert browser.get("/").status_code == 200


def test_whose_session_cannot_be_opened_logs_in_again(
    settings: LazySettings, person: People, logged_in: Browser
) -> None:
    browser = logged_in(person(Role.COORDINATOR))
    browser.get("/")
    settings.FILE_KEYS = (OTHER,)

    answer = browser.get("/cases/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept[:-8],
        lambda kept: kept[:-4] + "????",
        lambda kept: kept.rpartition(":")[0] + ":",
        lambda _: "sealed:",
        lambda _: "nonsense",
    ],
)
def test_a_session_that_was_changed_is_an_empty_one(
    spoil: Callable[[str], str],
) -> None:
    key = _kept(secret=SECRET)
    Session.objects.update(session_data=spoil(_row().session_data))

    assert dict(_again(key).items()) == {}


def test_a_session_opens_in_no_other_row() -> None:
    mine = _kept(secret=SECRET)
    stolen = _row().session_data
    other = _kept(secret="none")  # noqa: S106 - no secret
    Session.objects.filter(pk=other).update(session_data=stolen)

    assert dict(_again(other).items()) == {}
    assert _again(mine)["secret"] == SECRET


def test_what_is_sealed_is_signed_as_well(settings: LazySettings) -> None:
    key = _kept()
    forged = seal_text('{"secret": 1}', settings.FILE_KEYS, b"openimr session", key)
    Session.objects.update(session_data=forged)

    assert dict(_again(key).items()) == {}


def test_a_new_key_of_a_session_keeps_what_is_in_it() -> None:
    before = _kept(secret=SECRET)
    store = _again(before)
    store.cycle_key()
    store.save()

    assert store.session_key != before
    assert _again(str(store.session_key))["secret"] == SECRET
    assert dict(_again(before).items()) == {}


def test_sessions_of_a_person_can_be_listed_and_ended(
    person: People,
) -> None:
    user = person(Role.PARTY)
    browsers = [Client(), Client()]
    for browser in browsers:
        login = {"login": user.email, "password": PASSWORD}
        assert browser.post("/account/login/", login).status_code == 302
    first, second = UserSession.objects.purge_and_list(user)
    assert {first.session_key, second.session_key} == {
        browser.session.session_key for browser in browsers
    }

    UserSession.objects.get(session_key=browsers[0].session.session_key).end()

    mine = "/account/sessions/"
    assert [browser.get(mine).status_code for browser in browsers] == [302, 200]


def test_sessions_that_are_over_are_removed_every_minute() -> None:
    key = _kept(secret=SECRET)
    _kept(secret=SECRET)
    over = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=key).update(expire_date=over)

    assert "clearsessions" in DUTIES
    call_command("clearsessions")

    assert Session.objects.exclude(pk=key).count() == 1
    assert not Session.objects.filter(pk=key).exists()
