"""Details that the request leaves open and the file supplies."""

import datetime as dt

import pytest

from openimr.casework.engine import knowledge
from openimr.domain import (
    Assertion,
    ClinicalHistory,
    DisputedItem,
    DrugRole,
    Evidence,
    MedicationMention,
    Point,
    Topic,
)
from openimr.review import with_supplied
from openimr.review.conditions import coded_conditions, coded_side, named_conditions

DAY = dt.date(2016, 4, 5)


def evidence(quote: str) -> Evidence:
    return Evidence(document="D4", page=2, quote=quote, start=0, end=len(quote))


def points(topic: Topic, *texts: str) -> tuple[Point, ...]:
    return tuple(
        Point(topic=topic, text=text, evidence=(evidence(text),)) for text in texts
    )


def supplied(
    request: str,
    *diagnoses: str,
    icd: tuple[str, ...] = (),
    plan: tuple[str, ...] = (),
    given: tuple[MedicationMention, ...] = (),
) -> dict[str, str]:
    recognise = knowledge().requests.read
    item = DisputedItem(details=recognise(request), icd=icd)
    told = points(Topic.DIAGNOSES, *diagnoses) + points(Topic.PLAN, *plan)
    whole = with_supplied(item, ClinicalHistory(points=told), given, DAY, recognise)
    assert whole.details == item.details
    return {each.detail: each.value for each in whole.supplied}


def kenalog(
    quote: str, strength: str = "40 mg", on: dt.date = DAY
) -> MedicationMention:
    return MedicationMention(
        drug="triamcinolone",
        as_written="Kenalog",
        role=DrugRole.MENTIONED,
        assertion=Assertion.AFFIRMED,
        evidence=evidence(quote),
        on=on,
        strength=strength,
    )


def test_the_diagnosis_that_names_the_drug_gives_side_and_root() -> None:
    told = ("Right C6 radiculopathy, stable on pregabalin", "Left knee strain")
    assert supplied("Lyrica 75 mg #60", *told) == {
        "side": "right",
        "level": "C6",
    }


def test_a_sentence_on_the_drug_goes_with_the_diagnosis_before_it() -> None:
    told = ("Left S1 radiculitis", "Fair response to gabapentin")
    found = supplied("Gabapentin 300 mg #90", *told)
    assert found == {"side": "left", "level": "S1"}


def test_the_level_of_a_disc_beside_a_root_is_not_the_root() -> None:
    told = ("L5 radiculopathy on the left with an L4-5 extrusion (724.4)",)
    found = supplied("Gabapentin 300 mg #90", *told, icd=("724.4",))
    assert found == {"side": "left", "level": "L5"}


def test_a_code_ties_the_request_to_the_report_s_diagnosis() -> None:
    told = ("1. Lumbar strain 2. Osteoarthritis of the left knee, severe",)
    found = supplied("Meloxicam 15 mg #30", *told, icd=("715.16",))
    assert found == {"side": "left"}


def test_the_last_figure_of_a_code_is_a_side() -> None:
    assert supplied("Celebrex 200 mg #30", icd=("M17.11",)) == {"side": "right"}


def test_a_plan_that_says_where_wins_over_the_diagnosis() -> None:
    found = supplied(
        "Voltaren 1% gel 100 g",
        "Bilateral knee osteoarthritis",
        plan=("Voltaren gel for the left knee",),
        icd=("715.16",),
    )
    assert found == {"side": "left"}


@pytest.mark.parametrize(
    ("request_", "diagnoses", "icd"),
    [
        ("Naproxen 550 mg #60", ("Left knee osteoarthritis",), ()),
        ("Naproxen 550 mg #60", ("Left knee osteoarthritis",), ("847.2",)),
        ("Celebrex 200 mg #60", ("Right knee OA", "Left knee OA"), ("715.16",)),
        ("Lumbar MRI", ("Left L5 radiculopathy",), ("724.4",)),
        ("Physical therapy low back 2 x 6", ("Left L5 radiculitis",), ("724.4",)),
        ("Left knee brace", ("Right knee OA",), ("715.16",)),
        ("Interlaminar epidural L4-5", ("Left L5 radiculitis",), ("724.4",)),
        ("Knee brace", ("Right shoulder arthritis",), ("715.11",)),
    ],
)
def test_nothing_is_supplied_without_one_sure_tie(
    request_: str, diagnoses: tuple[str, ...], icd: tuple[str, ...]
) -> None:
    assert supplied(request_, *diagnoses, icd=icd) == {}


def test_what_was_injected_stands_in_the_note_of_the_day_of_service() -> None:
    found = supplied(
        "Retro: left subacromial injection, DOS 04/05/2016",
        given=(
            kenalog("Procedure: Kenalog 40 mg injected."),
            kenalog("Procedure: Kenalog 20 mg.", "20 mg", dt.date(2015, 9, 1)),
        ),
    )
    assert found == {"strength": "Kenalog 40 mg"}


def test_two_doses_of_one_day_supply_none() -> None:
    found = supplied(
        "Retro: left subacromial injection, DOS 04/05/2016",
        given=(
            kenalog("Procedure: Kenalog 40 mg injected."),
            kenalog("Procedure: Kenalog 20 mg injected.", "20 mg"),
        ),
    )
    assert found == {}


def test_an_injection_still_to_come_has_no_note() -> None:
    given = (kenalog("Procedure: Kenalog 40 mg injected."),)
    assert supplied("Left subacromial injection", given=given) == {}


def test_supplied_details_are_read_where_the_request_is_silent() -> None:
    recognise = knowledge().requests.read
    item = DisputedItem(details=recognise("Celebrex 200 mg"), icd=("M17.12",))
    whole = with_supplied(item, ClinicalHistory(), (), None, recognise)
    assert whole.detail("side") == "left"
    assert whole.detail("strength") == "200 mg"
    assert whole.detail("level") is None


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("M25.511", "right"),
        ("M25.51", None),
        ("S43.402A", "left"),
        ("G56.03", "bilateral"),
        ("M16.0", "bilateral"),
        ("M54.16", None),
        ("", None),
    ],
)
def test_a_code_states_a_side_where_it_is_whole(code: str, side: str | None) -> None:
    assert coded_side(code) == side


def test_codes_and_words_name_the_same_condition() -> None:
    assert coded_conditions("M17.11") == {"osteoarthritis"}
    assert [one.condition.name for one in named_conditions("DJD of the hip")] == [
        "osteoarthritis"
    ]
