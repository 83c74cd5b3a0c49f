"""Who is given a case, who is refused, and what every step leaves behind."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from openimr.domain.panel_case import CaseParty
from openimr.domain.panel_case import Role as PartyRole
from workbench.assignment.actions import (
    AssignMany,
    AssignReviewer,
    AttestNoConflict,
    DeclineAssignment,
    EndAssignment,
    ResumeAssignment,
    Seat,
    TellApart,
)
from workbench.assignment.models import Assignment, Reviewer
from workbench.assignment.register import workload
from workbench.audit.models import Entry
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError, ConflictOfInterestError
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.models import Signature

from .assigning import PARTIES, ask, described, ready
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


def given(case: Case, by: User, *people: User, approval: str = "") -> list[Assignment]:
    seats = [Seat(one) for one in people]
    return AssignReviewer(case, seats, by, approval).execute()


def attested(one: Assignment) -> Assignment:
    seen = one.report["parties"]
    return AttestNoConflict(one, seen, one.reviewer).execute()


def state(case: Case) -> str:
    case.refresh_from_db()
    return case.state


def acts() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("act", flat=True))


def test_a_case_goes_to_a_reviewer_and_opens_once_attested(
    coordinator: User, reviewer: User
) -> None:
    case = ready(coordinator)

    [one] = given(case, coordinator, reviewer)

    assert state(case) == State.ASSIGNED
    assert list(Assignment.objects.of(reviewer)) == [one]
    assert not Assignment.objects.open_to(reviewer).exists()
    attested(one)
    assert state(case) == State.IN_REVIEW
    assert list(Assignment.objects.open_to(reviewer)) == [one]
    assert acts()[-2:] == ["assign-reviewer", "attest-no-conflict"]


def test_the_check_is_kept_with_what_was_compared_and_no_treatment(
    coordinator: User, reviewer: User
) -> None:
    [one] = given(ready(coordinator), coordinator, reviewer)

    report = one.report
    employer = next(each for each in report["conflicts"] if each["rule"] == "CI-01")
    assert employer["answer"] == "yes"
    assert "employer: Quillfeather Bakery LLC" in employer["compared"]
    assert employer["mark"] == "UNVERIFIED"
    assert {"RV-03", "RV-05"} <= {each["rule"] for each in report["qualifications"]}
    assert "physical_therapy" not in str(report)


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (
            {"affiliations": [{"organisation": "Brackwater Mutual", "tie": "office"}]},
            "CI-01",
        ),
        ({"family": [{"name": "Tomas Verhoeven", "relation": "sibling"}]}, "CI-06"),
        ({"examined": []} | {"other_names": ["Osric Lindqvist, DO"]}, "RV-13"),
    ],
)
def test_a_material_conflict_is_refused_whatever_was_found_out(
    coordinator: User, person: People, entry: dict[str, object], rule: str
) -> None:
    tied = described(person(Role.REVIEWER), "Ada Orme, MD", **entry)
    case = ready(coordinator)

    with pytest.raises(ConflictOfInterestError, match=rule):
        AssignReviewer(case, [Seat(tied, "It is fine.")], coordinator).execute()

    assert state(case) == State.READY
    assert not Assignment.objects.exists()


def test_a_missing_qualification_is_refused_as_such(
    coordinator: User, person: People
) -> None:
    eyes = described(
        person(Role.REVIEWER),
        "Ada Orme, MD",
        specialties=["ophthalmology"],
        certifications=[{"specialty": "ophthalmology", "board": "abms"}],
    )

    with pytest.raises(AssignmentError, match="RV-02") as caught:
        given(ready(coordinator), coordinator, eyes)
    assert not isinstance(caught.value, ConflictOfInterestError)


def test_what_the_program_cannot_tell_needs_words_which_are_kept(
    coordinator: User, person: People
) -> None:
    silent = described(person(Role.REVIEWER), "Ada Orme, MD", hours_a_week=None)
    row = Reviewer.objects.get(user=silent)
    row.entry.pop("hours_a_week")
    row.save()
    case = ready(coordinator)
    silent = User.objects.get(pk=silent.pk)

    with pytest.raises(AssignmentError, match="cannot tell RV-11"):
        given(case, coordinator, silent)
    seat = Seat(silent, "Thirty hours, says the clinic.")
    [one] = AssignReviewer(case, [seat], coordinator).execute()

    assert one.report["found_out"] == "Thirty hours, says the clinic."
    assert "Thirty" not in str(Entry.objects.values_list("details", flat=True))


def test_a_near_match_is_told_apart_for_this_case_only(
    coordinator: User, person: People
) -> None:
    near = described(person(Role.REVIEWER), "O. Lindqvist, MD")
    case, next_ = ready(coordinator), ready(coordinator)
    party = "Osric Lindqvist, DO"

    TellApart(case, near, party, coordinator).execute()

    near = User.objects.get(pk=near.pk)
    assert given(case, coordinator, near)[0].seat == 1
    with pytest.raises(AssignmentError, match="cannot tell"):
        given(next_, coordinator, near)
    with pytest.raises(AssignmentError, match="no party of that name"):
        TellApart(next_, near, "Somebody Else", coordinator).execute()


def test_a_sure_match_cannot_be_told_apart(coordinator: User, person: People) -> None:
    same = described(person(Role.REVIEWER), "Osric Lindqvist, DO")

    with pytest.raises(AssignmentError, match="no near match"):
        TellApart(
            ready(coordinator), same, "Osric Lindqvist, DO", coordinator
        ).execute()


def test_several_reviewers_need_an_approval(
    coordinator: User, reviewer: User, other: User
) -> None:
    case = ready(coordinator)

    with pytest.raises(AssignmentError, match=r"9792\.10\.6"):
        given(case, coordinator, reviewer, other)
    made = given(case, coordinator, reviewer, other, approval=APPROVAL)

    assert [one.seat for one in made] == [1, 2]
    attested(made[0])
    assert state(case) == State.ASSIGNED
    attested(made[1])
    assert state(case) == State.IN_REVIEW


def test_no_more_than_three_take_a_case(coordinator: User, person: People) -> None:
    names = ("Ada Orme", "Bela Quist", "Cato Rusk", "Dora Sund")
    people = [described(person(Role.REVIEWER), f"{name}, MD") for name in names]

    with pytest.raises(AssignmentError, match="at most 3"):
        given(ready(coordinator), coordinator, *people, approval=APPROVAL)


def test_nobody_sits_twice(coordinator: User, reviewer: User) -> None:
    with pytest.raises(AssignmentError, match="has it already"):
        given(ready(coordinator), coordinator, reviewer, reviewer, approval=APPROVAL)


@pytest.mark.parametrize("at", set(State) - {State.READY, State.ASSIGNED})
def test_only_a_case_that_is_ready_takes_a_reviewer(
    coordinator: User, reviewer: User, at: State
) -> None:
    with pytest.raises(AssignmentError, match="a case that is ready"):
        given(ready(coordinator, at=at), coordinator, reviewer)


def test_who_does_not_review_or_has_no_entry_is_not_given_a_case(
    coordinator: User, person: People
) -> None:
    case = ready(coordinator)
    closed = described(person(Role.REVIEWER), "Ada Orme, MD")
    User.objects.filter(pk=closed.pk).update(is_active=False)

    for nobody in (person(Role.REVIEWER), person(Role.QUALITY), closed):
        with pytest.raises(AssignmentError, match="Describe the reviewer"):
            given(case, coordinator, nobody)


def test_a_case_that_was_not_read_is_told_of(coordinator: User, reviewer: User) -> None:
    case = ready(coordinator)
    case.question.delete()
    case.readings.update(progress="waiting")

    with pytest.raises(AssignmentError, match="not read yet"):
        given(case, coordinator, reviewer)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_assigns_and_ends(
    coordinator: User, reviewer: User, person: People, role: Role
) -> None:
    case, who = ready(coordinator), person(role)
    for act in (
        AssignReviewer(case, [Seat(reviewer)], who),
        AssignMany([(case, reviewer)], who),
        ResumeAssignment(case, who),
        TellApart(case, reviewer, "Tomas Verhoeven", who),
    ):
        with pytest.raises(PermissionDenied):
            act.execute()
    [one] = given(case, coordinator, reviewer)
    with pytest.raises(PermissionDenied):
        EndAssignment(one, WHY, who).execute()


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

    assert (filled.seat, filled.report["approval"]) == (2, APPROVAL)
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


def test_many_are_assigned_and_what_changed_meanwhile_is_left(
    coordinator: User, reviewer: User, other: User
) -> None:
    cases = [ready(coordinator) for _ in range(3)]
    given(cases[1], coordinator, other)

    made, left = AssignMany([(case, reviewer) for case in cases], coordinator).execute()

    assert [one.case for one in made] == [cases[0], cases[2]]
    assert [cases[1].number in sentence for sentence in left] == [True]
    assert workload() == {reviewer.pk: 2, other.pk: 1}
    assert acts()[-2:] == ["assign-reviewer", "assign-reviewer"]


def test_many_are_at_least_one(coordinator: User) -> None:
    with pytest.raises(AssignmentError, match="1 to 100"):
        AssignMany([], coordinator).execute()


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        (State.ASSIGNED, 1),
        (State.IN_REVIEW, 1),
        (State.SIGNED, 0),
        (State.RELEASED, 0),
        (State.WITHDRAWN, 0),
    ],
)
def test_the_workload_is_what_is_left_to_do(
    coordinator: User, reviewer: User, at: State, counted: int
) -> None:
    case = ready(coordinator)
    given(case, coordinator, reviewer)
    Case.objects.filter(pk=case.pk).update(state=at)

    assert workload().get(reviewer.pk, 0) == counted
