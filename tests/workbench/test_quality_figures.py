"""Figures of quality count what was signed, returned and released."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.cases.models import Case
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality.figures import Figures, figures_between, period
from workbench.quality.models import Check, Examination, Release
from workbench.review.models import Signature

from .conftest import People
from .making import opened
from .signed import Files, sign

Browser = Callable[[User], Client]
TODAY = dt.date(2026, 3, 10)
EMPTY = Files(b"%PDF-", b"{}", b"{}", "0" * 64)


def _case(person: People, seats: int = 1, signatures: int = 1) -> Case:
    """Return a case with signatures whose files nobody opens."""
    by = person(Role.COORDINATOR)
    case = opened(by, str(Case.objects.count()).encode())
    for seat in range(1, seats + 1):
        Assignment.objects.create(
            case=case,
            reviewer=person(Role.REVIEWER),
            seat=seat,
            assigned=timezone.now(),
            assigned_by=by,
        )
    for seat in range(1, signatures + 1):
        sign(case, seat, EMPTY)
    return case


def _examination(signature: Signature, **figures: object) -> None:
    Examination.objects.create(
        signature=signature,
        content=put("examination.json", [b"{}"]),
        engine="1",
        at=timezone.now(),
        sound=True,
        figures=figures,
    )


def _released(case: Case, lead: User, days: float, **fields: object) -> None:
    letter = put("letter.pdf", [b"%PDF-"])
    last = case.signatures.order_by("-signed").first()
    assert last is not None
    Release.objects.create(
        case=case,
        at=last.signed + dt.timedelta(days=days),
        by=lead,
        signature=last,
        letter=letter,
        determination=letter,
        **fields,
    )


def _year() -> Figures:
    return figures_between(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.django_db
def test_figures_count_what_was_signed_returned_and_released(person: People) -> None:
    lead = person(Role.QUALITY)
    cases = [_case(person) for _ in range(4)]
    _released(cases[0], lead, 0.5)
    _released(cases[1], lead, 2, reason="Known.")
    _released(cases[2], lead, 9, publication=put("publication.json", [b"{}"]))
    overruled = {"baclofen.spasticity": 1}
    counts = {"agreed": 1, "unproposed": 1, "overruled": overruled}
    _examination(cases[0].signatures.get(), items=3, **counts)
    _examination(cases[1].signatures.get(), items=2, **counts)
    at = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    back = cases[3].signatures.get()
    back.returned = at
    back.save()
    Check.objects.create(
        signature=back, outcome="returned", reason="evidence", at=at, by=lead
    )

    found = _year()

    assert (found.signed, found.returned, found.returned_share) == (4, 1, 25)
    assert dict(found.reasons)["The evidence does not bear the decision"] == 1
    assert sum(many for _, many in found.reasons) == 1
    assert (found.released, found.unpublished, found.in_spite) == (3, 2, 1)
    assert (found.middle_days, found.late_days) == (2.0, 7.6)
    assert [many for _, many in found.waits] == [1, 1, 0, 1]
    assert (found.items, found.agreed, found.unproposed) == (5, 2, 2)
    assert found.agreed_share == 67
    assert found.overruled == (("baclofen.spasticity", "no longer in the library", 2),)


@pytest.mark.django_db
def test_figures_of_nothing_are_told_without_shares(
    person: People, logged_in: Browser
) -> None:
    found = _year()
    page = logged_in(person(Role.QUALITY)).get("/quality/figures/?first=x&last=0000")

    assert (found.agreed_share, found.returned_share, found.middle_days) == (
        None,
        None,
        None,
    )
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({}, dt.date(2025, 3, 10), TODAY),
        ({"first": "2026-01-01"}, dt.date(2026, 1, 1), TODAY),
        ({"last": "2025-12-31"}, dt.date(2024, 12, 31), dt.date(2025, 12, 31)),
        (
            {"first": "2026-03-01", "last": "2026-02-01"},
            dt.date(2026, 2, 1),
            dt.date(2026, 3, 1),
        ),
        ({"first": "0001-01-01"}, dt.date(2025, 3, 10), TODAY),
        ({"last": "9999-12-31"}, dt.date(2025, 3, 10), TODAY),
    ],
)
def test_a_span_is_what_was_asked_or_the_last_year(
    asked: dict[str, str], first: dt.date, last: dt.date
) -> None:
    assert period(asked, TODAY) == (first, last)
