"""Names in checks for conflicts lie sealed, and those of a version before follow."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from openimr.domain.panel_case import CaseParty
from openimr.domain.panel_case import Role as PartyRole
from workbench.assignment.actions import AssignReviewer, ResumeAssignment, Seat
from workbench.assignment.models import Assignment
from workbench.assignment.sealed import report_in, seal_rows
from workbench.audit.models import Entry
from workbench.cases.actions import move
from workbench.cases.states import State
from workbench.errors import DiskFullError
from workbench.files.models import StoredFile
from workbench.operations.management.commands.minutely import DUTIES
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import PARTIES, ask, attested, described, given, in_the_clear, ready
from .conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
FOUND_OUT = "Brackwater is no kin."


@pytest.fixture
def coordinator(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def reviewer(person: People) -> User:
    return described(person(Role.REVIEWER), "Ines Pellworth, MD")


@pytest.fixture
def seat(coordinator: User, reviewer: User) -> Assignment:
    act = AssignReviewer(ready(coordinator), [Seat(reviewer, FOUND_OUT)], coordinator)
    return act.execute()[0]


def _rows() -> str:
    return str(list(Assignment.objects.values()))


def _sealed() -> int:
    return StoredFile.objects.filter(name="check.json", destroyed=None).count()


def _shown(browser: Client, seat: Assignment) -> str:
    return browser.get(f"/assignment/{seat.case_id}/").content.decode()


def test_no_name_of_a_party_is_in_the_row_and_the_whole_comes_back(
    seat: Assignment,
) -> None:
    row = Assignment.objects.get()

    assert row.checked is not None
    assert not any(party.name in _rows() for party in PARTIES)
    assert FOUND_OUT not in _rows()
    assert PARTIES[0].name.encode() not in row.checked.place.read_bytes()
    told = report_in(row)
    assert all(party.name in str(told) for party in PARTIES[:3])
    assert told["found_out"] == FOUND_OUT
    assert (told["day"], told["parties"]) == (row.report["day"], row.report["parties"])


def test_what_is_told_later_is_in_the_whole(seat: Assignment) -> None:
    attested(seat)

    told = report_in(Assignment.objects.get())

    assert told["attestation"]
    assert told["found_out"] == FOUND_OUT


def test_who_is_checked_anew_has_the_new_check_and_the_old_one_is_gone(
    seat: Assignment, coordinator: User
) -> None:
    case, old = seat.case, seat.checked
    assert old is not None
    newcomer = CaseParty(role=PartyRole.ATTORNEY, name="Wim Fendt")
    ask(case, *PARTIES, newcomer)
    case.refresh_from_db()
    move(case, State.READY)

    ResumeAssignment(case, coordinator).execute()

    told = report_in(Assignment.objects.get())
    assert "Wim Fendt" in str(told)
    assert told["found_out"] == FOUND_OUT
    assert (_sealed(), old.place.exists()) == (1, False)
    assert "Wim Fendt" not in _rows()


def test_names_of_a_version_before_count_and_are_sealed_once(
    seat: Assignment, coordinator: User, person: People
) -> None:
    before = report_in(seat)
    in_the_clear(seat)
    [other] = given(ready(coordinator), coordinator, seat.reviewer)
    assert FOUND_OUT in _rows()
    assert report_in(Assignment.objects.get(pk=seat.pk)) == before
    out = StringIO()

    call_command("assignment_seal", stdout=out)
    call_command("assignment_seal", stdout=out)

    assert out.getvalue().splitlines() == [
        "1 checks for conflicts sealed",
        "0 checks for conflicts sealed",
    ]
    assert not any(party.name in _rows() for party in PARTIES)
    assert report_in(Assignment.objects.get(pk=seat.pk)) == before
    assert report_in(other) == report_in(Assignment.objects.get(pk=other.pk))
    entries = Entry.objects.filter(act="seal-checks")
    assert [entry.details["checks"] for entry in entries] == [1]


def test_what_a_version_before_wrote_beside_a_file_is_the_newer_one(
    seat: Assignment,
) -> None:
    told = {**report_in(seat), "found_out": "Nothing, says Brackwater."}
    Assignment.objects.update(report=told)

    assert report_in(Assignment.objects.get()) == told
    assert (seal_rows(), seal_rows(every=True)) == (0, 1)
    assert report_in(Assignment.objects.get()) == told
    assert "Brackwater" not in _rows()
    assert _sealed() == 1


def test_a_full_disk_leaves_names_where_they_were(
    seat: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = report_in(in_the_clear(seat))

    def full(name: str, _: object) -> StoredFile:
        raise DiskFullError(name)

    monkeypatch.setattr("workbench.assignment.sealed.put", full)

    with pytest.raises(CommandError, match="room"):
        call_command("assignment_seal")
    assert report_in(Assignment.objects.get()) == before


def test_the_page_shows_the_names_and_a_loss_in_a_sentence(
    seat: Assignment, coordinator: User, logged_in: object
) -> None:
    browser: Client = logged_in(coordinator)  # type: ignore[operator]
    assert f"Found out: {FOUND_OUT}" in _shown(browser, seat)
    assert seat.checked is not None
    seat.checked.place.unlink()

    page = _shown(browser, seat)

    assert "Found out" not in page
    assert str(seat.checked.pk) in page
    assert "Why it ends" in page


def test_sealing_what_a_version_before_left_is_a_duty_of_every_minute() -> None:
    assert "assignment_seal" in DUTIES
