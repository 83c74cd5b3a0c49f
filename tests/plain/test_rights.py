"""What the worker can do, and until when."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import Verdict
from openimr.errors import InputError
from openimr.plain import Language, reader_sheet

from .made import determination, family_item
from .test_reader import told

UPHELD = family_item("baclofen", Verdict.NOT_DOCUMENTED)
YES = family_item("lumbar_mri", Verdict.MET)


def test_the_last_day_to_appeal_is_counted_from_the_mailing() -> None:
    page = told(determination(UPHELD), mailed=dt.date(2014, 12, 22))

    assert "The last day is January 21, 2015, 30 days after the decision was" in page
    assert "mailed on December 22, 2014. If that is a weekend or a holiday, ask" in page


def test_without_a_day_of_mailing_the_rule_is_told() -> None:
    page = told(determination(UPHELD), Language.ES)

    assert "Tiene 30 días desde el día en que la decisión se envía por correo." in page


def test_a_new_request_needs_changed_facts_for_twelve_months() -> None:
    assert "Until November 4, 2015, the same doctor must show" in told(
        determination(UPHELD)
    )
    unknown = replace(UPHELD, ur=None)
    made = determination(unknown)
    made = replace(made, case=replace(made.case, ur_date=None))
    assert "For 12 months from the insurer's denial" in told(made)


def test_no_appeal_is_offered_where_all_is_approved() -> None:
    page = told(determination(YES))

    assert "You can appeal" not in page
    assert "allow the care within 5 working days" in page


@pytest.mark.parametrize(
    ("mailed", "problem"),
    [
        (dt.date(2014, 12, 9), "it was decided later, on 2014-12-10"),
        (dt.date.max, "no calendar reaches 30 days on"),
    ],
)
def test_an_impossible_day_of_mailing_is_refused(mailed: dt.date, problem: str) -> None:
    made = determination(UPHELD)
    made = replace(made, case=replace(made.case, decision_date=dt.date(2014, 12, 10)))

    with pytest.raises(InputError, match=problem):
        reader_sheet(made, mailed=mailed)


def test_a_draft_cannot_have_been_mailed() -> None:
    with pytest.raises(InputError, match="it is a draft"):
        reader_sheet(determination(UPHELD, status="draft"), mailed=dt.date(2015, 1, 2))
