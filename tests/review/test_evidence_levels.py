"""Cited studies are graded by the table, as a span, and never beyond their words."""

import datetime as dt

import pytest

from openimr.domain import (
    Balance,
    CitedBy,
    CitedEvidence,
    CitedKind,
    ItemKind,
    Level,
    Mark,
    StudyDesign,
)
from openimr.review.citation_forms import cited_form
from openimr.review.evidence_levels import balance, grade, levels_table

IN_2016 = dt.date(2016, 5, 3)
RCT, REVIEW = StudyDesign.RANDOMIZED, StudyDesign.SYSTEMATIC_REVIEW


def study(  # noqa: PLR0913 - one a part of the grade
    design: StudyDesign | None,
    reviews: StudyDesign | None = None,
    *,
    by: CitedBy = CitedBy.TREATING_PHYSICIAN,
    bias: tuple[str, ...] = (),
    low: bool = False,
    harms: bool = False,
) -> CitedEvidence:
    return CitedEvidence(
        by=by,
        kind=CitedKind.STUDY,
        design=design,
        reviews=reviews,
        bias=bias,
        low_bias=low,
        harms=harms,
        document="D1",
    )


def span(
    cited: CitedEvidence, kind: ItemKind = ItemKind.DRUG
) -> tuple[str, str | None]:
    level, _ = grade(cited, kind, IN_2016)
    assert level is not None
    return level.best, level.worst


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (study(REVIEW, RCT, low=True), ("1a", "1a")),
        (study(REVIEW, RCT, bias=("stated",)), ("1c", "1c")),
        (study(REVIEW, RCT), ("1a", "1c")),
        (study(REVIEW), ("1a", None)),
        (study(RCT, low=True), ("1b", "1b")),
        (study(RCT, bias=("no_blinding",)), ("1c", "1c")),
        (study(RCT), ("1b", "1c")),
        (study(StudyDesign.COHORT), ("2", None)),
        (study(StudyDesign.CASE_CONTROL), ("3", "3")),
        (study(StudyDesign.CASE_SERIES), ("4", "4")),
        (study(StudyDesign.EXPERT_OPINION), ("5", "5")),
    ],
)
def test_the_level_of_a_treatment_study_follows_from_design_and_bias(
    cited: CitedEvidence, expected: tuple[str, str | None]
) -> None:
    assert span(cited) == expected


def test_a_test_is_judged_as_a_test() -> None:
    assert span(study(StudyDesign.CROSS_SECTIONAL), ItemKind.TEST) == ("1c", "1c")
    assert span(study(StudyDesign.CASE_CONTROL), ItemKind.TEST) == ("2", None)


def test_harms_are_the_question_where_utilization_review_cites_them() -> None:
    review = study(RCT, by=CitedBy.UTILIZATION_REVIEW, bias=("stated",), harms=True)

    assert span(review) == ("2", "2")
    assert span(study(RCT, bias=("stated",), harms=True)) == ("1c", "1c")


@pytest.mark.parametrize(
    ("cited", "day", "why"),
    [
        (study(None), IN_2016, "the citing words do not tell its design"),
        (study(RCT), dt.date(2015, 4, 19), "the table governs from 04/20/2015 only"),
        (
            study(REVIEW, StudyDesign.COHORT),
            IN_2016,
            "the table holds no review of studies of that design",
        ),
        (
            CitedEvidence(
                by=CitedBy.UTILIZATION_REVIEW,
                kind=CitedKind.GUIDELINE,
                guideline="odg",
                document="D1",
            ),
            IN_2016,
            "the methodology grades the studies beneath a guideline, not it",
        ),
    ],
)
def test_what_cannot_be_told_gets_no_level(
    cited: CitedEvidence, day: dt.date, why: str
) -> None:
    assert grade(cited, ItemKind.DRUG, day) == (None, why)


def test_the_table_governs_from_its_first_day() -> None:
    level, _ = grade(study(RCT), ItemKind.DRUG, levels_table().since)

    assert level is not None
    assert levels_table().since_mark is Mark.UNVERIFIED


def test_levels_four_and_five_and_odd_cells_carry_their_mark() -> None:
    unread = {(c.level, c.column) for c in levels_table().cells if c.mark != "verified"}

    assert {level for level, _ in unread} == {"1c", "2", "3", "4", "5"}
    assert ("4", "treatment_benefits") in unread
    assert ("1c", "treatment_harms") in unread
    assert ("1c", "treatment_benefits") not in unread


def test_a_level_read_from_an_unread_cell_is_marked() -> None:
    level, _ = grade(study(StudyDesign.CASE_SERIES), ItemKind.DRUG, IN_2016)

    assert level is not None
    assert level.mark is Mark.UNVERIFIED


def level(best: str, worst: str | None) -> Level:
    return Level(best=best, worst=worst, column="x", mark=Mark.VERIFIED)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([level("1b", "1c")], [level("4", "4")], Balance.HIGHER),
        ([level("4", "4")], [level("1b", "1c")], Balance.LOWER),
        ([level("3", "3")], [level("3", "3")], Balance.SAME),
        ([level("1b", "1c")], [level("1c", "1c")], Balance.CANNOT_TELL),
        ([level("1a", None)], [level("4", "4")], Balance.CANNOT_TELL),
        ([level("1b", "1b"), None], [level("4", "4")], Balance.CANNOT_TELL),
        ([level("1b", "1b")], [], Balance.CANNOT_TELL),
    ],
)
def test_levels_are_compared_only_where_their_spans_stand_apart(
    ours: list[Level | None], theirs: list[Level | None], expected: Balance
) -> None:
    assert balance(ours, theirs) is expected


def test_comparing_the_other_way_round_turns_the_answer() -> None:
    order = levels_table().order
    spans = [level(a, b) for a in order for b in order if a <= b]
    turned = {Balance.HIGHER: Balance.LOWER, Balance.LOWER: Balance.HIGHER}

    for one in spans:
        for other in spans:
            there = balance([one], [other])
            assert balance([other], [one]) is turned.get(there, there)


@pytest.mark.parametrize(
    ("kind", "given", "form", "lacking"),
    [
        (
            CitedKind.MTUS,
            {"name": "MTUS", "year": 2009, "chapter": "Chronic pain", "pages": "63-66"},
            "MTUS, 2009, Chronic pain, pages 63-66",
            (),
        ),
        (
            CitedKind.GUIDELINE,
            {"name": "ODG", "chapter": "Knee"},
            "ODG, Knee",
            ("year",),
        ),
        (
            CitedKind.STUDY,
            {"author": "Rill C", "name": "Ice", "journal": "Cold Med", "year": 2009},
            'Rill C, "Ice", Cold Med, 2009',
            ("volume", "page"),
        ),
    ],
)
def test_each_kind_is_cited_in_its_own_form_and_gaps_are_named(
    kind: CitedKind, given: dict[str, object], form: str, lacking: tuple[str, ...]
) -> None:
    cited = CitedEvidence(
        by=CitedBy.UTILIZATION_REVIEW,
        kind=kind,
        document="D1",
        **given,  # type: ignore[arg-type]
    )

    assert cited_form(cited) == (form, lacking)
