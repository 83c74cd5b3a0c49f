"""People make tokens for programs, within their rights, and take them back."""

import time
from collections.abc import Callable
from re import search

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from workbench.api.actions import MOST_TOKENS, MakeToken, RevokeToken
from workbench.api.models import Token
from workbench.api.scopes import Scope
from workbench.audit.models import Entry
from workbench.errors import TokenError
from workbench.people.actions import digest_of
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import PASSWORD, People
from .tokens import token

Browser = Callable[[User], Client]
PAGE = "/programs/tokens/"
ASKED = {"name": "nightly", "days": "30", "scopes": ["cases:read"]}


def _known(browser: Client, user: User) -> Client:
    answer = browser.post("/account/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, user
    return browser


@pytest.mark.django_db
def test_a_token_is_made_after_the_password_and_shown_once(
    person: People, logged_in: Browser
) -> None:
    user = person(Role.COORDINATOR)
    browser = logged_in(user)

    first = browser.post(PAGE, ASKED)
    assert (first.status_code, Token.objects.count()) == (302, 0)
    assert first["Location"].startswith("/account/reauthenticate/")

    page = _known(browser, user).post(PAGE, ASKED).content.decode()
    found = search(r"oimr_[\w-]{43}", page)
    assert found is not None
    made = Token.objects.get()
    assert (made.owner, made.digest) == (user, digest_of(found[0]))
    assert found[0] not in browser.get(PAGE).content.decode()
    assert made.prefix in browser.get(PAGE).content.decode()
    entry = Entry.objects.get(act="make-token")
    assert (entry.who, entry.details["scopes"]) == (user, ["cases:read"])
    assert found[0] not in str(entry.details)


@pytest.mark.django_db
def test_staff_without_a_second_factor_make_no_token(
    person: People, logged_in: Browser
) -> None:
    user = person(Role.COORDINATOR, factor=False)

    answer = logged_in(user).post(PAGE, ASKED)

    assert answer["Location"] == "/account/second-factor/totp/activate/"
    assert not Token.objects.exists()


@pytest.mark.django_db
def test_a_long_ago_password_is_asked_for_again(
    person: People, logged_in: Browser
) -> None:
    user = person(Role.COORDINATOR)
    browser = _known(logged_in(user), user)
    session = browser.session
    for each in session["account_authentication_methods"]:
        each["at"] = time.time() - 3600
    session.save()

    assert browser.post(PAGE, ASKED)["Location"].startswith("/account/reauthenticate/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [
        ("", [Scope.CASES_READ], 30),
        (" ", [Scope.CASES_READ], 30),
        ("a", [], 30),
        ("a", [Scope.CASES_READ], 0),
        ("a", [Scope.CASES_READ], 367),
        ("a", [Scope.AUDIT_READ], 30),
        ("a", [Scope.CASES_READ, Scope.WEBHOOKS_WRITE], 30),
    ],
)
def test_a_token_that_goes_too_far_is_not_made(
    person: People, name: str, scopes: list[Scope], days: int
) -> None:
    with pytest.raises(TokenError):
        MakeToken(name, scopes, days, person(Role.COORDINATOR)).execute()


@pytest.mark.django_db
def test_a_person_has_so_many_tokens_and_no_more(person: People) -> None:
    user = person(Role.AUDITOR)
    made = [token(user)[0] for _ in range(MOST_TOKENS)]

    with pytest.raises(TokenError):
        token(user)
    RevokeToken(made[0], user).execute()

    assert token(user)[0].revoked is None


@pytest.mark.django_db
def test_the_form_offers_what_the_roles_allow(
    person: People, logged_in: Browser
) -> None:
    page = logged_in(person(Role.PARTY)).get(PAGE).content.decode()

    offered = [scope for scope in Scope if f'value="{scope.value}"' in page]
    assert offered == [
        Scope.CASES_READ,
        Scope.RECORDS_WRITE,
        Scope.DETERMINATIONS_READ,
        Scope.LIBRARY_READ,
    ]


@pytest.mark.django_db
def test_one_revokes_ones_own_and_an_administrator_anybodys(
    person: People, logged_in: Browser
) -> None:
    owner, other, chief = (
        person(Role.COORDINATOR),
        person(Role.COORDINATOR),
        person(Role.ADMINISTRATOR),
    )
    first, second = token(owner)[0], token(owner)[0]

    assert logged_in(other).post(f"{PAGE}{first.pk}/revoke/").status_code == 404
    with pytest.raises(PermissionDenied):
        RevokeToken(first, other).execute()
    logged_in(owner).post(f"{PAGE}{first.pk}/revoke/")
    logged_in(chief).post(f"{PAGE}{second.pk}/revoke/")
    RevokeToken(first, owner).execute()

    assert Token.objects.filter(revoked__lte=timezone.now()).count() == 2
    assert Entry.objects.filter(act="revoke-token").count() == 2


@pytest.mark.django_db
def test_the_reference_shows_every_operation_without_a_script() -> None:
    from workbench.api.description import document

    page = Client().get("/api/v1/reference/").content.decode()

    assert [path for path in document()["paths"] if f">{path}<" not in page] == []
    assert "<script" not in page
    assert 'id="problem-case-state"' in page


@pytest.mark.django_db
def test_staff_find_their_tokens_from_the_first_page(
    person: People, logged_in: Browser
) -> None:
    assert PAGE in logged_in(person(Role.AUDITOR)).get("/").content.decode()
