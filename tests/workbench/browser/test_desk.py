"""The reviewer's desk in a browser: by keyboard, without scripts, for everybody."""

import re

import pytest
from playwright.sync_api import Page, expect

from openimr.domain import Decision, Finding, Verdict
from tests.workbench.conftest import PASSWORD, People
from tests.workbench.desks import Desk, in_review
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.review.models import Signature
from workbench.review.viewer.tasks import draw_pages

from .conftest import Browse, sound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(transactional_db: None, person: People) -> Desk:
    made = in_review(person)
    made.start()
    draw_pages.func(str(made.bench.reading.pk))
    return made


def _open(desk: Desk, browse: Browse, rest: str = "", **options: object) -> Page:
    page = browse(desk.reviewer, **options)
    page.goto(f"/desk/{desk.assignment.pk}/{rest}")
    return page


@pytest.mark.appearance
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_of_the_desk_is_sound_for_everybody(
    desk: Desk, browse: Browse, width: int, scheme: str
) -> None:
    page = _open(desk, browse, width=width, color_scheme=scheme)
    for address in ("", "?item=0", "letter/", "../"):
        page.goto(f"/desk/{desk.assignment.pk}/{address}")
        if address.startswith("?") or not address:
            page.locator("#page-view[data-number]:not([aria-busy])").wait_for()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        sound(page)


def test_a_case_is_decided_by_keyboard_alone_and_signed(
    desk: Desk, browse: Browse
) -> None:
    page = _open(desk, browse, "?item=2")

    page.keyboard.press("j")
    page.keyboard.press("j")
    first = page.locator("[data-criterion]").nth(1)
    expect(first).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.type("The plan of care says so.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-criterion]").nth(1)).to_be_focused()
    assert [one.status for one in desk.bench.content.work.overrulings] == [Verdict.MET]

    for _ in range(2):
        page.keyboard.press("d")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("As I find it.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#decision")).to_be_focused()
        page.keyboard.press("p")
        page.wait_for_url("**/?item=1*")
    assert [one.decision for one in desk.bench.content.work.decisions] == [
        Decision.UPHELD,
        Decision.UPHELD,
    ]

    page.keyboard.press("w")
    page.keyboard.press("Control+A")
    page.keyboard.type("No spasm is recorded on this examination. [1]")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("g")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign the determination").wait_for()
    sound(page)
    for box in page.locator("[name=attested]").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Sign the determination").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("You signed this case")).to_be_visible(timeout=20_000)
    assert Signature.objects.count() == 1
    assert Case.objects.get().state == State.SIGNED


def test_words_that_are_marked_on_the_page_become_a_fact(
    desk: Desk, browse: Browse
) -> None:
    chosen = desk.selection()
    page = _open(desk, browse, "?item=1")
    page.locator("#page-view[data-number]").wait_for()
    page.locator(f'.desk-item a[data-page="{chosen.page}"]').first.click()
    page.locator(f'#page-view[data-number="{chosen.page}"]').wait_for()

    page.keyboard.press("Escape")
    page.locator("#page-view").evaluate("e => e.focus()")
    page.keyboard.press("t")
    page.locator("#page-words").evaluate(
        "(e, at) => e.setSelectionRange(at[0], at[1])", [chosen.start, chosen.end]
    )
    page.keyboard.press("Enter")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("f")
    expect(page.locator("#fact-words")).to_have_value(chosen.words)
    expect(page.locator("#fact-id")).to_be_focused()
    page.keyboard.type("muscle_spasm_exam")
    page.get_by_label("Documented as absent, or denied").check()
    page.get_by_role("button", name="Add the fact").click()

    expect(page.locator("#facts .own-fact")).to_contain_text("documented as absent")
    assert [one.finding for one in desk.bench.content.work.facts] == [Finding.ABSENT]


def test_a_passage_opens_beside_the_item_with_its_words_marked(
    desk: Desk, browse: Browse
) -> None:
    page = _open(desk, browse, "?item=1")
    page.locator("#page-view[data-number]").wait_for()
    link = page.locator(".criterion a[data-start]").first
    number = link.get_attribute("data-page")

    link.click()

    page.locator(f'#page-view[data-number="{number}"] rect.asked').first.wait_for()
    expect(page).to_have_url(re.compile(r"/desk/\d+/\?item=1"))


def test_keys_are_told_can_be_switched_off_and_rest_in_fields(
    desk: Desk, browse: Browse
) -> None:
    page = _open(desk, browse, "?item=1")
    page.locator("#page-view[data-number]").wait_for()

    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys of the desk")).to_be_visible()
    sound(page)
    page.locator("#desk-help").get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-criterion]:focus")).to_have_count(0)
    page.locator("#decision-reason").focus()
    page.keyboard.type("joe?")
    expect(page.locator("#decision-reason")).to_have_value("joe?")


def test_without_scripts_everything_is_read_and_decided(
    desk: Desk, browse: Browse
) -> None:
    page = _open(desk, browse, "?item=1", java_script_enabled=False)
    page.locator(".criterion a[data-start]").first.click()
    expect(page.locator("#page-view-head")).to_be_visible()
    page.go_back()
    page.get_by_label("Overturned", exact=True).check()
    page.get_by_role("button", name="Save the decision").click()

    expect(page.get_by_text("Decided:")).to_be_visible()
    assert [one.decision for one in desk.bench.content.work.decisions] == [
        Decision.OVERTURNED
    ]
    assert User.objects.count() == 2
