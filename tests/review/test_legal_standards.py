"""The Labor Code's order of standards, and the drug formulary, by their days."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import (
    FormularyStatus,
    ItemKind,
    RequestDetails,
    StandardRule,
    Step,
)
from openimr.review.formulary import formulary_entry
from openimr.review.legal_standards import standards_entry

from .proposals import DAY

LATER = dt.date(2016, 5, 3)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (dt.date(2017, 12, 31), StandardRule.STRICT_ORDER),
        (dt.date(2018, 1, 1), StandardRule.AS_IN_MTUS),
    ],
)
def test_the_day_of_the_ur_decision_chooses_the_text_of_the_labor_code(
    day: dt.date, rule: StandardRule
) -> None:
    entry = standards_entry(day, DAY, Step.MTUS)

    assert (entry.rule, entry.day, entry.day_is) == (rule, day, "UR decision")
    assert [rank.applied for rank in entry.ranks] == [True, *[False] * 5]
    assert entry.ranks[1].why == "not reached: A applies"


def test_each_standard_above_the_one_applied_says_that_nothing_is_held() -> None:
    ranks = standards_entry(LATER, DAY, Step.ACOEM_ODG).ranks

    assert [(rank.rank, rank.applied) for rank in ranks][:4] == [
        ("A", False),
        ("B", False),
        ("C", True),
        ("D", False),
    ]
    assert ranks[0].why == "nothing of it with criteria for the treatment is held here"


DRUG = RequestDetails(
    requested="Soma 350 mg #60", drug="carisoprodol", kind=ItemKind.DRUG
)


@pytest.mark.parametrize(
    ("day", "there"), [(dt.date(2017, 12, 31), False), (dt.date(2018, 1, 1), True)]
)
def test_the_formulary_concerns_drugs_from_its_first_day(
    day: dt.date, there: bool
) -> None:
    assert (formulary_entry(DRUG, day, None) is not None) is there
    assert formulary_entry(replace(DRUG, kind=ItemKind.DEVICE), day, None) is None


def test_a_drug_of_a_list_that_is_not_held_gets_no_status() -> None:
    entry = formulary_entry(DRUG, dt.date(2019, 3, 4), dt.date(2019, 2, 25))

    assert entry is not None
    assert (entry.status, entry.prospective_review, entry.mark) == (
        None,
        None,
        "UNVERIFIED",
    )
    assert entry.windows[0].startswith("special fill (8 CCR 9792.27.12): open, 7 days")


def test_the_special_fill_closes_after_seven_days() -> None:
    entry = formulary_entry(DRUG, dt.date(2019, 3, 5), dt.date(2019, 2, 25))

    assert entry is not None
    assert "closed, 8 days" in entry.windows[0]


def test_a_compound_needs_review_whatever_the_list_says() -> None:
    asked = replace(DRUG, treatment="topical_compound")
    entry = formulary_entry(asked, dt.date(2018, 2, 1), None)

    assert entry is not None
    assert (entry.status, entry.prospective_review) == (
        FormularyStatus.COMPOUNDED,
        True,
    )
