"""The site without a mouse, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.workbench.conftest import PASSWORD, People
from tests.workbench.desks import Desk, in_review
from tests.workbench.making import example_read
from workbench.cases.states import State
from workbench.people.roles import Role
from workbench.review.models import Signature
from workbench.review.viewer.tasks import draw_pages

from .conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)

_MOST = 150
"""Steps of the Tab key before something counts as out of reach."""

_NAMED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.innerText ?? "";
  const words = label || at.innerText || at.name || "";
  return [at.tagName, words.trim().replace(/\\s+/g, " ")];
}"""


@pytest.fixture
def desk(transactional_db: None, person: People) -> Desk:
    made = in_review(person)
    draw_pages.func(str(made.bench.reading.pk))
    return made


def reach(page: Page, words: str, tag: str = "") -> None:
    """Press Tab until what has the focus is called so; a mouse is not touched.

    Raises:
        AssertionError: the focus never comes there, or is not to be seen.
    """
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        found, told = page.evaluate(_NAMED)
        if re.match(words, told) and found in (tag.upper() or found):
            seen = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(seen) != "none"
            return
    raise AssertionError(f"Tab never comes to {words!r} on {page.url}")


def press(page: Page, words: str, tag: str = "") -> None:
    """Reach something and press Enter; wait for the page that this leads to."""
    reach(page, words, tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_case_is_signed_with_tab_space_and_enter_alone(
    desk: Desk, browse: Browse
) -> None:
    page = browse(desk.reviewer)
    page.goto("/")
    press(page, "My cases", "A")
    press(page, f"Review {desk.case.number}", "A")
    press(page, "Begin the draft", "BUTTON")

    for number, choose in ((1, "ArrowDown"), (2, "Space")):
        press(page, rf"{number}\.", "A")
        reach(page, "Upheld", "INPUT")
        page.keyboard.press(choose)
        reach(page, "Reason", "TEXTAREA")
        page.keyboard.type("As I find it.")
        reach(page, "Save the decision", "BUTTON")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Decided:").first).to_be_visible()

    press(page, "Sign", "A")
    reach(page, "Password", "INPUT")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in page.locator("[name=attested]").all():
        reach(page, "", "INPUT")
        page.keyboard.press("Space")
    press(page, "Sign the determination", "BUTTON")

    expect(page.get_by_text("You signed this case")).to_be_visible(timeout=20_000)
    assert Signature.objects.get().case == desk.case
    desk.case.refresh_from_db()
    assert desk.case.state == State.SIGNED


def test_a_reviewer_reads_everything_without_scripts(
    desk: Desk, browse: Browse
) -> None:
    desk.start()
    page = browse(desk.reviewer, java_script_enabled=False)
    page.goto(f"/desk/{desk.assignment.pk}/?item=1")
    expect(page.locator("[data-criterion]").first).to_be_visible()

    page.goto(f"/desk/{desk.assignment.pk}/documents/")
    page.locator("main table a").first.click()
    expect(page.locator("#page-view-head")).to_be_visible()
    expect(page.locator("#page-view image, #page-view img").first).to_be_visible()
    page.goto(f"/desk/{desk.assignment.pk}/search/")
    page.locator("main input:not([type=hidden])").first.fill("spasm")
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    page.goto(f"/desk/{desk.assignment.pk}/letter/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_coordinator_reads_queue_and_case_without_scripts(
    person: People, browse: Browse
) -> None:
    user = person(Role.COORDINATOR)
    case = example_read(user)
    page = browse(user, java_script_enabled=False)

    page.goto("/")
    page.get_by_role("link", name="read, to be screened").click()
    page.get_by_role("link", name=case.number).click()

    expect(page.get_by_role("heading", level=1, name=case.number)).to_be_visible()
    for name in ("Clock", "Records"):
        expect(page.get_by_role("heading", name=re.compile(name)).first).to_be_visible()
