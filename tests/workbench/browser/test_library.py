"""The library in a browser: with and without scripts, wide and narrow, no faults."""

import re

import pytest
from playwright.sync_api import expect

from tests.workbench.conftest import People
from workbench.people.roles import Role

from .conftest import Browse, sound

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("library"),
]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_everybody_goes_from_a_search_to_a_letter_and_on(
    browse: Browse, width: int, scheme: str
) -> None:
    page = browse(None, width, color_scheme=scheme)
    view = f"{width}-{scheme}"

    page.goto("/library/")
    page.get_by_label("Search for").fill("spasm")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("q=spasm"))
    sound(page, f"search-{view}")
    page.get_by_role("link", name="tizanidine").first.click()
    page.get_by_role("link", name="Drug: tizanidine").wait_for()
    page.get_by_role("heading", level=3).get_by_role("link").first.click()
    page.get_by_role("heading", name="Rationale").first.wait_for()
    page.wait_for_load_state()  # before that, links are followed without scripts
    page.get_by_role("link", name="of both outcomes").first.click()
    page.get_by_role("heading", name="Nearest upheld").wait_for()

    expect(page).not_to_have_url(re.compile("/like/"))
    sound(page, f"letter-{view}")
    page.get_by_role("link", name="p. 66").first.click()
    expect(page.get_by_role("heading", name="28 decisions")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_figures_are_seen_and_read(browse: Browse, width: int, scheme: str) -> None:
    page = browse(None, width, color_scheme=scheme)

    page.goto("/library/figures/")
    page.get_by_label("Group by").select_option("class")
    page.get_by_role("button", name="Count").click()
    picture = page.get_by_role("img", name="Chart: ")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)

    assert picture.evaluate("image => image.naturalWidth") > 100
    expect(page.get_by_role("rowheader", name="muscle relaxant")).to_be_visible()
    sound(page, f"figures-{width}-{scheme}")


def test_the_library_is_read_without_scripts(browse: Browse) -> None:
    page = browse(None, java_script_enabled=False)

    page.goto("/library/?q=drug:tizanidine")
    page.get_by_role("heading", level=3).get_by_role("link").first.click()
    page.get_by_role("link", name="of both outcomes").first.click()

    expect(page).to_have_url(re.compile("/like/"))
    expect(page.get_by_role("heading", name="Nearest upheld")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_search_is_saved_and_found_again(
    browse: Browse, person: People, width: int
) -> None:
    page = browse(person(Role.PARTY), width)

    page.goto("/library/?q=spasm")
    page.get_by_label("Name").fill("Spasm")
    page.get_by_role("button", name="Save this search").click()
    saved = page.get_by_role("link", name="Spasm", exact=True)
    expect(saved).to_be_visible()
    sound(page, f"saved-{width}")
    saved.click()

    expect(page.get_by_label("Search for")).to_have_value("spasm")


@pytest.mark.parametrize("address", ["/library/?q=durg:x", "/library/figures/?top=x"])
def test_refusals_are_sound_pages(browse: Browse, address: str) -> None:
    page = browse()

    page.goto(address)

    expect(page.get_by_role("alert")).to_be_visible()
    sound(page, f"refused-{len(address)}")
