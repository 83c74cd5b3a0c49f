"""Morphine equivalents: the tables by date, and the arithmetic told with the answer."""

import datetime as dt

import pytest

from openimr.clinical import find_facts, read_records
from openimr.clinical.morphine import load_morphine
from openimr.domain import Fact, FactQuestion, Quantity

from .cases import drug_item, one_page

OLD, NEW = dt.date(2014, 10, 15), dt.date(2023, 3, 1)


def _dose(text: str, drug: str, as_of: dt.date = OLD) -> Fact:
    case = one_page(text, date=as_of - dt.timedelta(days=10))
    question = FactQuestion(fact="med_daily")
    return find_facts(read_records(case), drug_item(drug), [question], as_of)[0]


@pytest.mark.parametrize(
    ("drug", "mg", "day", "factor"),
    [
        ("methadone", 20, OLD, 4),
        ("methadone", 21, OLD, 8),
        ("methadone", 60, OLD, 10),
        ("methadone", 90, OLD, 12),
        ("methadone", 90, NEW, 4.7),
        ("hydromorphone", 8, OLD, 4),
        ("hydromorphone", 8, NEW, 5),
        ("tramadol", 200, OLD, 0.1),
        ("tramadol", 200, NEW, 0.2),
        ("oxycodone", 40, OLD, 1.5),
        ("buprenorphine", 8, OLD, None),
    ],
)
def test_a_factor_depends_on_drug_dose_and_day(
    drug: str, mg: float, day: dt.date, factor: float | None
) -> None:
    assert load_morphine().table(day).factor(drug, mg) == factor


def test_a_day_before_all_tables_is_served_by_the_first() -> None:
    known = load_morphine()

    assert known.table(dt.date(1990, 1, 1)) is known.tables[0]


@pytest.mark.parametrize(
    ("words", "drug", "total"),
    [
        ("Norco 10/325 mg 1 po qid", "hydrocodone", 40),
        ("Methadone 10 mg 1 tid, Norco 10/325 1 qid", "methadone", 280),
        ("Duragesic 50 mcg/hr every 72 hours", "fentanyl", 120),
        ("MS Contin 30 mg q12h, MSIR 15 mg 1 tid", "morphine", 105),
        ("Tylenol #4 one three times a day", "codeine", 27),
        ("Dilaudid 4 mg 1 po tid", "hydromorphone", 48),
    ],
)
def test_all_current_opioids_are_added_up(words: str, drug: str, total: float) -> None:
    fact = _dose(f"CURRENT MEDICATIONS: {words}.", drug)

    assert fact.value == Quantity(total, "mg morphine equivalent per day")


def test_the_answer_states_its_arithmetic() -> None:
    fact = _dose("MEDICATIONS: Methadone 10 mg 1 tid, Norco 10/325 1 qid.", "methadone")

    assert fact.how == (
        "hydrocodone 10 mg x 4 a day x 1 = 40 mg; "
        "methadone 10 mg x 3 a day x 8 = 240 mg; "
        "together 280 mg morphine equivalent per day"
    )


def test_an_opioid_without_a_dose_is_named_as_missing_from_the_sum() -> None:
    fact = _dose("MEDICATIONS: Norco 10/325 1 qid. Butrans 10 mcg/hr.", "hydrocodone")

    assert fact.how is not None
    assert fact.how.endswith(
        "without buprenorphine, whose dose is not given or not converted"
    )
