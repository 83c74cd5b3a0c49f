"""Assignment in a browser: from the ranked reviewers to the open file."""

import pytest
from playwright.sync_api import expect

from tests.workbench.assigning import described, ready
from tests.workbench.conftest import People
from workbench.assignment.actions import AssignReviewer, Seat
from workbench.assignment.models import Assignment
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import Browse, sound

pytestmark = pytest.mark.django_db(transaction=True)


def staffed(person: People) -> tuple[User, Case]:
    """Return a coordinator and a case for which somebody may, is near, and may not."""
    by = person(Role.COORDINATOR)
    ties = [{"organisation": "Fernwick Spine Group", "tie": "group"}]
    described(person(Role.REVIEWER), "Ines Pellworth, MD", affiliations=ties)
    described(person(Role.REVIEWER), "O. Lindqvist, MD")
    described(person(Role.REVIEWER), "Osric Lindqvist, DO")
    person(Role.REVIEWER)
    case = ready(by)
    Case.objects.filter(pk=case.pk).update(worker="Tomas Verhoeven")
    return by, case


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (390, "dark")], ids=["wide", "narrow"]
)
def test_every_page_is_free_of_barriers(
    person: People, browse: Browse, width: int, scheme: str
) -> None:
    by, case = staffed(person)
    reviewer = User.objects.get(name="Ines Pellworth, MD")
    seated = ready(by)
    [one] = AssignReviewer(seated, [Seat(reviewer)], by).execute()
    page = browse(by, width, color_scheme=scheme)
    own = browse(reviewer, width, color_scheme=scheme)

    for path in (
        "",
        "reviewers/",
        f"reviewers/{reviewer.pk}/",
        "plan/",
        f"{case.pk}/",
        f"{seated.pk}/",
    ):
        page.goto(f"/assignment/{path}")
        for each in page.locator("summary").all():
            each.click()
        sound(page)
    page.goto("/assignment/plan/")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("heading", name="Proposed")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Assign those that are ticked").click()
    expect(page.get_by_role("heading", name="What came of the plan")).to_be_visible()
    sound(page)
    page.reload()
    told = page.get_by_role("heading", name="Had by the same reviewer before")
    expect(told).to_be_visible()
    sound(page)
    for path in ("mine/", f"{one.pk}/attest/"):
        own.goto(f"/assignment/{path}")
        sound(own)


def test_a_case_goes_from_the_coordinator_to_the_reviewer_by_keyboard(
    person: People, browse: Browse
) -> None:
    by, case = staffed(person)
    page = browse(by, java_script_enabled=False)
    page.goto(f"/assignment/{case.pk}/")

    page.get_by_label("Ines Pellworth, MD").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Give the case").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Assigned.")).to_be_visible()
    [one] = Assignment.objects.select_related("reviewer")
    own = browse(one.reviewer, java_script_enabled=False)
    own.goto("/assignment/mine/")
    own.get_by_role("link", name="Look for conflicts").focus()
    own.keyboard.press("Enter")
    own.get_by_label("I attest to this").focus()
    own.keyboard.press("Space")
    own.get_by_role("button", name="Attest").focus()
    own.keyboard.press("Enter")
    expect(own.get_by_text("Attested, and recorded.")).to_be_visible()
    case.refresh_from_db()
    assert case.state == State.IN_REVIEW
