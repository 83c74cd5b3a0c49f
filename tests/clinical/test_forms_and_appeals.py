"""Boxes beside figures, appeals written after the request, years in brackets."""

import datetime as dt

import pytest

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    Finding,
    ItemKind,
    Quantity,
    RequestDetails,
)

from .cases import written

_ASKED = dt.date(2014, 9, 15)
_STIMULATOR = RequestDetails(
    requested="stimulator",
    kind=ItemKind.DEVICE,
    treatment="spinal_cord_stimulator_permanent",
)
_FUSION = RequestDetails(
    requested="fusion C5-6",
    kind=ItemKind.SURGERY,
    treatment="cervical_surgery",
    body_part="neck",
)
_CELECOXIB = RequestDetails(requested="celecoxib", kind=ItemKind.DRUG, drug="celecoxib")


def _answer(
    item: RequestDetails, fact: str, kind: DocumentKind, day: dt.date, text: str
) -> Fact:
    records = read_records(written([(kind, day, text)]))
    question = FactQuestion(fact=fact, drugs=())
    (found,) = find_facts(records, DisputedItem(details=item), [question], _ASKED)
    return found


_REPORT = DocumentKind.PROGRESS_REPORT
_SEPTEMBER = dt.date(2014, 9, 1)


def test_a_percent_at_the_marked_box_counts_and_those_at_empty_ones_do_not() -> None:
    text = (
        "SCS TRIAL, two leads\nreduction overall: [ ] <30% [ ] 40-50% [X] 70%\n"
        "walked before 1 block, during 8 blocks"
    )
    fact = _answer(_STIMULATOR, "pct_relief_prior", _REPORT, _SEPTEMBER, text)
    assert fact.value == Quantity(70.0, "percent")


@pytest.mark.parametrize(
    ("marks", "finding"),
    [(("X", " "), Finding.PRESENT), ((" ", "X"), Finding.ABSENT)],
)
def test_words_under_a_heading_of_the_mind_are_as_they_are_ticked(
    marks: tuple[str, str], finding: Finding
) -> None:
    text = "PSYCH\nDr. Vole  [{}] cleared for implant  [{}] not cleared\n".format(
        *marks
    )
    fact = _answer(_STIMULATOR, "psych_evaluation_clear", _REPORT, _SEPTEMBER, text)
    assert fact.finding is finding


_CARE = "Ten weeks of therapy and two epidurals did not help her neck."


@pytest.mark.parametrize(
    ("opening", "finding"),
    [
        ("I appeal your denial of the fusion. ", Finding.PRESENT),
        ("I ask you to reconsider the fusion. ", Finding.PRESENT),
        ("She came in today. ", Finding.SILENT),
    ],
)
def test_an_appeal_after_the_request_tells_what_led_to_it_and_a_later_visit_does_not(
    opening: str, finding: Finding
) -> None:
    later, letter = _ASKED + dt.timedelta(20), DocumentKind.OTHER
    fact = _answer(_FUSION, "conservative_care_failed", letter, later, opening + _CARE)
    assert fact.finding is finding


@pytest.mark.parametrize(
    ("care", "finding"),
    [("naproxen 500 (2012), brace", False), ("naproxen 500 bid, brace", True)],
)
def test_a_drug_of_a_past_year_in_brackets_is_not_taken_beside_another(
    care: str, finding: bool
) -> None:
    text = f"TREATMENT: {care}.\nPLAN: Celebrex 200 bid."
    fact = _answer(_CELECOXIB, "gi_risk_factors", _REPORT, _SEPTEMBER, text)
    assert (fact.finding is Finding.PRESENT) is finding
