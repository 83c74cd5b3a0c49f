"""Pages of assignment: what they show, to whom, and what they take."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from openimr.domain.panel_case import CaseParty
from openimr.domain.panel_case import Role as PartyRole
from workbench.assignment.actions import (
    AssignReviewer,
    AttestNoConflict,
    EndAssignment,
    Seat,
)
from workbench.assignment.models import Assignment, Question
from workbench.assignment.sealed import report_in
from workbench.assignment.tasks import prepare
from workbench.audit.models import Entry
from workbench.cases.actions import move
from workbench.cases.states import State
from workbench.parties.models import Kind, Party
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import described, ready
from .conftest import People
from .making import example, read

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def coordinator(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def reviewer(person: People) -> User:
    return described(person(Role.REVIEWER), "Ines Pellworth, MD")


def address(name: str, *args: object) -> str:
    return reverse(f"assignment:{name}", args=args)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_proposal_says_what_was_compared_and_why_others_may_not(
    coordinator: User, reviewer: User, person: People, logged_in: Browser
) -> None:
    described(person(Role.REVIEWER), "Osric Lindqvist, DO")
    described(person(Role.REVIEWER), "O. Lindqvist, MD")
    person(Role.REVIEWER)
    case = ready(coordinator)

    page = logged_in(coordinator).get(address("proposal", case.pk))

    groups, said = page.context["groups"], words(page)
    assert [one.user for one in groups.free] == [reviewer]
    assert [one.user.name for one in groups.ask] == ["O. Lindqvist, MD"]
    assert [one.user.name for one in groups.barred] == ["Osric Lindqvist, DO"]
    assert "employer: Quillfeather Bakery LLC" in said
    assert "Nothing alike among 2 parties" in said
    assert "I looked: it is somebody else" in said
    assert "Without an entry" in said
    assert page.context["undescribed"][0].name == "Person 5"
    assert Entry.objects.order_by("number").last().act == "open-proposal-page"  # type: ignore[union-attr]


def test_a_coordinator_assigns_tells_apart_and_ends_from_the_page(
    coordinator: User, person: People, logged_in: Browser
) -> None:
    near = described(person(Role.REVIEWER), "O. Lindqvist, MD")
    case, browser = ready(coordinator), logged_in(coordinator)
    page = browser.get(address("proposal", case.pk))
    [match] = page.context["groups"].ask[0].near
    apart = f"{near.pk} {match.party}"

    browser.post(address("tell_apart", case.pk), {"apart": apart})
    answer = browser.post(
        address("assign", case.pk), {"reviewer": [str(near.pk)]}, follow=True
    )

    [one] = Assignment.objects.all()
    assert "Assigned." in words(answer)
    assert "told apart by Person 1" in str(report_in(one))
    answer = browser.post(address("end", one.pk), {"reason": "Ill."}, follow=True)
    assert "the file is shut" in words(answer)
    assert "Had it before" in words(answer)


def test_the_page_of_a_panel_of_fifty_asks_the_database_little(
    coordinator: User,
    person: People,
    logged_in: Browser,
    django_assert_max_num_queries: Any,
) -> None:
    first = described(person(Role.REVIEWER), "Ines Pellworth, MD")
    family = ["Abel", "Bax", "Cole", "Dunn", "Eck", "Frost", "Goss", "Hale", "Ives"]
    for number in range(27):
        name = f"{family[number // 3]} {family[number % 9]}worthy"
        described(person(Role.REVIEWER, factor=False), f"{name}, MD")
    cases = [ready(coordinator) for _ in range(3)]
    AssignReviewer(cases[1], [Seat(first)], coordinator).execute()
    browser = logged_in(coordinator)

    with django_assert_max_num_queries(30):
        assert browser.get(address("proposal", cases[0].pk)).status_code == 200
    for name in ("desk", "reviewers"):
        with django_assert_max_num_queries(14):
            assert browser.get(address(name)).status_code == 200


def test_a_reviewer_sees_names_only_and_attests(
    coordinator: User, reviewer: User, logged_in: Browser
) -> None:
    maker = CaseParty(role=PartyRole.MANUFACTURER, name="Oxenholt Pharma")
    case = ready(coordinator, maker, conditions=("lumbar spine",))
    [one] = AssignReviewer(case, [Seat(reviewer)], coordinator).execute()
    browser = logged_in(reviewer)

    page = browser.get(address("attest", one.pk))

    said = words(page)
    for name in ("Tomas Verhoeven", "Brackwater Mutual", "Oxenholt Pharma"):
        assert name in said
    for secret in ("lumbar", "physical", "therapy", coordinator.name):
        assert secret not in said.replace("Physical Medicine", "")
    assert Entry.objects.order_by("number").last().act == "read-parties"  # type: ignore[union-attr]
    sent = {"seen": page.context["seen"]}
    assert browser.post(address("attest", one.pk), sent).status_code == 422
    answer = browser.post(address("attest", one.pk), sent | {"agreed": "on"})
    case.refresh_from_db()
    assert case.state == State.IN_REVIEW
    assert answer["Location"] == f"/desk/{one.pk}/"
    assert browser.get(address("attest", one.pk))["Location"] == answer["Location"]
    assert case.number in words(browser.get(address("mine")))


def test_a_reviewer_declines_from_the_page(
    coordinator: User, reviewer: User, logged_in: Browser
) -> None:
    case = ready(coordinator)
    [one] = AssignReviewer(case, [Seat(reviewer)], coordinator).execute()
    browser = logged_in(reviewer)

    refused = browser.post(address("decline", one.pk), {"reason": " "}, follow=True)
    assert "in a sentence" in words(refused)
    browser.post(address("decline", one.pk), {"reason": "My brother works there."})

    case.refresh_from_db()
    assert case.state == State.READY
    for name in ("attest", "decline"):
        assert browser.get(address("attest", one.pk)).status_code == 404
        assert browser.post(address(name, one.pk)).status_code == 404
    page = logged_in(coordinator).get(address("proposal", case.pk))
    assert "My brother works there." in words(page)
    assert not page.context["groups"].free


def test_an_assignment_is_shut_to_everybody_but_its_reviewer(
    coordinator: User, reviewer: User, person: People, logged_in: Browser
) -> None:
    case = ready(coordinator)
    [one] = AssignReviewer(case, [Seat(reviewer)], coordinator).execute()
    other = described(person(Role.REVIEWER), "Osbert Harrowgate, MD")

    for name in ("attest", "decline"):
        answer = logged_in(other).post(address(name, one.pk), {"reason": "x"})
        assert answer.status_code == 404
        assert b"Verhoeven" not in answer.content
    assert b"Verhoeven" not in logged_in(other).get(address("mine")).content
    for role in (Role.PARTY, Role.QUALITY, Role.AUDITOR, Role.ADMINISTRATOR):
        for name, pk in (("proposal", case.pk), ("attest", one.pk)):
            answer = logged_in(person(role)).get(address(name, pk))
            assert answer.status_code == 403
            assert b"Pellworth" not in answer.content
    EndAssignment(one, "Needed elsewhere.", coordinator).execute()
    answer = logged_in(reviewer).get(address("attest", one.pk))
    assert answer.status_code == 404
    assert b"Verhoeven" not in answer.content


def test_parties_never_learn_who_reviews(
    coordinator: User, reviewer: User, person: People, logged_in: Browser
) -> None:
    case, party = ready(coordinator), person(Role.PARTY)
    now = timezone.now()
    Party.objects.create(
        case=case, user=party, kind=Kind.WORKER, added=now, added_by=coordinator
    )
    [one] = AssignReviewer(case, [Seat(reviewer)], coordinator).execute()
    AttestNoConflict(one, one.report["parties"], reviewer).execute()
    browser = logged_in(party)

    for name, pk in (("mine", ()), ("news", ()), ("case", (case.pk,))):
        answer = browser.get(reverse(f"parties:{name}", args=pk))
        assert answer.status_code == 200
        for secret in (reviewer.name, "Pellworth", str(reviewer.pk), reviewer.email):
            assert secret not in answer.content.decode()


@pytest.mark.parametrize("pk", ["0", "9" * 30, "1"])
def test_numbers_of_nothing_are_not_found(
    coordinator: User, reviewer: User, logged_in: Browser, pk: str
) -> None:
    for user, name in ((reviewer, "attest"), (reviewer, "decline")):
        path = f"/assignment/{pk}/{name}/"
        assert logged_in(user).post(path, {"reason": "x"}).status_code == 404
    path = f"/assignment/{pk}/end/"
    assert logged_in(coordinator).post(path, {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [{}, {"reviewer": "x"}, {"reviewer": ["\x00", "1"]}, {"approval": "x" * 301}],
)
def test_odd_choices_are_answered_with_a_sentence(
    coordinator: User, reviewer: User, logged_in: Browser, sent: dict[str, Any]
) -> None:
    case = ready(coordinator)

    for name in ("assign", "tell_apart", "resume"):
        answer = logged_in(coordinator).post(address(name, case.pk), sent, follow=True)
        assert answer.status_code == 200
        assert list(answer.context["messages"])
    assert not Assignment.objects.exists()


def test_a_case_of_papers_gets_its_question_and_a_due_date(
    coordinator: User, reviewer: User, logged_in: Browser
) -> None:
    case = example(coordinator)
    read(case)
    prepare.func(str(case.pk))
    made = Question.objects.get().made
    move(case, State.READY)

    page = logged_in(coordinator).get(address("proposal", case.pk))

    asked = page.context["asked"].case
    assert asked.id == case.number
    assert asked.families == ("benzodiazepine", "cyclobenzaprine")
    assert asked.due is not None
    assert "stands in" in words(page)
    assert DBTaskResult.objects.filter(task_path__endswith="tasks.prepare").count() == 1
    kept = Question.objects.get()
    assert (kept.reading, kept.made) == (case.last_read, made)
    assert b"Hasbrouck" not in kept.file.place.read_bytes()
