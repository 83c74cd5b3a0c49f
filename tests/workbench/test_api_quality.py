"""The quality lead's room, for programs."""

from typing import Any

import pytest

from workbench.api.scopes import Scope
from workbench.audit.models import Entry
from workbench.cases.states import State
from workbench.people.roles import Role
from workbench.quality.models import Check, Release
from workbench.review.models import Signature

from .conftest import People
from .quality_desk import Desk, flawed
from .tokens import Program, program, token

pytestmark = pytest.mark.django_db


class Checked(Desk):
    """A signed case, and the program of the quality lead."""

    def __init__(self, person: People) -> None:
        super().__init__(person)
        self.token, secret = token(self.lead)
        self.program = Program(secret)

    def get(self) -> Any:
        return self.program.get(f"/api/v1/cases/{self.case.pk}/quality").json()

    def post(self, name: str, **told: object) -> Any:
        return self.program.send(f"/api/v1/cases/{self.case.pk}/{name}", told)


@pytest.fixture
def checked(person: People) -> Checked:
    return Checked(person)


def test_a_program_passes_what_it_looked_at_and_releases_it(checked: Checked) -> None:
    told = checked.get()
    [seat] = told["seats"]

    early = checked.post("release")
    passed = checked.post("seats/1/pass", signature=seat["signature"])
    again = checked.post("seats/1/pass", signature=seat["signature"])
    done = checked.post("release")

    assert (told["state"], told["ready"], told["release"]) == ("signed", False, None)
    assert (seat["seat"], seat["passed"], seat["sound"]) == (1, None, True)
    assert (early.status_code, early.json()["slug"]) == (409, "quality")
    assert passed.json() == again.json()
    assert passed.json()["outcome"] == "passed"
    assert done.status_code == 200
    assert checked.state() == State.RELEASED
    assert checked.post("release").json() == done.json()
    assert Release.objects.count() == 1
    after = checked.get()
    assert (after["state"], after["ready"]) == ("released", True)
    assert after["release"] == done.json()
    for act in ("pass-signature", "release"):
        entry = Entry.objects.get(act=act)
        assert (entry.who, entry.details["token"]) == (
            checked.lead,
            checked.token.prefix,
        )


def test_a_signature_goes_back_with_reason_and_comment(checked: Checked) -> None:
    told = {"signature": checked.signature.pk, "reason": "evidence"}

    mute = checked.post("seats/1/return", **told)
    blank = checked.post("seats/1/return", **told, comment=" ")
    done = checked.post("seats/1/return", **told, comment="Page 3 says otherwise.")

    assert (mute.status_code, blank.status_code) == (422, 409)
    assert {key: done.json()[key] for key in ("outcome", "reason", "comment")} == {
        "outcome": "returned",
        "reason": "evidence",
        "comment": "Page 3 says otherwise.",
    }
    assert checked.state() == State.IN_REVIEW
    assert Check.objects.get().said == "Page 3 says otherwise."
    assert Signature.objects.get().returned is not None


def test_errors_are_told_by_their_check_and_need_a_reason(checked: Checked) -> None:
    checked.passed()
    flawed(checked.signature)

    bare = checked.post("release")
    said = checked.post("release", reason="The side is right in the request.")

    assert (bare.status_code, said.status_code) == (409, 200)


def test_another_signature_than_was_looked_at_is_not_passed(checked: Checked) -> None:
    other = checked.post("seats/1/pass", signature=checked.signature.pk + 1)
    nowhere = checked.post("seats/2/pass", signature=checked.signature.pk)

    assert (other.status_code, nowhere.status_code) == (409, 404)
    assert not Check.objects.exists()


def test_who_reviewed_a_case_passes_it_over_no_program(person: People) -> None:
    checked = Checked(person)
    own = checked.reviewers[0]
    own.held_roles.create(role=Role.QUALITY, since=checked.case.opened)
    by = program(type(own).objects.get(pk=own.pk), Scope.DETERMINATIONS_WRITE)

    address = f"/api/v1/cases/{checked.case.pk}/seats/1/pass"
    answer = by.send(address, {"signature": checked.signature.pk})

    assert answer.status_code == 409
    assert "reviewed it yourself" in answer.json()["detail"]


def test_reading_alone_changes_nothing(checked: Checked) -> None:
    by = program(checked.lead, Scope.DETERMINATIONS_READ)
    at = f"/api/v1/cases/{checked.case.pk}"

    asked = {"signature": checked.signature.pk}
    assert by.send(f"{at}/seats/1/pass", asked).status_code == 403
    assert by.send(f"{at}/release", {}).status_code == 403
    assert by.get(f"{at}/quality").status_code == 200
