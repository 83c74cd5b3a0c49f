"""Pages of refusal and of failure in a browser: they look like the site."""

import pytest
from django.db import OperationalError
from playwright.sync_api import Page, expect

from tests.workbench.conftest import People
from workbench.people.roles import Role

from .conftest import Browse, sound

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.appearance]


def _sound_in_both(page: Page, name: str) -> None:
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        sound(page, f"{name}-{width}-{scheme}")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("link", name="OpenIMR")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/people/", 403, "This page is not open to you"),
        ("/nothing/here/", 404, "There is no such page"),
    ],
)
def test_a_refusal_is_a_page_of_the_site(
    person: People, browse: Browse, address: str, status: int, words: str
) -> None:
    page = browse(person(Role.COORDINATOR))

    answer = page.goto(address)

    assert answer
    assert answer.status == status
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    _sound_in_both(page, f"error-{status}")


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (RuntimeError("a fault of the program"), 500, "This is our fault"),
        (OperationalError("the database is away"), 503, "For a moment not there"),
    ],
)
def test_a_failure_is_a_page_of_the_site(
    browse: Browse,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    status: int,
    words: str,
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("workbench.people.views.render", fail)
    page = browse()

    answer = page.goto("/")

    assert answer
    assert answer.status == status
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    _sound_in_both(page, f"error-{status}")
