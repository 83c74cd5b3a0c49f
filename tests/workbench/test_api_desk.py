"""The coordinator's desk, for programs."""

from typing import Any

import pytest

from workbench.api.scopes import Scope
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.models import Case, Decision, Telling
from workbench.cases.states import State
from workbench.people.roles import Role

from .conftest import People
from .making import example_read, opened
from .tokens import Program, program, token

pytestmark = pytest.mark.django_db
OPEN = ("previous_application", "information_missing", "carve_out", "evaluator_agreed")
"""Questions that the example's papers leave open."""


class Screened:
    """A case that was read, and a coordinator's program."""

    def __init__(self, person: People) -> None:
        self.owner = person(Role.COORDINATOR)
        self.case = example_read(self.owner)
        self.token, secret = token(self.owner)
        self.program = Program(secret)

    def get(self, name: str) -> Any:
        return self.program.get(f"/api/v1/cases/{self.case.pk}/{name}")

    def post(self, name: str, **told: object) -> Any:
        return self.program.send(f"/api/v1/cases/{self.case.pk}/{name}", told)

    def answered(self) -> None:
        for question in OPEN:
            told = {"what": "fact", "subject": question, "value": "no"}
            assert self.post("tellings", **told).status_code == 201
        for record in ("RC-C", "RC-E"):
            told = {"what": "supplied", "subject": record}
            assert self.post("tellings", **told).status_code == 201

    def state(self) -> str:
        self.case.refresh_from_db()
        return self.case.state


@pytest.fixture
def screened(person: People) -> Screened:
    return Screened(person)


def test_the_screening_is_shown_with_grounds_reasons_sources_and_clocks(
    screened: Screened,
) -> None:
    told = screened.get("screening").json()

    assert (told["open"], told["outcome"], told["proposed"]) == (
        True,
        "cannot tell",
        None,
    )
    grounds = {each["id"]: each for each in told["grounds"]}
    unsettled = [each for each in grounds.values() if each["answer"] == "cannot tell"]
    assert unsettled
    assert all(each["missing"] for each in unsettled)
    assert all(each["sentence"] and each["citation"] for each in grounds.values())
    assert {each["mark"] for each in grounds.values()} <= {"verified", "UNVERIFIED"}
    assert {each["presence"] for each in told["records"]} >= {"present"}
    assert any(each["day"] and each["rules"] for each in told["clocks"])


def test_a_program_answers_what_is_open_and_screens_what_it_was_shown(
    screened: Screened,
) -> None:
    before = screened.get("screening").json()["seen"]
    screened.answered()
    now = screened.get("screening").json()

    stale = screened.post("screening", to="ready", seen=before)
    done = screened.post("screening", to="ready", seen=now["seen"])

    assert now["proposed"] == "ready"
    assert (stale.status_code, stale.json()["slug"]) == (409, "case-state")
    assert done.json() == {
        "case": str(screened.case.pk),
        "state": "ready",
        "legal_hold": False,
    }
    kept = Decision.objects.get(act="screen")
    assert (kept.agreed, kept.made_by) == (True, screened.owner)
    entry = Entry.objects.get(act="screen-case")
    assert (entry.who, entry.details["token"]) == (
        screened.owner,
        screened.token.prefix,
    )
    assert verify(stored()).fault == ""


@pytest.mark.parametrize("seen", ["", "f" * 63, None])
def test_a_decision_that_names_no_screening_is_refused(
    screened: Screened, seen: str | None
) -> None:
    told = {} if seen is None else {"seen": seen}

    assert screened.post("screening", to="ready", **told).status_code == 422
    assert screened.state() == State.READ


def test_another_decision_than_proposed_needs_a_reason(screened: Screened) -> None:
    seen = screened.get("screening").json()["seen"]

    bare = screened.post("screening", to="ineligible", seen=seen)
    said = screened.post("screening", to="ineligible", seen=seen, reason="Too late.")

    assert (bare.status_code, said.status_code) == (409, 200)
    assert screened.state() == State.INELIGIBLE


def test_what_was_told_is_taken_back_once(screened: Screened) -> None:
    told = {"what": "event", "subject": "noarfi_sent", "day": "2014-12-22"}
    row = screened.post("tellings", **told).json()

    back = screened.post(f"tellings/{row['id']}/take-back")
    again = screened.post(f"tellings/{row['id']}/take-back")

    assert (row["day"], row["withdrawn"]) == ("2014-12-22", None)
    assert back.json()["withdrawn"] is not None
    assert again.status_code == 409
    listed = screened.get("tellings").json()
    assert [each["id"] for each in listed if each["subject"] == "noarfi_sent"] == [
        row["id"]
    ]


def test_a_telling_of_another_case_is_not_there(screened: Screened) -> None:
    other = opened(screened.owner, b"Another.")
    row = Telling.objects.create(
        case=other, what="event", subject="x", told=other.opened
    )

    assert screened.post(f"tellings/{row.pk}/take-back").status_code == 404
    row.refresh_from_db()
    assert row.withdrawn is None


def test_what_the_programme_does_not_know_is_not_told(screened: Screened) -> None:
    answers = [
        screened.post("tellings", what="fact", subject="no such question", value="no"),
        screened.post("tellings", what="event", subject="noarfi_sent"),
        screened.post("tellings", what="rumour", subject="noarfi_sent"),
    ]

    assert [each.status_code for each in answers] == [422, 409, 422]


def test_records_are_asked_for_and_the_letter_comes_back(screened: Screened) -> None:
    made = screened.post("requests", records=["RC-C"])

    assert made.status_code == 201
    assert made.json()["records"] == ["RC-C"]
    assert "* RC-C" in made.json()["letter"]
    assert screened.state() == State.AWAITING_RECORDS
    assert screened.get("requests").json() == [made.json()]
    assert screened.post("requests", records=["RC-X"]).status_code == 409


def test_a_hold_is_put_on_and_lifted_with_a_reason(screened: Screened) -> None:
    held = screened.post("hold", reason="A subpoena.")
    twice = screened.post("hold", reason="A subpoena.")
    silent = screened.post("hold/lift", reason=" ")
    lifted = screened.post("hold/lift", reason="It is over.")

    assert (held.json()["legal_hold"], lifted.json()["legal_hold"]) == (True, False)
    assert (twice.status_code, silent.status_code) == (409, 409)


def test_a_case_that_was_not_read_has_no_screening(person: People) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)

    answer = program(by).get(f"/api/v1/cases/{case.pk}/screening")

    assert answer.status_code == 409


@pytest.mark.parametrize("role", [Role.QUALITY, Role.PARTY, Role.REVIEWER])
@pytest.mark.parametrize("name", ["screening", "requests", "tellings"])
def test_the_desk_is_for_coordinators(person: People, role: Role, name: str) -> None:
    case = opened(person(Role.COORDINATOR))
    by = program(person(role), Scope.CASES_READ)

    assert by.get(f"/api/v1/cases/{case.pk}/{name}").status_code == 404


def test_acts_of_people_name_no_token(person: People) -> None:
    by = person(Role.COORDINATOR)
    program(by).get(f"/api/v1/cases/{opened(by).pk}")

    case = opened(by, b"By hand.")

    acts = Entry.objects.filter(case=str(case.pk))
    assert acts.exists()
    assert not any("token" in each.details for each in acts)
    assert Case.objects.count() == 2
