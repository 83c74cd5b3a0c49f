"""Letters out of the room: objects for JSON, rows for tables."""

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from openimr.domain import (
    Credentials,
    Decision,
    ItemKind,
    Letter,
    LetterCase,
    LetterCitation,
    LetterFormat,
    LetterItem,
    LetterWarning,
    RequestDetails,
    Span,
)
from openimr.errors import InputError, OutputError
from openimr.letters.read import (
    COLUMNS,
    to_object,
    to_rows,
    write_csv,
    write_parquet,
)

ITEM = LetterItem(
    details=RequestDetails(
        requested="Soma 350 mg #60",
        treatment="carisoprodol",
        kind=ItemKind.DRUG,
        drug="carisoprodol",
        brand="Soma",
        strength="350 mg",
        quantity=60,
    ),
    decision=Decision.UPHELD,
    guidelines=(
        LetterCitation(
            guideline="mtus_cp_2009",
            name="Chronic Pain Treatment Guidelines",
            topic="Carisoprodol (Soma)",
            pages="29",
            verbatim="Chronic Pain Treatment Guidelines Carisoprodol (Soma) p. 29",
        ),
        LetterCitation(
            guideline=None, name="A statement", topic=None, pages=None, verbatim="A"
        ),
    ),
    other_evidence=("One", "Two"),
    rationale_text="=cmd()",
    conclusion="not medically necessary",
    spans=(("requested", Span(10, 25)),),
)
LETTER = Letter(
    source="letter.txt",
    format=LetterFormat.D1,
    case=LetterCase(number="CM14-0100001", age=40, ur_date=date(2014, 3, 4)),
    reviewer=Credentials(licensed_in=("California", "Utah")),
    summary_text="A summary.",
    items=(ITEM, ITEM),
    warnings=(LetterWarning(code="broken-date", message="M.", verbatim="09/2514"),),
    spans=(("case.number", Span(0, 12)),),
)
BARE = Letter(
    source="odd.txt",
    format=None,
    case=LetterCase(),
    reviewer=None,
    summary_text=None,
    items=(),
)


def test_an_object_has_the_names_of_the_contract_and_goes_into_json() -> None:
    found = json.loads(json.dumps(to_object(LETTER)))

    assert found["format"] == "D1"
    assert found["case"] == {
        "number": "CM14-0100001",
        "priority": None,
        "date_of_injury": None,
        "ur_date": "2014-03-04",
        "application_received": None,
        "date_assigned": None,
        "decision_date": None,
        "age": 40,
        "sex": None,
    }
    assert found["reviewer"] == {
        "licensed_in": ["California", "Utah"],
        "board_certifications": [],
        "subspecialties": [],
        "years_in_practice_over": None,
        "hours_a_week_at_least": None,
    }
    assert found["summary_text"] == "A summary."
    assert found["warnings"] == [
        {"code": "broken-date", "message": "M.", "verbatim": "09/2514", "span": None}
    ]
    assert found["spans"] == {"case.number": [0, 12]}


def test_an_item_of_an_object_has_its_amounts_and_citations() -> None:
    found = json.loads(json.dumps(to_object(LETTER)))["items"][0]

    assert found["requested"] == "Soma 350 mg #60"
    assert (found["treatment"], found["strength"], found["quantity"]) == (
        "carisoprodol",
        "350 mg",
        60,
    )
    assert (found["retrospective"], found["decision"]) == (False, "upheld")
    assert found["claims_administrator_guidelines"] == []
    assert found["guidelines"][0] == {
        "guideline": "mtus_cp_2009",
        "name": "Chronic Pain Treatment Guidelines",
        "topic": "Carisoprodol (Soma)",
        "pages": "29",
        "verbatim": "Chronic Pain Treatment Guidelines Carisoprodol (Soma) p. 29",
    }
    assert found["other_evidence"] == ["One", "Two"]
    assert found["spans"] == {"requested": [10, 25]}


def test_a_letter_of_which_nothing_was_read_is_an_object_of_nulls() -> None:
    found = to_object(BARE)

    assert (found["format"], found["reviewer"], found["items"]) == (None, None, [])


def test_there_is_a_row_an_item_with_every_column() -> None:
    rows = to_rows([LETTER, BARE])

    assert [(row["source"], row["item"]) for row in rows] == [
        ("letter.txt", 1),
        ("letter.txt", 2),
        ("odd.txt", None),
    ]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows[0]["guidelines"] == "mtus_cp_2009: Carisoprodol (Soma) 29 | A statement"
    assert rows[0]["licensed_in"] == "California | Utah"
    assert rows[0]["warnings"] == "broken-date"


def test_csv_has_a_heading_line_and_empty_cells_for_what_is_not_given() -> None:
    stream = io.StringIO()

    write_csv(to_rows([LETTER]), stream)

    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["quantity"] == "60"
    assert rows[0]["retrospective"] == "false"
    assert rows[0]["priority"] == ""


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", " =", "\n@"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(begins: str) -> None:
    stream = io.StringIO()

    write_csv([{"requested": f"{begins}HYPERLINK(1)"}], stream)

    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert row["requested"] == f"'{begins}HYPERLINK(1)"


def test_numbers_are_not_defused() -> None:
    stream = io.StringIO()

    write_csv([{"quantity": -1}], stream)

    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert row["quantity"] == "-1"


def test_parquet_keeps_numbers_and_flags(tmp_path: Path) -> None:
    path = tmp_path / "letters.parquet"

    write_parquet(to_rows([LETTER, BARE]), path)

    rows = parquet.read_table(path).to_pylist()
    assert rows == to_rows([LETTER, BARE])


def test_parquet_without_letters_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "letters.parquet"

    write_parquet([], path)

    assert tuple(parquet.read_table(path).column_names) == COLUMNS


def test_parquet_that_cannot_be_written_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "none" / "letters.parquet"

    with pytest.raises(OutputError) as caught:
        write_parquet(to_rows([LETTER]), path)

    assert str(path) in str(caught.value)


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(InputError) as caught:
        write_parquet([], tmp_path / "letters.parquet")

    assert "openimr[corpus]" in str(caught.value)
