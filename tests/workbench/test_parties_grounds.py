"""Why a case cannot be reviewed, in the plain words of its grounds."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pydantic import TypeAdapter

from openimr.domain.eligibility import Answer, GroundAnswer, Outcome, Screening
from openimr.domain.guideline import Mark
from openimr.domain.programme import Effect
from openimr.process import load_programme
from workbench.cases.models import Case, Decision
from workbench.cases.states import State
from workbench.files.store import put
from workbench.languages.speech import has
from workbench.parties.models import Kind, Party
from workbench.parties.reasons import CLOSING
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .disputes import party, standing
from .making import opened

Browser = Callable[[User], Client]
Mailbox = list[EmailMessage]


def _of(person: People, language: str = "en") -> Party:
    by = person(Role.COORDINATOR)
    user = person(Role.PARTY)
    user.language = language
    user.save()
    return party(opened(by), user, Kind.WORKER, by)


def _ineligible(row: Party, basis: bytes | None) -> Case:
    case = standing(row.case, State.INELIGIBLE)
    Decision.objects.create(
        case=case,
        act="screen",
        to=State.INELIGIBLE,
        reason=put("reason.txt", [b"The adjuster wrote of a fracture."]),
        basis=put("screening.json", [basis]) if basis is not None else None,
        made=timezone.now(),
        made_by=row.added_by,
    )
    return case


def _screening(*ids: str) -> bytes:
    answers = tuple(
        GroundAnswer(
            id=id_,
            title="",
            answer=Answer.FAILS,
            effect=Effect.INELIGIBLE,
            sentence="A sentence of the program.",
            citation="8 CCR 9792.10.3(a)",
            sources=(),
            mark=Mark.VERIFIED,
        )
        for id_ in ids
    )
    outcome = Outcome.INELIGIBLE
    screening = Screening(programme="p", outcome=outcome, answers=answers)
    return TypeAdapter(Screening).dump_json(screening)


@pytest.mark.django_db
def test_the_grounds_of_an_ineligible_case_stand_on_its_page_in_plain_words(
    person: People, logged_in: Browser
) -> None:
    row = _of(person, "es")
    case = _ineligible(row, _screening("EL-01", "EL-99"))

    shown = logged_in(row.user).get(f"/parties/mine/{case.pk}/").content.decode()

    assert "La solicitud llegó después del último día" in shown
    assert "8 CCR 9792.10.3(a)" in shown
    assert "Usted puede apelar esta respuesta" in shown
    assert "fracture" not in shown
    assert "A sentence of the program" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize("basis", [None, _screening(), _screening("EL-99")])
def test_without_a_ground_the_page_points_to_the_letter(
    person: People, logged_in: Browser, basis: bytes | None
) -> None:
    row = _of(person)
    case = _ineligible(row, basis)

    shown = logged_in(row.user).get(f"/parties/mine/{case.pk}/").content.decode()

    assert "The reason stands in our letter to you." in shown
    assert "fracture" not in shown


def test_every_ground_that_closes_a_case_has_plain_words() -> None:
    held = load_programme("california_workers_comp").grounds

    closing = [
        one.id for one in held if any(each.effect in CLOSING for each in one.editions)
    ]

    assert len(closing) > 10
    assert [id_ for id_ in closing if not has(f"grounds.{id_}")] == []
