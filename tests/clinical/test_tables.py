"""Tables that list drugs: each number is that of the column it stands under."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openimr.clinical import knowledge, read_records
from openimr.clinical.medications.columns import column_names, find_heads, read_columns
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.tracks import find_timeline
from openimr.domain import DocumentKind, DrugRole, TimelineMark

from .cases import one_page

DAY = dt.date(2016, 3, 1)
Told = tuple[int | None, float | None, int | None]
"""Quantity, days' supply and refills."""


def _mentions(
    text: str, kind: DocumentKind = DocumentKind.PRESCRIPTION
) -> list[Mention]:
    records = read_records(one_page(text, kind, DAY))
    return [each for each in records.mentions if not each.hit.of_class]


def _told(text: str, kind: DocumentKind = DocumentKind.PRESCRIPTION) -> list[Told]:
    return [
        (each.directions.quantity, each.directions.supply, each.directions.refills)
        for each in _mentions(text, kind)
    ]


def _examples() -> list[dict[str, object]]:
    node = knowledge.read("columns.yaml").fields(("columns", "examples"))["examples"]
    return list(yaml.safe_load(yaml.serialize(node.node)))


@pytest.mark.parametrize("example", _examples(), ids=lambda each: str(each["head"]))
def test_every_example_of_the_column_names_is_read(example: dict[str, object]) -> None:
    told = _told(f"PHARMACY PROFILE\n{example['head']}\n{example['row']}\n")

    wanted = [example.get(name) for name in ("quantity", "days", "refills")]
    assert [list(each) for each in told] == [wanted]


STACKED = """Drug
Qty
Days
Supply
Refills
Tizanidine 4 mg tablet
60
30
2
Norco 10/325
120
15
0"""

BROKEN = """FILLED RX DRUG QTY DAYS DR
01/08/16 604411 METHADONE 10MG 60 30 ORTEGA
01/08/16 604412 HYDROCO/APAP
10-325
120 20 ORTEGA"""

TITLED = """Medications
Drug  Days  Qty
Tizanidine 4 mg tab 30 90
Gabapentin 300 mg 10 30"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(STACKED, [(60, 30, 2), (120, 15, 0)], id="a cell a line"),
        pytest.param(BROKEN, [(60, 30, None), (120, 20, None)], id="broken rows"),
        pytest.param(TITLED, [(90, 30, None), (30, 10, None)], id="a title above"),
    ],
)
def test_cells_are_put_together_over_lines(text: str, told: list[Told]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "row",
    [
        "Tizanidine 4 mg tablet  60 30 2",
        "Tizanidine 4 mg tablet  30 / 10",
        "Tizanidine 4 mg tablet  30 2 ORTEGA",
        "Tizanidine 4 mg tablet | 90 | 30",
        "Tizanidine 4 mg tablet 2",
    ],
)
def test_without_a_head_numbers_that_cannot_be_told_apart_claim_no_quantity(
    row: str,
) -> None:
    assert _told(f"PHARMACY PRINTOUT\n{row}\n") == [(None, None, None)]


def test_without_a_head_a_number_that_stands_alone_is_the_quantity() -> None:
    assert _told("PHARMACY PRINTOUT\nTizanidine 4 mg tablet 60\n") == [(60, None, None)]


def test_a_cell_left_empty_between_bare_numbers_is_no_guess() -> None:
    text = "Drug Qty Days Refills\nTizanidine 4 mg tablet 60 2\n"

    assert _told(text) == [(None, None, None)]


def test_a_heading_ends_the_table() -> None:
    text = "MEDICATIONS\nDrug Days Refills\nSoma 350 mg 30 2\nPLAN: Soma 350 mg 60\n"

    assert [each[0] for each in _told(text)] == [None, 60]


def test_a_list_of_a_report_is_read_by_its_columns() -> None:
    text = (
        "CURRENT MEDICATIONS:\nMedication Sig Refills Qty\n"
        "Tizanidine 4 mg 1 po qhs 2 30\nNorco 10/325 1 po qid 0 120\n"
    )

    assert _told(text, DocumentKind.PROGRESS_REPORT) == [(30, None, 2), (120, None, 0)]


def test_names_of_columns_say_nothing_of_what_is_done_with_the_first_drug() -> None:
    text = "OAK PHARMACY\nDrug Qty Refills\nBaclofen 10 mg 90 1\nSoma 350 mg 30 0\n"

    assert [each.role for each in _mentions(text)] == [DrugRole.DISPENSED] * 2


def test_the_leading_part_of_a_combination_is_no_acetaminophen() -> None:
    text = (
        "CURES REPORT\nDate Filled Drug Name Form Str Qty Days Refill\n"
        "02/11/2016 HYDROCODONE BITARTRATE-ACETAMINOPHEN TAB 325 MG-10 MG 120 30 0\n"
    )

    (mention,) = _mentions(text)

    assert mention.directions.strength == "10/325 mg"
    assert mention.directions.units_per_day == 4.0


def test_the_line_of_time_shows_the_quantity_of_its_column() -> None:
    text = "Fill date | Drug | DS | Qty\n02/04/2016 | Soma 350 mg tab | 30 | 90\n"

    (track,) = find_timeline(
        read_records(one_page(text, DocumentKind.PRESCRIPTION, DAY)), DAY
    ).tracks

    (point,) = track.points
    assert (point.mark, point.label) == (TimelineMark.DISPENSED, "350 mg #90")


def test_the_first_day_of_a_row_is_that_of_the_fill() -> None:
    text = (
        "CURES\nFill Date|Written|Drug|Qty|Days|Refill\n"
        "2016-02-03|2016-02-02|LORAZEPAM 1 MG TABLET|45|30|2\n"
    )

    assert [each.on for each in _mentions(text)] == [dt.date(2016, 2, 3)]


def test_a_number_behind_a_name_with_its_strength_is_no_strength() -> None:
    (mention,) = _mentions("Drug Qty Days\nLIDOCAINE 5% PATCH 30 15\n")

    assert (mention.directions.strength, mention.directions.quantity) == ("5%", 30)


ORDERS = st.permutations(["Qty", "Days", "Refills"])


@given(ORDERS, st.integers(6, 300), st.integers(1, 90), st.integers(0, 5))
def test_whatever_the_order_the_head_names_the_numbers(
    order: list[str], quantity: int, days: int, refills: int
) -> None:
    values = {"Qty": quantity, "Days": days, "Refills": refills}
    row = " ".join(str(values[name]) for name in order)

    told = _told(f"Drug {' '.join(order)}\nTizanidine 4 mg tablet {row}\n")

    assert told == [(quantity, float(days), refills)]


@given(st.text(max_size=60))
def test_any_line_can_be_asked_for_its_columns(line: str) -> None:
    columns, known = read_columns(line)

    assert 0.0 <= known <= 1.0
    assert all(head.columns for head in find_heads(line))
    assert columns or not known


def test_prose_that_names_columns_is_no_head() -> None:
    text = "Refill medications.\nDrug quantity was discussed, and days too.\n"

    assert find_heads(text) == ()


def test_every_name_of_a_column_is_found_by_itself() -> None:
    read = {words: read_columns(" ".join(words))[0] for words in column_names()}

    assert read == {words: (column,) for words, column in column_names().items()}
