"""Who may open what: every address of the site with every role."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import get_resolver

from workbench.people.access import right_of
from workbench.people.checks import every_view_says_who_may_use_it, views
from workbench.people.models import User
from workbench.people.roles import RIGHTS, Right, Role

from .conftest import People

Browser = Callable[[User], Client]
_FILLINGS = {
    "str:name": "letter.pdf",
    "uuid:pk": "00000000-0000-4000-8000-000000000000",
    "str:secret": "no-such-secret",
    "str:letter": "0" * 32,
    "int:number": "1",
    "int:pk": "1",
    "int:start": "0",
}
_NAMED = re.compile(r"<([^>]+)>")
_GROUPS = {"pk": _FILLINGS["uuid:pk"], "verb": "give"}


def _addresses() -> Iterator[tuple[str, Right]]:
    for route, view in views(get_resolver().url_patterns):
        module = getattr(getattr(view, "view_class", view), "__module__", "")
        right = right_of(view)
        if right is not None and not module.startswith("allauth.") and route not in API:
            yield _filled(route), right


def _filled(route: str) -> str:
    address = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: _GROUPS[m[1]], route)
    address = _NAMED.sub(lambda m: _FILLINGS[m[1]], address)
    return "/" + address.replace("^", "").replace("$", "")


API = frozenset(
    route
    for route, _ in views(get_resolver().url_patterns)
    if route.startswith("api/") and route != "api/v1/reference/"
)
"""Addresses for programs; ``test_api_matrix`` walks these, by their tokens."""

ADDRESSES = tuple(_addresses())


def test_every_view_names_its_right() -> None:
    assert every_view_says_who_may_use_it() == []


def test_the_walk_finds_the_site() -> None:
    assert {"/", "/people/", "/audit/export/"} <= {address for address, _ in ADDRESSES}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("address", "right"), ADDRESSES)
def test_a_role_opens_what_its_rights_say_and_nothing_else(
    person: People, logged_in: Browser, address: str, right: Right, role: Role
) -> None:
    browser = logged_in(person(role))

    for answer in (browser.get(address), browser.post(address)):
        if right not in RIGHTS[role]:
            assert answer.status_code == 403
        else:
            assert answer.status_code != 403 or address == "/metrics"
            assert answer.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "right"), ADDRESSES)
def test_a_stranger_is_asked_to_log_in(address: str, right: Right) -> None:
    answer = Client().get(address)

    if right is Right.PUBLIC:
        assert answer.status_code in {200, 403, 405, 410}
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTY])
def test_staff_without_a_second_factor_get_no_further_than_setting_it_up(
    person: People, logged_in: Browser, role: Role
) -> None:
    browser = logged_in(person(role, factor=False))

    answer = browser.get("/")

    assert answer.status_code == 302
    assert answer["Location"] == "/account/second-factor/totp/activate/"


@pytest.mark.django_db
def test_a_closed_account_opens_nothing(person: People, logged_in: Browser) -> None:
    user = person(Role.ADMINISTRATOR)
    browser = logged_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    answer = browser.get("/people/")

    assert answer.status_code == 302


@pytest.mark.django_db
def test_six_wrong_tries_close_the_log_in(person: People) -> None:
    user = person(Role.PARTY)
    browser = Client()

    answers = [
        browser.post("/account/login/", {"login": user.email, "password": f"wrong{n}"})
        for n in range(7)
    ]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429


@pytest.mark.django_db
def test_pages_forbid_inline_scripts_and_foreign_files() -> None:
    answer = Client().get("/")

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "<script>" not in answer.content.decode()
