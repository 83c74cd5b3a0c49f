"""The quality lead's pages in a browser: seen, checked by axe, used by keyboard."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.workbench.conftest import People
from tests.workbench.signed import AGREE, NO, otherwise, signed
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.roles import Role
from workbench.quality.models import Release

from .conftest import Browse, sound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_queue_case_and_figures_are_open_to_everybody_who_looks(
    person: People, browse: Browse, width: int, scheme: str
) -> None:
    reviewers = [person(Role.REVIEWER), person(Role.REVIEWER)]
    case = signed(
        person(Role.COORDINATOR), *reviewers, choices=[otherwise(1, NO), AGREE]
    )
    Case.objects.update(next_due=timezone.localdate())
    page = browse(person(Role.QUALITY), width, color_scheme=scheme)

    page.goto("/quality/")
    expect(page.get_by_text("due today")).to_be_visible()
    sound(page)
    page.get_by_role("link", name=case.number).click()
    page.get_by_text("Return to the reviewer").first.click()
    expect(page.get_by_label("What is to be mended").first).to_be_visible()
    expect(page.get_by_text("even split").first).to_be_visible()
    sound(page)
    page.goto("/quality/figures/")
    sound(page)


def test_a_case_is_passed_and_released_by_keyboard_alone(
    person: People, browse: Browse
) -> None:
    case = signed(person(Role.COORDINATOR), person(Role.REVIEWER))
    page = browse(person(Role.QUALITY), java_script_enabled=False)
    page.goto(f"/quality/{case.pk}/")

    page.get_by_role("button", name="Pass", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Passed.").wait_for()
    page.get_by_role("button", name="Release", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("The parties can read").wait_for(timeout=60_000)

    assert Release.objects.get().case == case
    case.refresh_from_db()
    assert case.state == State.RELEASED
    expect(
        page.get_by_role("link", name="Reader's version, Spanish (PDF)")
    ).to_be_visible()
