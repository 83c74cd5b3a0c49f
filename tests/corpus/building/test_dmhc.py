"""The open-data table of the DMHC as a second programme."""

from importlib.resources import files as package_files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.building import summary_of
from openimr.corpus.building.dmhc import table_rows
from openimr.errors import InputError, UnreadableFileError

from .making import built, own_letters, rows

HEADS = (
    "Reference ID,Report Year,Diagnosis Category,Diagnosis Sub Category,"
    "Treatment Category,Treatment Sub Category,Determination,Type,Age Range,"
    "Patient Gender,Findings"
)
LATER_HEADS = (
    "ReferenceID,ReportYear,DiagnosisCategory,DiagnosisSubCategory,TreatmentCategory,"
    "TreatmentSubCategory,Determination,Type,AgeRange,PatientGender,IMRType,"
    "DaysToReview,DaysToAdopt,Findings"
)
ROW = (
    "MN16-0001,2016,Infectious,Hepatitis,Pharmacy/Prescription Drugs,Anti-virals,"
    "Overturned Decision of Health Plan,Medical Necessity,41-50,Female,"
    '"Nature of Statutory Criteria/Case Summary: A woman asked for tablets.  '
    'Findings: The reviewer found, on balance, that they help."'
)
LATER_ROW = (
    "MN23-0002,2023,Orth/Musculoskeletal,Back Pain,Diag Imag & Screen,MRI,"
    "Upheld Decision of Health Plan,Medical Necessity,51 to 64,Male,Expedited,7,13,"
    "The reviewer found that plain films would do."
)


def _table(*rows_: str, heads: str = HEADS) -> bytes:
    return "\r\n".join((heads, *rows_, "")).encode()


def _made(tmp_path: Path, *tables: bytes) -> object:
    made = None
    for data in tables:
        (tmp_path / "imr.csv").write_bytes(data)
        made = built(tmp_path / "imr.csv", tmp_path / "corpus").corpus
    return made


def test_a_row_is_a_letter_with_one_item(tmp_path: Path) -> None:
    corpus = _made(tmp_path, _table(ROW))

    head = rows(
        corpus,  # type: ignore[arg-type]
        "SELECT programme, case_number, year, sex, age, age_range, review_type, items, "
        "upheld, overturned, decision, summary_text FROM letters",
    )
    item = rows(
        corpus,  # type: ignore[arg-type]
        "SELECT requested, kind, category, category_detail, diagnosis, "
        "diagnosis_detail, decision, rationale_text, treatment, pages FROM items",
    )
    told = "A woman asked for tablets."
    found = "The reviewer found, on balance, that they help."
    assert head == [
        (
            *("california_dmhc", "MN16-0001", 2016, "female", None, "41 to 50"),
            *("Medical Necessity", 1, 0, 1, "overturned", told),
        )
    ]
    assert item == [
        (
            *("Pharmacy, Anti-virals", "drug", "Pharmacy", "Anti-virals"),
            *("Infectious Disease", "Hepatitis", "overturned", found, None, []),
        )
    ]


def test_later_editions_tell_priority_and_days(tmp_path: Path) -> None:
    corpus = _made(tmp_path, _table(LATER_ROW, heads=LATER_HEADS))

    ask = "SELECT priority, days_to_decision, decision, summary_text FROM letters"
    assert rows(corpus, ask) == [("expedited", 7, "upheld", None)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW.replace("MN16-0001", ""), "it has no reference"),
        (ROW.replace("Overturned", "Pending"), "neither upheld nor overturned"),
        (ROW.replace(",2016,", ",MMXVI,"), "its year is none"),
        (ROW.rpartition(",")[0].partition(",Findings")[0][:60], "not as many fields"),
        (ROW, "its reference stands in an earlier row too"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path: Path, row: str, fault: str) -> None:
    corpus = _made(tmp_path, _table(ROW, row, LATER_ROW.rsplit(",", 4)[0] + ",x"))

    [(code, message)] = rows(
        corpus,  # type: ignore[arg-type]
        "SELECT code, message FROM warnings WHERE lost",
    )
    assert code == "bad-row"
    assert str(message).startswith("Row 3: ")
    assert fault in str(message)
    assert summary_of(corpus).letters == 2  # type: ignore[arg-type]


def test_of_a_new_edition_only_changed_rows_are_new(tmp_path: Path) -> None:
    other = ROW.replace("0001", "0003").replace("tablets", "drops")
    mended = ROW.replace("Overturned", "Upheld")
    corpus = _made(tmp_path, _table(ROW, other), _table(mended, other))

    found = rows(corpus, "SELECT case_number, decision FROM letters ORDER BY ALL")  # type: ignore[arg-type]
    notes = rows(corpus, "SELECT code FROM warnings")  # type: ignore[arg-type]
    assert found == [("MN16-0001", "upheld"), ("MN16-0003", "overturned")]
    assert notes == [("changed",)]


def test_tables_and_letters_stand_in_one_corpus(tmp_path: Path) -> None:
    own_letters(tmp_path / "letters")
    (tmp_path / "letters" / "imr.csv").write_bytes(_table(ROW))

    summary = summary_of(built(tmp_path / "letters", tmp_path / "corpus").corpus)

    assert dict(summary.programmes)["california_dmhc"] == 1
    assert len(summary.programmes) == 2


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"\xff\xfe", b"%PDF-1.7"])
def test_another_table_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="heads"):
        list(table_rows(data, "imr.csv"))


@given(st.one_of(st.binary(), st.binary().map(lambda more: _table(ROW) + more)))
def test_no_bytes_bring_out_an_error_but_ours(data: bytes) -> None:
    try:
        found = list(table_rows(data, "imr.csv"))
    except InputError:
        return
    assert all((row.rows is None) == (row.letter is None) for row in found)


def test_every_word_of_the_table_is_listed_once() -> None:
    text = package_files("openimr.corpus.building").joinpath("dmhc.yaml").read_text()
    data = yaml.safe_load(text)

    for name in ("columns", "determinations", "sexes", "priorities", "diagnoses"):
        words = [word for to, names in data[name].items() for word in {to, *names}]
        assert len(words) == len(set(words)), name
