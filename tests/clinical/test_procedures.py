"""Procedures: what single sentences say of them, and the course they make together."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from openimr.clinical import find_facts, read_records
from openimr.clinical.procedure_words import Status
from openimr.clinical.procedures import read_procedures
from openimr.domain import (
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    ItemKind,
    Quantity,
    RequestDetails,
)

from .cases import one_page, written

ASKED = yaml.safe_load((Path(__file__).parent / "procedures.yaml").read_text("utf-8"))
REPORT = DocumentKind.PROGRESS_REPORT


def _details(item: dict[str, Any]) -> RequestDetails:
    words = item.get("requested", item["treatment"].replace("_", " "))
    given = {**item, "kind": ItemKind(item["kind"]), "requested": words}
    return RequestDetails(**given)


def _sentences() -> Iterator[Any]:
    for asked in ASKED:
        for fact, told in asked["asks"].items():
            for each in told:
                yield pytest.param(asked["item"], fact, each, id=each["text"])


@pytest.mark.parametrize(("item", "fact", "told"), list(_sentences()))
def test_a_sentence_says_what_it_is_marked_with(
    item: dict[str, Any], fact: str, told: dict[str, Any]
) -> None:
    records = read_records(one_page(told["text"]))
    asked = DisputedItem(details=_details(item))
    day = dt.date(2014, 10, 15)

    found = find_facts(records, asked, [FactQuestion(fact=fact)], day)[0]

    number = found.value.value if isinstance(found.value, Quantity) else None
    assert found.finding.value == told["finding"]
    assert told.get("value") in {None, number}


SHOULDER = {
    "treatment": "joint_corticosteroid_injection",
    "kind": "injection",
    "body_part": "shoulder",
    "side": "right",
    "retrospective": True,
    "requested": "Retrospective right subacromial injection, DOS 04/20/2016",
}
GIVEN = [
    (REPORT, dt.date(2015, 6, 2), "PROCEDURE: Right subacromial injection no. 1."),
    (
        REPORT,
        dt.date(2016, 4, 20),
        "HPI: The June injection into the right shoulder helped 40% for five weeks.\n"
        "PROCEDURE: Right subacromial injection no. 2, Kenalog 40 mg.",
    ),
    (
        REPORT,
        dt.date(2016, 5, 4),
        "HPI: The right shoulder injection of April 20 gave 10% relief for a week.",
    ),
]


def _of_given(fact: str) -> Fact:
    asked = DisputedItem(details=_details(SHOULDER))
    question = FactQuestion(fact=fact)
    day = dt.date(2016, 5, 10)
    return find_facts(read_records(written(GIVEN)), asked, [question], day)[0]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("prior_procedures_count", "1 procedure"),
        ("interval_since_last", "46 weeks"),
        ("pct_relief_prior", "40 percent"),
        ("relief_duration_prior", "5 weeks"),
    ],
)
def test_a_treatment_given_already_is_not_its_own_predecessor(
    fact: str, value: str
) -> None:
    assert str(_of_given(fact).value) == value


def test_the_procedures_of_a_file_come_with_status_and_day() -> None:
    pages = [
        (REPORT, dt.date(2015, 3, 2), "HPI: Left L5-S1 epidural on 02/10/2015."),
        (REPORT, dt.date(2015, 4, 6), "PLAN: Request a second epidural."),
        (REPORT, dt.date(2015, 5, 4), "HPI: He declined the fusion."),
    ]

    found = read_procedures(read_records(written(pages)))

    assert [(each.treatment, each.status, each.day) for each in found] == [
        ("epidural_steroid_injection", Status.DONE, dt.date(2015, 2, 10)),
        ("epidural_steroid_injection", Status.PLANNED, None),
        ("surgery", Status.CALLED_OFF, None),
    ]
