"""The pages about programs in a browser: readable, without violations."""

import pytest
from django.utils import timezone

from tests.workbench.conftest import PASSWORD, People
from tests.workbench.tokens import token
from workbench.api.hooks.actions import AddEndpoint, TestEndpoint
from workbench.api.models import Delivery, Token
from workbench.people.roles import Role

from .conftest import Browse, sound


@pytest.mark.django_db(transaction=True)
@pytest.mark.appearance
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_pages_about_programs_are_sound(
    person: People, browse: Browse, width: int, scheme: str
) -> None:
    user = person(Role.ADMINISTRATOR)
    token(user)
    webhook, _ = AddEndpoint("http://127.0.0.1:9/in", ["case.moved"], user).execute()
    TestEndpoint(webhook, user).execute()
    TestEndpoint(webhook, user).execute()
    first = Delivery.objects.order_by("pk")[0]
    Delivery.objects.filter(pk=first.pk).update(
        state="failed", fault="The address did not answer.", made=timezone.now()
    )
    page = browse(user, width, color_scheme=scheme)

    for name, address in (
        ("tokens", "/programs/tokens/"),
        ("webhooks", "/programs/webhooks/"),
        ("webhook", f"/programs/webhooks/{webhook.pk}/"),
        ("reference", "/api/v1/reference/"),
    ):
        page.goto(address)
        sound(page, f"{name}-{width}-{scheme}")


@pytest.mark.django_db(transaction=True)
def test_a_person_makes_a_token_by_keyboard_alone(
    person: People, browse: Browse
) -> None:
    page = browse(person(Role.COORDINATOR))
    page.goto("/programs/tokens/")

    page.get_by_label("Name").focus()
    page.keyboard.type("nightly intake")
    page.get_by_role("checkbox", name="cases:read").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Make a token").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reauthenticate/**")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_role("status").get_by_text("oimr_").wait_for()
    assert Token.objects.get().name == "nightly intake"
