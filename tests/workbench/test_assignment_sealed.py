"""Names in checks for conflicts lie sealed, and those of a version before follow."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from openimr.domain.panel_case import CaseParty
from openimr.domain.panel_case import Role as PartyRole
from workbench.assignment.actions import (
    AssignReviewer,
    DeclineAssignment,
    EndAssignment,
    ResumeAssignment,
    Seat,
)
from workbench.assignment.models import Assignment
from workbench.assignment.sealed import WITHDRAWN, report_in, seal_rows
from workbench.audit.models import Entry
from workbench.cases.actions import move
from workbench.cases.states import State
from workbench.errors import DiskFullError, StorageError
from workbench.files.models import StoredFile
from workbench.files.store import drop, put
from workbench.operations.management.commands.minutely import DUTIES
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import PARTIES, ask, attested, described, given, in_the_clear, ready
from .conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
FOUND_OUT = "Brackwater is no kin."
APPROVAL = "Letter of the Director on Verhoeven, 2026-01-02"
WHY = "Verhoeven was her patient in Fresno."


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
        "1 assignments sealed",
        "0 assignments sealed",
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


def test_an_approval_is_in_no_row_and_fills_a_seat_that_is_vacant_again(
    coordinator: User, reviewer: User, person: People
) -> None:
    case = ready(coordinator)
    second, third = (
        described(person(Role.REVIEWER), name)
        for name in ("Ada Orme, MD", "Lu Tan, DO")
    )
    seats = given(case, coordinator, reviewer, second, approval=APPROVAL)
    DeclineAssignment(seats[1], "My partner treats him.", second).execute()

    [filled] = given(case, coordinator, third)

    assert APPROVAL not in _rows()
    assert [report_in(one)["approval"] for one in (*seats, filled)] == [APPROVAL] * 3


def test_why_it_ended_is_in_no_row_and_on_the_pages(
    seat: Assignment, coordinator: User, logged_in: object
) -> None:
    DeclineAssignment(seat, "My partner treats him.", seat.reviewer).execute()

    row = Assignment.objects.get()
    assert (row.end_reason, row.ending) == ("", "My partner treats him.")
    assert "partner" not in _rows()
    assert row.why_ended is not None
    assert b"partner" not in row.why_ended.place.read_bytes()
    page = _shown(logged_in(coordinator), seat)  # type: ignore[operator]
    assert "declined: My partner treats him." in page
    assert '<span class="tag bad">declined</span> My partner treats him.' in page
    row.why_ended.place.unlink()
    page = _shown(logged_in(coordinator), seat)  # type: ignore[operator]
    assert page.count(str(row.why_ended.pk)) == 2


def test_words_that_the_version_before_left_are_sealed_beside_the_names(
    coordinator: User, reviewer: User, person: People
) -> None:
    other = described(person(Role.REVIEWER), "Ada Orme, MD")
    made = given(ready(coordinator), coordinator, reviewer, other, approval=APPROVAL)
    EndAssignment(made[1], WHY, coordinator, refill=False).execute()
    whole = [report_in(one) for one in made]
    for one in made:
        _as_before(one)
    Assignment.objects.filter(pk=made[1].pk).update(end_reason=WHY, why_ended=None)

    assert [report_in(one) for one in Assignment.objects.order_by("pk")] == whole
    assert [one.ending for one in Assignment.objects.order_by("pk")] == ["", WHY]
    assert (seal_rows(), seal_rows()) == (2, 0)

    assert APPROVAL not in _rows()
    assert WHY not in _rows()
    assert [report_in(one) for one in Assignment.objects.order_by("pk")] == whole
    assert [one.ending for one in Assignment.objects.order_by("pk")] == ["", WHY]
    assert _sealed() == 2


def _as_before(one: Assignment) -> None:
    """Seal the names alone, as the version before did."""
    told = {**report_in(one)}
    bare = {**one.report, "approval": told.pop("approval")}
    names = {key: told[key] for key in ("conflicts", "found_out") if key in told}
    file = put("check.json", [json.dumps(names).encode()])
    Assignment.objects.filter(pk=one.pk).update(report=bare, checked=file, sealed=False)
    assert one.checked is not None
    drop(one.checked)


def test_an_end_that_the_version_before_writes_meanwhile_is_sealed_too(
    seat: Assignment,
) -> None:
    Assignment.objects.update(ended=timezone.now(), end_reason=WHY)

    assert (seal_rows(), seal_rows()) == (1, 0)
    assert WHY not in _rows()
    assert Assignment.objects.get().ending == WHY


def test_a_row_without_such_words_is_looked_at_once(seat: Assignment) -> None:
    Assignment.objects.update(sealed=False, ended=timezone.now(), end_reason=WITHDRAWN)

    assert seal_rows() == 0
    row = Assignment.objects.get()
    assert (row.sealed, row.ending) == (True, WITHDRAWN)


def test_a_file_that_is_lost_does_not_keep_others_from_being_sealed(
    seat: Assignment, coordinator: User
) -> None:
    [other] = given(ready(coordinator), coordinator, seat.reviewer)
    for one in (seat, other):
        clear = {**one.report, "approval": APPROVAL}
        Assignment.objects.filter(pk=one.pk).update(report=clear, sealed=False)
    assert seat.checked is not None
    seat.checked.place.unlink()

    with pytest.raises(StorageError, match=str(seat.checked.pk)):
        seal_rows()

    left, done = Assignment.objects.order_by("pk")
    assert (left.report["approval"], left.sealed) == (APPROVAL, False)
    assert (done.report["approval"], done.sealed) == ("", True)


def test_sealing_what_a_version_before_left_is_a_duty_of_every_minute() -> None:
    assert "assignment_seal" in DUTIES
