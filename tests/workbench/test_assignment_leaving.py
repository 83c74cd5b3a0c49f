"""How a reviewer attests, leaves, or goes on, and where the case then stands."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from openimr.domain.panel_case import CaseParty
from openimr.domain.panel_case import Role as PartyRole
from workbench.assignment.actions import (
    AttestNoConflict,
    DeclineAssignment,
    EndAssignment,
    ResumeAssignment,
)
from workbench.assignment.models import Assignment
from workbench.assignment.sealed import report_in
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError, ConflictOfInterestError
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.models import Signature

from .assigning import PARTIES, acts, ask, attested, described, given, ready, state
from .conftest import People

pytestmark = pytest.mark.django_db
WHY = "Needed elsewhere."
APPROVAL = "Letter of the Director of 2026-01-04."


@pytest.fixture
def coordinator(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def reviewer(person: People) -> User:
    return described(person(Role.REVIEWER), "Ines Pellworth, MD")


@pytest.fixture
def other(person: People) -> User:
    return described(person(Role.REVIEWER), "Osbert Harrowgate, MD")


def test_an_end_shuts_the_file_and_makes_the_case_ready(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)
    attested(one)

    EndAssignment(one, WHY, coordinator).execute()

    assert state(case) == State.READY
    assert not Assignment.objects.of(reviewer).exists()
    assert not Case.objects.visible_to(reviewer).exists()
    with pytest.raises(AssignmentError, match="ended already"):
        EndAssignment(one, WHY, coordinator).execute()
    assert given(case, coordinator, reviewer)[0].pk != one.pk


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501])
def test_an_end_needs_a_reason(coordinator: User, reviewer: User, reason: str) -> None:
    [one] = given(ready(coordinator), coordinator, reviewer)

    for act in (
        EndAssignment(one, reason, coordinator),
        DeclineAssignment(one, reason, reviewer),
    ):
        with pytest.raises(AssignmentError, match="Say why"):
            act.execute()


def test_a_seat_that_is_not_filled_again_lets_the_others_go_on(
    coordinator: User, reviewer: User, other: User
) -> None:
    case = ready(coordinator)
    first, second = given(case, coordinator, reviewer, other, approval=APPROVAL)
    attested(first)

    EndAssignment(second, WHY, coordinator, refill=False).execute()

    assert state(case) == State.IN_REVIEW


def test_a_vacant_seat_is_filled_under_the_same_approval(
    coordinator: User, reviewer: User, other: User, person: People
) -> None:
    case = ready(coordinator)
    first, second = given(case, coordinator, reviewer, other, approval=APPROVAL)
    attested(first)
    DeclineAssignment(second, "My partner treats the worker.", other).execute()
    assert state(case) == State.READY

    third = described(person(Role.REVIEWER), "Ada Orme, MD")
    [filled] = given(case, coordinator, third)

    assert (filled.seat, report_in(filled)["approval"]) == (2, APPROVAL)
    attested(filled)
    assert state(case) == State.IN_REVIEW


def test_who_declined_is_not_asked_again(coordinator: User, reviewer: User) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)

    DeclineAssignment(one, "My partner treats the worker.", reviewer).execute()

    assert state(case) == State.READY
    with pytest.raises(AssignmentError, match="declined it"):
        given(case, coordinator, reviewer)
    with pytest.raises(AssignmentError, match="ended already"):
        DeclineAssignment(one, WHY, reviewer).execute()


def test_nobody_leaves_a_case_that_is_signed(coordinator: User, reviewer: User) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)
    Case.objects.filter(pk=case.pk).update(state=State.SIGNED)

    for act in (
        EndAssignment(one, WHY, coordinator),
        DeclineAssignment(one, WHY, reviewer),
    ):
        with pytest.raises(AssignmentError, match="it is signed"):
            act.execute()


def test_nobody_leaves_a_signature_behind_that_counts(
    coordinator: User, reviewer: User, other: User
) -> None:
    made = given(ready(coordinator), coordinator, reviewer, other, approval=APPROVAL)
    for one in made:
        attested(one)
    file = put("determination.json", [b"{}"])
    Signature.objects.create(
        case=made[0].case,
        assignment=made[0],
        signed_by=reviewer,
        number=1,
        determination=file,
        letter=file,
        record=file,
        digest="0" * 64,
        signed=timezone.now(),
    )

    with pytest.raises(AssignmentError, match="it is signed"):
        EndAssignment(made[0], WHY, coordinator).execute()
    EndAssignment(made[1], WHY, coordinator).execute()


def test_an_attestation_is_for_the_parties_that_were_shown(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)
    seen = one.report["parties"]
    ask(case, *PARTIES, CaseParty(role=PartyRole.ATTORNEY, name="Wim Fendt"))

    for shown in (seen, case.question.parties, ""):
        with pytest.raises(AssignmentError, match="has changed"):
            AttestNoConflict(one, shown, reviewer).execute()
    assert state(case) == State.ASSIGNED


def test_nobody_attests_for_another_or_after_the_end(
    coordinator: User, reviewer: User, other: User
) -> None:
    [one] = given(ready(coordinator), coordinator, reviewer)
    seen = one.report["parties"]

    with pytest.raises(PermissionDenied):
        AttestNoConflict(one, seen, other).execute()
    with pytest.raises(PermissionDenied):
        DeclineAssignment(one, WHY, other).execute()
    EndAssignment(one, WHY, coordinator).execute()
    with pytest.raises(AssignmentError, match="ended already"):
        AttestNoConflict(one, seen, reviewer).execute()


def test_an_attestation_said_twice_is_one(coordinator: User, reviewer: User) -> None:
    [one] = given(ready(coordinator), coordinator, reviewer)

    first = attested(one)

    assert attested(one).attested == first.attested
    assert acts().count("attest-no-conflict") == 1


@pytest.mark.parametrize("at", [State.RECEIVED, State.READ, State.WITHDRAWN])
def test_nobody_attests_while_the_case_is_elsewhere(
    coordinator: User, reviewer: User, at: State
) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)
    Case.objects.filter(pk=case.pk).update(state=at)

    with pytest.raises(AssignmentError, match="once it is assigned"):
        attested(one)


def test_after_new_records_the_same_parties_leave_an_attestation_standing(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)
    attested(given(case, coordinator, reviewer)[0])
    Case.objects.filter(pk=case.pk).update(state=State.READY)

    assert ResumeAssignment(case, coordinator).execute() == []

    assert state(case) == State.IN_REVIEW


def test_after_new_records_other_parties_shut_the_file_until_attested_again(
    coordinator: User, reviewer: User, other: User
) -> None:
    case = ready(coordinator)
    [one] = given(case, coordinator, reviewer)
    attested(one)
    Case.objects.filter(pk=case.pk).update(state=State.READY)
    ask(case, *PARTIES, CaseParty(role=PartyRole.ATTORNEY, name="Wim Fendt"))

    with pytest.raises(AssignmentError, match="up again first"):
        given(case, coordinator, other, approval=APPROVAL)
    assert ResumeAssignment(case, coordinator).execute() == [one]

    assert state(case) == State.ASSIGNED
    assert not Assignment.objects.open_to(reviewer).exists()
    one.refresh_from_db()
    attested(one)
    assert state(case) == State.IN_REVIEW


def test_after_new_records_a_party_that_ties_the_reviewer_stops_the_case(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)
    attested(given(case, coordinator, reviewer)[0])
    Case.objects.filter(pk=case.pk).update(state=State.READY)
    treated = replace(PARTIES[3], name="Ines Pellworth, MD")
    ask(case, *PARTIES, treated)

    with pytest.raises(ConflictOfInterestError, match="RV-13"):
        ResumeAssignment(case, coordinator).execute()
    assert state(case) == State.READY


def test_there_is_nothing_to_go_on_with_where_nobody_sits(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)

    with pytest.raises(AssignmentError, match="no assignment that waits"):
        ResumeAssignment(case, coordinator).execute()
    given(case, coordinator, reviewer)
    with pytest.raises(AssignmentError, match="no assignment that waits"):
        ResumeAssignment(case, coordinator).execute()


def test_a_case_that_is_withdrawn_shuts_its_file(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)
    attested(given(case, coordinator, reviewer)[0])

    move(case, State.WITHDRAWN)

    assert not Assignment.objects.of(reviewer).exists()
    assert Assignment.objects.get().end_reason == "The case was withdrawn."
