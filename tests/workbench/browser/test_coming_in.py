"""How somebody of the organisation comes in: invited, with a second factor."""

import base64
import hmac
import re
import struct
import time

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.workbench.conftest import PASSWORD, People
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import Browse, sound


def code(secret: str, at: float) -> str:
    """Return the six figures that an authenticator shows (RFC 6238, RFC 4226)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    told = hmac.digest(key, struct.pack(">Q", int(at) // 30), "sha1")
    start = told[-1] & 15
    number = int.from_bytes(told[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.mark.parametrize(
    ("at", "expected"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(at: int, expected: str) -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()

    assert code(secret, at) == expected


def _logged_in(page: Page) -> None:
    page.get_by_label("Email").fill("cora@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def _invited(admin: Page) -> str:
    """Invite a coordinator; return the way in."""
    admin.goto("/people/")
    admin.get_by_label("Name").fill("Cora Lindqvist")
    admin.get_by_label("E-mail address").fill("cora@example.org")
    admin.get_by_label("Role").select_option("coordinator")
    admin.get_by_role("button", name="Invite").click()
    return admin.locator(".note code").inner_text()


@pytest.mark.django_db(transaction=True)
def test_an_invited_coordinator_must_set_up_a_second_factor_and_uses_it(
    person: People, browse: Browse, settings: LazySettings
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # a slow machine may miss the half minute
    way_in = _invited(browse(person(Role.ADMINISTRATOR)))

    page = browse(None, 390, color_scheme="dark")
    page.goto(way_in)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_text("Your account is ready.")).to_be_visible()
    _logged_in(page)
    expect(page.get_by_role("heading", name="Confirm Access")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Authenticator secret")).to_be_visible()
    page.goto("/cases/")
    expect(page).to_have_url(re.compile("/account/second-factor/totp/activate/$"))
    secret = page.get_by_label("Authenticator secret").input_value()
    sound(page, "second-factor-390")
    moment = time.time()
    page.locator("input[name=code]").fill(code(secret, moment))
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/activate/"))
    for address in (
        "",
        "recovery-codes/",
        "totp/deactivate/",
        "recovery-codes/generate/",
    ):
        page.goto(f"/account/second-factor/{address}")
        sound(page, f"second-factor-{address.strip('/').replace('/', '-')}-390")
    page.get_by_role("button", name="Log out").click()

    again = browse(None)
    again.goto("/cases/")
    _logged_in(again)
    expect(again.locator("input[name=code]")).to_be_visible()
    sound(again, "second-factor-asked")
    # A code is good once: the next one is taken, which is early but within bounds.
    again.locator("input[name=code]").fill(code(secret, moment + 30))
    again.keyboard.press("Enter")
    expect(again.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    assert User.objects.get(email="cora@example.org").roles == {Role.COORDINATOR}
