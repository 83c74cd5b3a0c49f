"""The coordinator's pages in a browser."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.workbench.conftest import People
from tests.workbench.making import example_read, opened
from workbench.cases.models import Case, CaseRecord
from workbench.files.models import Upload
from workbench.files.store import get
from workbench.people.roles import Role

from .conftest import Browse, sound

pytestmark = pytest.mark.django_db(transaction=True)
MEBIBYTE = 1 << 20


def test_a_large_file_goes_on_after_lost_network_and_a_reload(
    person: People, browse: Browse, tmp_path: Path
) -> None:
    user, data = person(Role.COORDINATOR), os.urandom(9 * MEBIBYTE)
    (tmp_path / "records of Ana Diaz.bin").write_bytes(data)
    page = browse(user)
    page.goto("/cases/new/")
    page.route("**/pieces/4194304/", lambda route: route.abort(), times=1)
    page.route("**/pieces/8388608/", lambda route: route.abort())
    whole: list[str] = []
    page.on("requestfinished", lambda asked: whole.append(asked.url))
    page.get_by_label("Files").set_input_files(tmp_path / "records of Ana Diaz.bin")
    expect(page.get_by_text("The network is away")).to_be_visible()
    bar = page.get_by_role("progressbar")  # its words may be of the network again
    expect(bar).to_have_js_property("value", 8 * MEBIBYTE)
    kept = page.evaluate("JSON.stringify(localStorage)")
    page.unroute_all()
    page.reload()
    page.get_by_label("Files").set_input_files(tmp_path / "records of Ana Diaz.bin")
    expect(page.get_by_text("1 of 1 files are here.")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Take in").click()
    page.wait_for_url("**/cases/*-*/")

    assert "Diaz" not in kept
    assert len(json.loads(kept)) == 1
    pieces = [url.split("/")[-2] for url in whole if "/pieces/" in url]
    assert pieces == ["0", "4194304", "8388608"]
    record = CaseRecord.objects.get()
    assert record.sha256 == sha256(data).hexdigest()
    assert b"".join(get(record.file)) == data
    assert page.evaluate("localStorage.length") == 0


def test_files_are_dropped_and_removed_by_hand_and_by_keyboard(
    person: People, browse: Browse
) -> None:
    page = browse(person(Role.COORDINATOR))
    page.goto("/cases/new/")
    page.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File(["one"], "one.txt"));
            held.items.add(new File(["two"], "two.txt"));
            const told = { dataTransfer: held, bubbles: true, cancelable: true };
            document.querySelector("form[data-uploads]")
              .dispatchEvent(new DragEvent("drop", told));
        }"""
    )
    expect(page.get_by_text("2 of 2 files are here.")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Remove one.txt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 1 files are here.")).to_be_visible()
    page.get_by_role("button", name="Take in").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*-*/")

    assert list(CaseRecord.objects.values_list("name", flat=True)) == ["two.txt"]


def test_a_form_that_is_sent_too_early_waits_for_its_files(
    person: People, browse: Browse, tmp_path: Path
) -> None:
    (tmp_path / "slow.bin").write_bytes(b"slow" * MEBIBYTE)
    page = browse(person(Role.COORDINATOR))
    page.goto("/cases/new/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/finish/", hold)

    with page.expect_request("**/finish/"):
        page.get_by_label("Files").set_input_files(tmp_path / "slow.bin")
    expect(page.get_by_text("4.2 MB of 4.2 MB")).to_be_visible()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("It goes on by itself")).to_be_visible()
    page.wait_for_timeout(200)
    assert not Case.objects.exists()
    held[0].continue_()
    page.wait_for_url("**/cases/*-*/")

    assert Upload.objects.get().file == CaseRecord.objects.get().file


def test_a_case_is_taken_in_and_looked_at_without_javascript(
    person: People, browse: Browse, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_bytes(b"A report.")
    page = browse(person(Role.COORDINATOR), java_script_enabled=False)

    page.goto("/cases/new/")
    page.get_by_label("Files").set_input_files(tmp_path / "report.txt")
    page.get_by_role("button", name="Take in").click()

    expect(page.get_by_text("Waiting to be read.")).to_be_visible()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("report.txt")).to_be_visible()


def test_screening_and_an_act_on_several_cases_by_keyboard(
    person: People, browse: Browse
) -> None:
    user = person(Role.COORDINATOR)
    case, other = example_read(user), opened(user)
    page = browse(user)
    page.goto(case.get_absolute_url())

    page.get_by_label("Was the same dispute filed before?").focus()
    page.keyboard.type("no")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted; the clock")).to_be_visible()
    page.get_by_label("Why ready to assign, other than proposed").focus()
    page.keyboard.type("Everything that matters is here.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The case is now: ready to assign.")).to_be_visible()

    page.goto("/cases/")
    page.get_by_label("Mark every case of this page").focus()
    page.keyboard.press("Space")
    page.get_by_label("Do").select_option("withdraw")
    page.get_by_label("Reason").fill("It was asked for.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Done for 2 of 2 cases.")).to_be_visible()

    other.refresh_from_db()
    assert other.state == "withdrawn"
    sound(page)
