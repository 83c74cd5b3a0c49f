"""Age and sex, in the ways in which notes open."""

import datetime as dt

import pytest

from openimr.clinical import read_records
from openimr.clinical.history.worker import find_age, find_sex
from openimr.domain import Dispute, DocumentKind, Stated

from .cases import DAY, one_page, written

AS_OF = dt.date(2014, 10, 20)


@pytest.mark.parametrize(
    ("words", "age", "sex"),
    [
        ("Worker: June Abel, female, 47.", 47, "female"),
        ("Tom Abel, male, 47, loads trucks.", 47, "male"),
        ("Age: 47  Gender: Female", 47, "female"),
        ("Age/Sex: 47/F", 47, "female"),
        ("Sex/Age: M/52", 52, "male"),
        ("Mr. Abel, 52, drives. He fell.", 52, "male"),
        ("Ms. Abel, who is 52, was seen.", 52, "female"),
        ("The patient, aged 52, drives. He fell.", 52, "male"),
        ("She is 52 and works as a nurse.", 52, "female"),
        ("52YOM with low back pain", 52, "male"),
        ("52 yof low back pain", 52, "female"),
        ("A woman of 52 years was seen.", 52, "female"),
        ("Patient is 52 years of age. She aches.", 52, "female"),
        ("52 y M, right-handed", 52, "male"),
        ("DOB 03/04/1962 F", 52, "female"),
    ],
)
def test_a_note_tells_age_and_sex_in_many_ways(words: str, age: int, sex: str) -> None:
    records = read_records(one_page(words))

    assert find_age(records, None, AS_OF)[0] == age
    assert find_sex(records)[0] == sex


@pytest.mark.parametrize(
    "words",
    [
        "Family history: mother died aged 52.",
        "His father is a male of 80.",
        "She is 52 pounds above her ideal weight.",
        "She is 12 weeks after the operation.",
        "A man of 80 kg lifted the crate.",
        "Flexion is 52, extension 10.",
        "He is 52% better.",
    ],
)
def test_other_figures_are_no_age(words: str) -> None:
    assert find_age(read_records(one_page(words)), None, AS_OF)[0] is None


def _case_of(name: str) -> Dispute:
    return Dispute(patient=Stated(value=name, evidence=()))


@pytest.mark.parametrize(
    "words",
    [
        "Brask Upper Limb Clinic\n10/1/2014. Brask, Ottilie. 53, seamstress.\nS: Numb.",
        "Ottilie Brask (53), right-handed. Numb fingers.",
    ],
)
def test_the_age_stands_behind_the_workers_own_name(words: str) -> None:
    records = read_records(one_page(words))

    assert find_age(records, _case_of("Ottilie Brask"), AS_OF)[0] == 53
    assert find_age(records, _case_of("Ann Roe"), AS_OF)[0] is None
    assert find_age(records, None, AS_OF)[0] is None


def test_papers_of_the_dispute_tell_age_and_sex_where_no_report_does() -> None:
    denial = (DocumentKind.UR_DECISION, DAY, "RE: Ottilie Brask, female, 53.")
    silent = (DocumentKind.PROGRESS_REPORT, DAY, "The fingers are numb.")
    telling = (DocumentKind.PROGRESS_REPORT, DAY, "A 54-year-old man was seen.")

    alone = read_records(written([denial, silent]))
    told = read_records(written([denial, telling]))

    assert (find_age(alone, None, AS_OF)[0], find_sex(alone)[0]) == (53, "female")
    assert (find_age(told, None, AS_OF)[0], find_sex(told)[0]) == (54, "male")
