"""Who is given a case, who is refused, and what every step leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied

from workbench.assignment.actions import (
    AssignMany,
    AssignReviewer,
    EndAssignment,
    ResumeAssignment,
    Seat,
    TellApart,
)
from workbench.assignment.models import Assignment, Reviewer
from workbench.assignment.register import workload
from workbench.assignment.sealed import report_in
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError, ConflictOfInterestError
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import acts, attested, described, given, ready, state
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

    assert "Quillfeather" not in str(one.report)
    report = report_in(Assignment.objects.get())
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

    assert report_in(one)["found_out"] == "Thirty hours, says the clinic."
    assert "Thirty" not in str(Assignment.objects.values())
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


@pytest.mark.parametrize("at", sorted(set(State) - {State.READY, State.ASSIGNED}))
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
