"""The parties' pages in a browser: wide and narrow, in both languages, no faults."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.workbench.conftest import PASSWORD, People
from tests.workbench.disputes import dispute, released, standing
from tests.workbench.making import opened
from workbench.cases.states import State
from workbench.parties.actions import InviteParty
from workbench.parties.models import Kind
from workbench.parties.notices import tell
from workbench.people.roles import Role

from .conftest import Browse, sound

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "es")]
)
def test_a_worker_follows_a_case_to_its_letter(
    person: People, browse: Browse, width: int, scheme: str, language: str
) -> None:
    found = dispute(person, language)
    tell([found.worker], "takes_longer", day="2014-12-22")
    page = browse(found.worker.user, width, color_scheme=scheme)
    view = f"{width}-{language}"

    for state in (State.AWAITING_RECORDS, State.INELIGIBLE):
        standing(found.case, state)
        page.goto(f"/parties/mine/{found.case.pk}/")
        sound(page, f"{state}-{view}")
    released(found)
    page.goto("/parties/")
    sound(page, f"mine-{view}")
    page.get_by_role("link", name=found.case.number).click()
    expect(page.locator(".papers a").first).to_be_visible()
    sound(page, f"released-{view}")
    with page.expect_download() as given:
        page.locator(".papers a").first.click()
    page.goto("/parties/news/")
    sound(page, f"news-{view}")

    assert Path(given.value.path()).read_bytes() == b"%PDF-1.7 the letter"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_worker_sends_a_paper_with_and_without_scripts(
    person: People, browse: Browse, *, scripts: bool
) -> None:
    found = dispute(person, "es")
    page = browse(found.worker.user, 390, java_script_enabled=scripts)
    page.goto(f"/parties/mine/{found.case.pk}/")

    paper = {"name": "informe.txt", "mimeType": "text/plain", "buffer": b"Un informe."}
    page.locator("input[type=file]").set_input_files(paper)  # type: ignore[arg-type]
    if scripts:
        expect(page.get_by_text("Ya llegaron 1 de 1 archivos.")).to_be_visible()
        sound(page, "sending-390-es")
    page.get_by_role("button", name="Mandar", exact=True).click()

    expect(page.get_by_text("Recibimos su papel. Gracias.")).to_be_visible()
    expect(page.get_by_text("informe.txt", exact=False)).to_be_visible()


def test_a_worker_joins_by_keyboard_in_the_other_language(
    person: People, browse: Browse
) -> None:
    by = person(Role.COORDINATOR)
    act = InviteParty(
        opened(by), Kind.WORKER, "Rosa Ibarra", "rosa@example.org", "en", by
    )
    _, secret = act.execute()
    page = browse(None, 390)

    page.goto(f"/parties/join/{secret}/")
    page.get_by_role("button", name="Español").press("Enter")
    chosen = page.get_by_label("Contraseña:", exact=True)
    expect(chosen).to_be_visible()
    sound(page, "join-390-es")
    chosen.fill(PASSWORD)
    again = page.get_by_label("La misma contraseña otra vez")
    again.fill(PASSWORD)
    again.press("Enter")
    expect(page.get_by_text("Su cuenta está lista")).to_be_visible()
    sound(page, "login-390-es")
    page.locator("input[name=login]").fill("rosa@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_role("link", name="Mis casos").first.click()
    expect(page).to_have_url(re.compile("/parties/$"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_coordinator_looks_after_the_parties(
    person: People, browse: Browse, width: int, scheme: str
) -> None:
    found = dispute(person)
    tell([found.worker], "takes_longer", day="2014-12-22")
    page = browse(found.coordinator, width, color_scheme=scheme)

    page.goto(f"/parties/{found.case.pk}/")
    page.get_by_label("Name:", exact=True).fill("A. Lawyer")
    page.get_by_label("E-mail address:", exact=True).fill("lawyer@example.org")
    page.get_by_role("button", name="Add").click()

    expect(page.get_by_text("A. Lawyer is invited.")).to_be_visible()
    sound(page, f"coordinator-{width}")
