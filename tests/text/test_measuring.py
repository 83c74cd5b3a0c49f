"""The measure of the cues counts what the annotated file asks for."""

from pathlib import Path

import pytest
from benchmark.assertion import answers, measure, read_rows, speed, wrong

ROWS = """\
id\tconcept\tsentence\tnegation\ttemporality\texperiencer
1\tspasm\tNo SPASM today.\tNegated\tRecent\tPatient
2\tspasm\tThe SPASM resolved.\tNegated\tRecent\tPatient
3\tgout\tHistory of GOUT.\tAffirmed\tHistorical\tPatient
4\tgout\tMother has GOUT.\tAffirmed\tRecent\tOther
5\tcramp\tReturn if CRAMP sets in.\tAffirmed\tNot particular\tPatient
6\tno swelling\tIt is not there.\tAffirmed\tRecent\tPatient
7\trash\tRASH.\tAffirmed\tHistorical\tPatient
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annotated.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_each_class_is_counted_by_itself(file: Path) -> None:
    scores = measure(read_rows(file))

    assert scores["negated"]["f1"] == 1.0
    assert scores["historical"]["precision"] == 1.0
    assert scores["historical"]["recall"] == 0.5
    assert scores["hypothetical"]["f1"] == 1.0
    assert scores["other"]["f1"] == 1.0


def test_a_concept_that_does_not_stand_in_its_sentence_is_affirmed(file: Path) -> None:
    assert not any(answers(read_rows(file)[5]).values())


def test_rows_that_come_out_otherwise_are_listed(file: Path) -> None:
    assert wrong(read_rows(file)) == ["7\thistorical\tHistorical\tRASH."]


def test_speed_is_counted_in_sentences(file: Path) -> None:
    sentences = [row["sentence"] for row in read_rows(file)]

    assert speed(sentences, rounds=1) > 100


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")

    with pytest.raises(ValueError, match="no column concept"):
        read_rows(path)
