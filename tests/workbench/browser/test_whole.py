"""Every page of the site in a browser, for the role that may open it."""

import re
import time
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.workbench.conftest import People
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.people.sessions import SessionStore

from .conftest import Browse, faults, pictured
from .whole import Place, whole

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.appearance]

_PAGE = "<!doctype html>"
REFUSED = frozenset({400, 404, 410, 422})
"""Statuses of refusals that are pages of their own."""

_OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
_STATUS = "Failed to load resource: the server responded with a status of 4"
WALKS: Mapping[str, tuple[Right | None, frozenset[Right], tuple[str, ...]]] = {
    "a stranger": (None, frozenset({Right.PUBLIC}), ()),
    "a party": (
        Right.TAKE_PART,
        frozenset({Right.TAKE_PART, Right.SIGNED_IN}),
        ("/", "/account/"),
    ),
    "a coordinator": (Right.COORDINATE, frozenset({Right.COORDINATE}), ("/",)),
    "a reviewer": (Right.REVIEW, frozenset({Right.REVIEW}), ("/", "/account/")),
    "the quality lead": (Right.ASSURE, frozenset({Right.ASSURE}), ("/",)),
    "an auditor": (Right.AUDIT, frozenset({Right.AUDIT}), ("/",)),
    "an administrator": (Right.ADMINISTER, frozenset({Right.ADMINISTER}), ("/",)),
}
"""Who walks, over the pages of which rights, and over which open ones besides."""


def _is_page(page: Page, address: str) -> bool:
    """Tell a page from a file, a part of a page, and an address for forms alone."""
    answer = page.request.get(address, max_redirects=0)
    assert answer.status < 500, address
    if not answer.ok and answer.status not in REFUSED:
        return False
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return False
    return answer.text().lstrip().lower().startswith(_PAGE)


def _told(page: Page) -> dict[str, object]:
    return page.evaluate(  # type: ignore[no-any-return]
        """() => ({
          language: document.documentElement.lang,
          titled: document.title.trim().length > "OpenIMR".length,
          headings: document.querySelectorAll("h1").length,
        })"""
    )


def _wrong(page: Page, place: Place, language: str, said: list[str]) -> Iterator[str]:
    told = {"language": language, "titled": True, "headings": 1}
    if _told(page) != told:
        yield f"{place.address}: {_told(page)}"
    yield from (f"{place.address} says {words}" for words in said)
    name = re.sub(r"\W+", "-", place.address).strip("-")[:80] or "home"
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        pictured(page, f"{name}-{language}-{width}-{scheme}")
        yield from faults(page)


def _opens(place: Place, rights: frozenset[Right], besides: tuple[str, ...]) -> bool:
    if place.right in rights:
        return True
    return any(
        place.address == one or (one != "/" and place.address.startswith(one))
        for one in besides
    )


def _trust(page: Page, user: User | None) -> None:
    """Make the log-in a fresh one by password, as signing asks for."""
    for cookie in page.context.cookies():
        session = SessionStore(cookie["value"])
        now = time.time()
        record = {"method": "password", "at": now, "reauthenticated": True}
        session["account_authentication_methods"] = [record]
        session["account_authentication_methods_user"] = str(user.pk if user else "")
        session.save()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("who", WALKS)
def test_every_page_is_sound_for_whom_it_is_open_to(
    person: People, browse: Browse, who: str
) -> None:
    right, rights, besides = WALKS[who]
    site = whole(person)
    user = site.people[right] if right else None
    page = browse(user)
    _trust(page, user)
    said: list[str] = []

    def hear(one: ConsoleMessage) -> None:
        if one.type == "error":
            said.append(one.text)

    page.on("console", hear)
    page.on("pageerror", lambda one: said.append(str(one)))
    wrong: list[str] = []
    walked = 0

    for place in site.places():
        if not _opens(place, rights, besides) or not _is_page(page, place.address):
            continue
        said.clear()
        answer = page.goto(place.address)
        assert answer
        if answer.status in REFUSED:
            said[:] = [words for words in said if not words.startswith(_STATUS)]
        expect(page.locator("#page-view[aria-busy]")).to_have_count(0)
        page.evaluate(_OPEN)
        language = "es" if right is Right.TAKE_PART and place.bilingual else "en"
        wrong += _wrong(page, place, language, said)
        walked += 1

    assert "\n".join(wrong) == ""
    assert walked > 2
