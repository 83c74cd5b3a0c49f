"""The whole life of one case, from the upload to the published letter, in browsers."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from openimr.casework.corpus_build import build_corpus
from openimr.corpus.building import BuildOptions
from tests.workbench.assigning import described
from tests.workbench.conftest import PASSWORD, People
from tests.workbench.making import EXAMPLE
from workbench.audit.chain import stored, verify
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import Browse

pytestmark = pytest.mark.django_db(transaction=True)


ACTS = frozenset(
    """
    invite-party accept-invitation log-in begin-upload finish-upload open-case
    read-records open-case-page screen-case open-proposal-page assign-reviewer
    read-parties attest-no-conflict start-draft read-desk read-page decide-item
    read-before-signing sign-determination open-quality-page pass-signature release
    mail-news open-own-case read-letter
    """.split()
)
"""What the record of acts must tell of, whoever did it."""


def work() -> None:
    """Do what is queued, as the workers beside the site do."""
    options = ("--batch", "--interval", "0", "--no-startup-delay", "--no-reload")
    call_command("db_worker", *options, "--queue-name", "*", verbosity=0)


def taken_in(page: Page) -> Case:
    """Take the example in by the page, and let it be read."""
    page.goto("/cases/new/")
    page.get_by_label("Application received on").fill("2014-12-20")
    page.locator("input[type=file]").set_input_files(sorted(EXAMPLE.glob("*.pdf")))
    expect(page.get_by_text(re.compile("3 of 3"))).to_be_visible()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("Waiting to be read")).to_be_visible()
    work()
    page.reload()
    return Case.objects.get()


def screened(page: Page, case: Case) -> None:
    """Accept what the screening proposes, or decide that the case is ready."""
    accept = page.get_by_role("button", name="Accept: ready to assign")
    if accept.count():
        accept.click()
    else:
        why = page.locator("#why-ready")
        why.fill("The application was signed by the worker; seen on paper.")
        page.get_by_role("button", name="Decide: ready to assign").click()
    assert at(case) == State.READY


def at(case: Case) -> str:
    case.refresh_from_db()
    return case.state


def invited(page: Page, case: Case, browse: Browse) -> Page:
    """Invite the worker, and let them come in; return their browser."""
    page.goto(f"/parties/{case.pk}/")
    page.get_by_label("Name").fill("Maria Quist")
    page.get_by_label("E-mail address").fill("maria@example.org")
    page.get_by_label("Language").select_option("es")
    page.get_by_role("button", name="Add", exact=True).click()
    way_in = page.locator(".note code").inner_text()
    worker = browse(None, 390)
    worker.goto(way_in[way_in.index("/", 8) :])
    for field in worker.locator("input[type=password]").all():
        field.fill(PASSWORD)
    worker.locator("main form button").last.click()
    expect(worker.get_by_text("Su cuenta está lista.")).to_be_visible()
    worker.locator("input[name=login]").fill("maria@example.org")
    worker.locator("input[type=password]").fill(PASSWORD)
    worker.keyboard.press("Enter")
    worker.get_by_role("link", name="Mis casos").first.click()
    expect(worker.get_by_role("link", name=case.number)).to_be_visible()
    return worker


def assigned(page: Page, case: Case, reviewer: User) -> None:
    """Give the case to a reviewer among those who may take it."""
    page.goto(f"/assignment/{case.pk}/")
    page.get_by_label(reviewer.name).first.check()
    page.get_by_role("button", name="Give the case to whom I chose").click()
    assert at(case) == State.ASSIGNED


def signed(page: Page, case: Case) -> None:
    """Attest, look at the evidence, decide every item and sign."""
    page.goto("/assignment/mine/")
    page.get_by_role("link", name=case.number).first.click()
    page.get_by_label("I attest to this").check()
    page.get_by_role("button", name="Attest and open the file").click()
    begin = page.get_by_role("button", name="Begin the draft")
    expect(begin).to_be_visible()
    assert at(case) == State.IN_REVIEW
    work()
    begin.click()
    expect(begin).to_be_hidden()
    page.locator(".desk-item a[data-page]").first.click()
    expect(page.locator("#page-view image, #page-view img").first).to_be_visible()
    for number in (1, 2):
        page.locator(f".desk-tabs a[href='?item={number}']").click()
        proposed = page.locator("#item-head ~ dl .tag").first.inner_text()
        page.locator("#decision").get_by_label(proposed).check()
        page.get_by_role("button", name="Save the decision").click()
        open_ones = page.locator(".desk-tabs .tag", has_text="open")
        expect(open_ones).to_have_count(2 - number)
    page.locator("[data-sign]").click()
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your signature")).to_be_visible()
    for box in page.locator("input[name=attested]").all():
        box.check()
    page.get_by_role("button", name="Sign the determination").click()
    expect(page.get_by_text("You signed this case on")).to_be_visible()
    assert at(case) == State.SIGNED


def released(page: Page, case: Case) -> None:
    """Pass the signature and release the determination."""
    page.goto("/quality/")
    page.get_by_role("link", name=re.compile(case.number)).first.click()
    page.get_by_role("button", name="Pass", exact=True).click()
    expect(page.get_by_role("button", name="Release", exact=True)).to_be_visible()
    why = page.locator("section[aria-labelledby=release] textarea")
    if why.count():
        why.fill("The checks speak of words that the letter does not rest on.")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Released"))).to_be_visible(
        timeout=30_000
    )
    assert at(case) == State.RELEASED


def test_a_case_goes_from_its_upload_to_the_library_through_every_role(
    person: People, browse: Browse, settings: LazySettings, tmp_path: Path
) -> None:
    coordinator = browse(person(Role.COORDINATOR))
    reviewer = described(person(Role.REVIEWER), "Ines Pellworth, MD")
    case = taken_in(coordinator)
    screened(coordinator, case)
    worker = invited(coordinator, case, browse)
    assigned(coordinator, case, reviewer)
    signed(browse(reviewer), case)
    released(browse(person(Role.QUALITY)), case)

    worker.goto("/parties/")
    worker.get_by_role("link", name=case.number).click()
    with worker.expect_download() as letter:
        worker.locator(".papers a").first.click()
    assert Path(letter.value.path()).read_bytes().startswith(b"%PDF")
    assert "Pellworth" not in worker.content()

    call_command("library_export", str(tmp_path / "letters"))
    build_corpus(
        [str(tmp_path / "letters")], tmp_path / "corpus", BuildOptions(workers=0)
    )
    settings.CORPUS = tmp_path / "corpus"
    cache.clear()
    public = browse(None, java_script_enabled=False)
    public.goto("/library/?q=drug:alprazolam")
    public.get_by_role("heading", level=3).get_by_role("link").first.click()
    expect(public.get_by_role("heading", name="Rationale").first).to_be_visible()
    assert "Pellworth" not in public.content()

    auditor = browse(person(Role.AUDITOR))
    auditor.goto("/audit/")
    expect(auditor.get_by_text("release").first).to_be_visible()
    assert verify(stored()).fault == ""
    told = {str(entry["act"]) for entry in stored()}
    assert told >= ACTS
