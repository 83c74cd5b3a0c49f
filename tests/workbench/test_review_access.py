"""Who finds what at a desk: nobody but whose it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .desks import Desk, in_review

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


def _at(desk: Desk, rest: str = "") -> str:
    return f"/desk/{desk.assignment.pk}/{rest}"


def _fact(desk: Desk, **other: object) -> dict[str, object]:
    chosen = desk.selection()
    return {
        "version": 1,
        "item": 1,
        "page": chosen.page,
        "start": chosen.start,
        "end": chosen.end,
        "words": chosen.words,
        "fact": "muscle_spasm_exam",
        "finding": "absent",
        "value": "",
        **other,
    }


ADDRESSES = (
    "",
    "letter/",
    "letter/pdf/",
    "letter/evidence/",
    "rebase/",
    "signed/letter.pdf",
)
FORMS = (
    "start/",
    "facts/add/",
    "facts/remove/",
    "passages/add/",
    "passages/remove/",
    "override/",
    "override/withdraw/",
    "decide/",
    "summary/",
    "rationale/",
    "rebase/",
)


@pytest.mark.parametrize("why", ["another", "ended", "shut"])
def test_who_has_not_the_case_finds_nothing(
    desk: Desk, person: People, logged_in: Browser, why: str
) -> None:
    user = person(Role.REVIEWER) if why == "another" else desk.reviewer
    if why == "ended":
        Assignment.objects.update(ended=timezone.now())
    if why == "shut":
        Assignment.objects.update(attested=None)
    browser = logged_in(user)

    for address in ADDRESSES:
        answer = browser.get(_at(desk, address))
        leads = why == "shut" and not address
        assert answer.status_code == (302 if leads else 404), address
        assert b"spasm" not in answer.content
    for address in FORMS:
        assert browser.post(_at(desk, address), _fact(desk)).status_code == 404
    assert desk.draft.version == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.QUALITY, Role.PARTY])
def test_other_roles_do_not_sit_at_a_desk(
    desk: Desk, person: People, logged_in: Browser, role: Role
) -> None:
    assert logged_in(person(role)).get(_at(desk)).status_code == 403
