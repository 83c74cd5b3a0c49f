"""A draft is taken over to another reading."""

import pytest

from openimr.domain import Verdict
from workbench.cases.actions import queue_reading
from workbench.cases.models import Case
from workbench.errors import DraftError
from workbench.review.actions import AddFact, OverrideCriterion, Rebase
from workbench.review.models import Draft

from .conftest import People
from .desks import Desk, in_review, read_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


def _denied(desk: Desk, version: int = 1, said: str = "absent") -> AddFact:
    return AddFact(
        draft=desk.draft,
        version=version,
        item=1,
        fact="muscle_spasm_exam",
        said=said,
        selection=desk.selection(),
        by=desk.reviewer,
    )


def _rule(desk: Desk, fact: str = "muscle_spasm_exam") -> str:
    criteria = desk.bench.proposal.items[0].criteria
    return next(one.id for one in criteria if one.required and one.fact == fact)


def _override(desk: Desk, version: int = 1, reason: str = "Felt long ago.") -> Draft:
    return OverrideCriterion(
        draft=desk.draft,
        version=version,
        item=1,
        criterion=_rule(desk),
        status=Verdict.NOT_MET,
        reason=reason,
        by=desk.reviewer,
    ).execute()


def _read_again(desk: Desk) -> None:
    queue_reading(desk.case)
    read_at_once(Case.objects.get(pk=desk.case.pk))


def test_another_reading_has_to_be_looked_at_first(desk: Desk) -> None:
    _denied(desk).execute()
    _read_again(desk)
    assert desk.bench.out_of_date
    with pytest.raises(DraftError, match="read again"):
        _override(desk, 2)
    latest = str(desk.bench.latest.pk)

    Rebase(draft=desk.draft, version=2, to=latest, by=desk.reviewer).execute()

    assert not desk.bench.out_of_date
    assert [one.fact for one in desk.bench.content.work.facts] == ["muscle_spasm_exam"]
    _override(desk, 3)


def test_a_reading_that_was_not_looked_at_is_not_taken_over(desk: Desk) -> None:
    _read_again(desk)
    seen = str(desk.bench.latest.pk)
    _read_again(desk)

    with pytest.raises(DraftError, match="read once more"):
        Rebase(draft=desk.draft, version=1, to=seen, by=desk.reviewer).execute()
