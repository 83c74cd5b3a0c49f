"""A drug that the only report hands on was in use before it."""

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

from .cases import DAY, written

SHORTLY = DAY + dt.timedelta(days=4)
NORTRIPTYLINE = DisputedItem(
    details=RequestDetails(
        requested="Nortriptyline 25 mg #30",
        treatment="antidepressant_tca",
        kind=ItemKind.DRUG,
        drug="nortriptyline",
    )
)


def _used(words: str) -> Fact:
    records = read_records(written([(DocumentKind.PROGRESS_REPORT, DAY, words)]))
    question = FactQuestion(fact="duration_of_use")
    [fact] = find_facts(records, NORTRIPTYLINE, [question], SHORTLY)
    return fact


@pytest.mark.parametrize(
    "words",
    [
        "Pain is less. P: Refill nortriptyline 25 mg at night.",
        "PLAN: Continue Pamelor 25 mg qhs #30. Return in six weeks.",
        "PLAN: Meds renewed: nortriptyline 25 mg #30, naproxen 500 mg #60.",
        "She is to remain on nortriptyline 25 mg at bedtime.",
    ],
)
def test_what_is_renewed_was_in_use_before(words: str) -> None:
    fact = _used(words)

    assert (fact.finding, fact.value, fact.begins) == (Finding.PRESENT, None, False)
    assert fact.how == "already in use on 10/01/2014; no record shows since when"


@pytest.mark.parametrize(
    "words",
    [
        "PLAN: Start nortriptyline 25 mg qhs #30.",
        "PLAN: Nortriptyline 25 mg qhs #30 with 2 refills.",
        "PLAN: Continue therapy. Prescribed nortriptyline 25 mg qhs #30.",
    ],
)
def test_what_is_prescribed_alone_begins(words: str) -> None:
    fact = _used(words)

    assert (fact.value, fact.begins) == (Quantity(0.0, "weeks"), True)


@pytest.mark.parametrize(
    ("words", "weeks", "start"),
    [
        ("She takes nortriptyline 25 mg nightly since January.", 39.0, "01/01/2014"),
        ("Nortriptyline began in January and lets her sleep.", 39.0, "01/01/2014"),
        ("On Pamelor 25 mg since the spring.", 26.0, "04/01/2014"),
        ("Taking nortriptyline since last fall.", 52.0, "10/01/2013"),
        ("She has used nortriptyline for five months.", 22.0, "05/02/2014"),
    ],
)
def test_a_month_or_a_season_is_a_stated_start(
    words: str, weeks: float, start: str
) -> None:
    fact = _used(words)

    assert fact.value == Quantity(weeks, "weeks")
    assert str(fact.how).startswith(f"stated start {start} ")


def test_the_fall_is_an_injury_and_no_season() -> None:
    fact = _used("Since the fall she has used nortriptyline at night.")

    assert fact.how == "already in use on 10/01/2014; no record shows since when"
