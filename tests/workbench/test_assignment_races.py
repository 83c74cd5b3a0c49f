"""Two people at the same moment: a case is never given, attested or left twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Protocol

import pytest
from django.db import close_old_connections, connection

from openimr.errors import OpenImrError
from workbench.assignment.actions import (
    AssignMany,
    AssignReviewer,
    AttestNoConflict,
    DeclineAssignment,
    DescribeReviewer,
    EndAssignment,
    Seat,
)
from workbench.assignment.models import Assignment, Reviewer
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.states import State
from workbench.people.roles import Role

from .assigning import described, entry, ready
from .conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Ines Pellworth, MD", "Osbert Harrowgate, MD")


class Act(Protocol):
    def execute(self) -> object: ...


def at_once(*acts: Act) -> list[str]:
    """Carry out acts at the same moment; return the refusals."""
    start = Barrier(len(acts))

    def carry_out(act: Act) -> str:
        close_old_connections()
        try:
            start.wait(timeout=20)
            act.execute()
        except OpenImrError as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return [told for told in pool.map(carry_out, acts) if told]


def test_two_coordinators_give_one_case_to_two_reviewers_at_once(
    person: People,
) -> None:
    by = person(Role.COORDINATOR), person(Role.COORDINATOR)
    people = [described(person(Role.REVIEWER), name) for name in NAMES]
    case = ready(by[0])

    refused = at_once(
        *(
            AssignReviewer(case, [Seat(one)], who)
            for one, who in zip(people, by, strict=True)
        )
    )

    assert Assignment.objects.filter(case=case).count() == 1
    assert len(refused) == 1
    assert "it would have 2 reviewers" in refused[0]


def test_one_case_is_given_to_one_reviewer_by_hand_and_by_plan_at_once(
    person: People,
) -> None:
    by = person(Role.COORDINATOR)
    one = described(person(Role.REVIEWER), NAMES[0])
    cases = [ready(by) for _ in range(3)]

    at_once(
        AssignMany([(case, one) for case in cases], by),
        AssignMany([(case, one) for case in reversed(cases)], by),
        AssignReviewer(cases[1], [Seat(one)], by),
    )

    assert sorted(Assignment.objects.values_list("case__number", flat=True)) == [
        case.number for case in cases
    ]
    assert Entry.objects.filter(act="assign-reviewer").count() == 3
    assert not verify(stored()).fault


def test_declining_twice_at_once_ends_it_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    one = described(person(Role.REVIEWER), NAMES[0])
    [given] = AssignReviewer(ready(by), [Seat(one)], by).execute()

    refused = at_once(*[DeclineAssignment(given, "A tie.", one)] * 2)

    assert [sentence.endswith("ended already.") for sentence in refused] == [True]
    assert Entry.objects.filter(act="decline-assignment").count() == 1


def test_an_end_and_an_attestation_at_once_leave_one_order(person: People) -> None:
    by = person(Role.COORDINATOR)
    one = described(person(Role.REVIEWER), NAMES[0])
    case = ready(by)
    [given] = AssignReviewer(case, [Seat(one)], by).execute()

    at_once(
        EndAssignment(given, "Needed elsewhere.", by),
        AttestNoConflict(given, given.report["parties"], one),
    )

    case.refresh_from_db()
    assert case.state == State.READY
    assert not Assignment.objects.open_to(one).exists()
    acts = Entry.objects.order_by("number").values_list("act", flat=True)
    assert list(acts)[-1] == "end-assignment"


def test_two_seats_that_attest_at_once_open_the_review_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    people = [described(person(Role.REVIEWER), name) for name in NAMES]
    case = ready(by)
    made = AssignReviewer(
        case, [Seat(one) for one in people], by, "Letter of 2026-01-04."
    ).execute()

    refused = at_once(
        *(
            AttestNoConflict(one, one.report["parties"], who)
            for one, who in zip(made, people, strict=True)
        )
    )

    case.refresh_from_db()
    assert (refused, case.state) == ([], State.IN_REVIEW)


def test_two_descriptions_with_one_id_at_once_keep_one(person: People) -> None:
    by = person(Role.COORDINATOR)
    people = [person(Role.REVIEWER) for _ in range(2)]

    at_once(*(DescribeReviewer(who, entry("R-1", who.name), by) for who in people))

    assert Reviewer.objects.filter(entry__id="R-1").count() == 1
