"""The case file in a browser: selecting words, keys, pages in place, no scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.workbench.conftest import People
from tests.workbench.desk import filed, on_desk
from workbench.assignment.models import Assignment
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.viewer.case_book import book_of
from workbench.review.viewer.tasks import draw_pages

from .conftest import Browse, sound

Desk = tuple[Assignment, User]
_LISTEN = """() => {
  window.told = [];
  document.addEventListener("openimr:selected", (event) => told.push(event.detail));
}"""


@pytest.fixture
def desk(transactional_db: None, person: People) -> Desk:
    """Return a case of three pages on a desk, its pictures drawn."""
    chief, reviewer = person(Role.COORDINATOR), person(Role.REVIEWER)
    case = filed(chief)
    draw_pages.func(str(case.readings.get().pk))
    return on_desk(case, reviewer, chief), reviewer


def _text(assignment: Assignment) -> str:
    return book_of(assignment.case.readings.get()).case.pages[0].text


def _opened(desk: Desk, browse: Browse, address: str, **options: object) -> Page:
    page = browse(desk[1], **options)
    page.goto(f"/desk/{desk[0].pk}/{address}")
    return page


def test_words_selected_on_the_picture_are_told_as_they_stand_in_the_text(
    desk: Desk, browse: Browse
) -> None:
    page = _opened(desk, browse, "pages/1/")
    page.evaluate(_LISTEN)
    first = page.locator("tspan", has_text="Tizanidine").bounding_box()
    last = page.locator("tspan", has_text="spasm").bounding_box()
    assert first
    assert last

    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(
        last["x"] + last["width"] - 5, last["y"] + last["height"] / 2, steps=4
    )
    page.mouse.up()
    page.wait_for_function("() => told.length")

    text = _text(desk[0])
    (told,) = page.evaluate("() => told")
    assert told["page"] == 1
    assert told["quote"] == text[told["start"] : told["end"]]
    assert told["quote"] == "Tizanidine 4 mg #60\nLow back spasm,"
    expect(page.locator("[data-chosen]")).to_contain_text("Chosen on page 1")
    copied = page.evaluate("""() => {
      const given = new DataTransfer();
      const copy = new ClipboardEvent("copy", { clipboardData: given, bubbles: true });
      document.querySelector("tspan").dispatchEvent(copy);
      return given.getData("text/plain");
    }""")
    assert copied == told["quote"]


def test_words_are_chosen_by_keyboard_alone(desk: Desk, browse: Browse) -> None:
    page = _opened(desk, browse, "pages/1/")
    page.evaluate(_LISTEN)

    page.keyboard.press("t")
    expect(page.locator("#page-words")).to_be_focused()
    page.keyboard.press("Control+Home")
    for _ in range(8):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("x")  # nothing is written into a record
    page.keyboard.press("Enter")

    assert page.evaluate("() => told") == [
        {"page": 1, "start": 0, "end": 8, "quote": "PROGRESS"}
    ]


def test_characters_beyond_the_basic_plane_count_once(
    desk: Desk, browse: Browse
) -> None:
    page = _opened(desk, browse, "pages/1/")
    page.evaluate(_LISTEN)
    page.evaluate("""() => {
      const line = document.querySelector("[data-lines] > .line");
      line.textContent = "\\u{1D40F}\\u{1D411} report";
      const words = document.querySelector("#page-words");
      words.value = "\\u{1D40F}\\u{1D411} report";
      words.setSelectionRange(5, 11);
      document.querySelector("[data-take]").click();
    }""")

    (told,) = page.evaluate("() => told")
    assert (told["start"], told["end"], told["quote"]) == (3, 9, "report")


def test_keys_and_links_open_pages_in_place(desk: Desk, browse: Browse) -> None:
    page = _opened(desk, browse, "pages/1/")
    head = page.locator("#page-view-head")
    page.evaluate("() => { window.same = true; }")

    page.keyboard.press("]")
    expect(head).to_have_text("Page 2 of 3")
    page.keyboard.press("}")
    expect(head).to_have_text("Page 3 of 3")
    page.keyboard.press("[")
    expect(head).to_have_text("Page 2 of 3")
    page.evaluate("""() => {
      const asked = document.createElement("button");
      asked.dataset.page = "1";
      asked.dataset.start = "0";
      asked.dataset.end = "8";
      document.querySelector("main").append(asked);
      asked.textContent = "Evidence";
    }""")
    page.get_by_role("button", name="Evidence").click()

    expect(head).to_have_text("Page 1 of 3")
    expect(page.locator("rect.asked")).to_have_count(1)
    expect(page.get_by_role("button", name="Evidence")).to_be_focused()
    assert page.evaluate("() => window.same")
    expect(page).to_have_url(re.compile(r"/pages/1/\?start=0&end=8$"))


def test_pages_grow_and_turn_and_keys_can_be_switched_off(
    desk: Desk, browse: Browse
) -> None:
    page = _opened(desk, browse, "pages/1/")
    picture = page.locator(".page-picture")

    page.keyboard.press("+")
    expect(picture).to_have_attribute("width", "125%")
    page.keyboard.press("r")
    expect(picture).to_have_attribute("viewBox", "0 0 792 612")
    expect(picture).to_have_attribute("width", "125%")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("]")
    page.keyboard.press("0")

    expect(picture).to_have_attribute("width", "125%")
    expect(page.locator("#page-view-head")).to_have_text("Page 1 of 3")


def test_keys_do_nothing_while_somebody_types(desk: Desk, browse: Browse) -> None:
    page = _opened(desk, browse, "pages/1/")

    page.get_by_label("Search this case").fill("")
    page.keyboard.type("]r+")

    expect(page.get_by_label("Search this case")).to_have_value("]r+")
    expect(page.locator("#page-view-head")).to_have_text("Page 1 of 3")


def test_the_file_is_read_without_scripts(desk: Desk, browse: Browse) -> None:
    page = _opened(desk, browse, "documents/", java_script_enabled=False)

    page.get_by_role("link", name="Progress report").last.click()
    expect(page.locator("#page-view-head")).to_have_text("Page 1 of 3")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#page-view-head")).to_have_text("Page 2 of 3")
    page.get_by_label("Search this case").fill("tizanidine")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Page 1").first.click()
    expect(page.locator("rect.hit")).to_have_count(1)
    page.get_by_text("Text of this page").click()
    expect(page.locator("mark.hit")).to_have_text("Tizanidine")


@pytest.mark.appearance
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_the_viewer_have_no_fault_that_axe_finds(
    desk: Desk, browse: Browse, width: int
) -> None:
    page = browse(desk[1], width)
    loud: list[str] = []
    page.on("console", lambda said: loud.append(said.text))
    page.on("pageerror", lambda error: loud.append(str(error)))

    for address in (
        "pages/1/?start=0&end=8&q=spasm",
        "pages/3/",
        "documents/",
        "search/?q=spasm",
        "timeline/",
    ):
        page.goto(f"/desk/{desk[0].pk}/{address}")
        page.wait_for_load_state("networkidle")
        sound(page)
    assert loud == []
