"""Sheets are made of a written determination, all of them or none."""

import datetime as dt
from pathlib import Path

import pytest

from openimr.casework.explain import read_languages, write_sheets
from openimr.domain import Verdict
from openimr.errors import InputError, OutputError
from openimr.plain import Language
from tests.plain.made import determination, family_item

MADE = determination(
    family_item("baclofen", Verdict.NOT_MET, requested="Baclofen for Ana Wren-Ortiz")
)
FILES = ["reader.en.pdf", "reader.en.txt", "requester.pdf", "requester.txt"]


def test_each_language_has_its_files_and_the_physician_one_list(tmp_path: Path) -> None:
    written = write_sheets(MADE, tmp_path / "new" / "out", [Language.EN])

    assert [path.name for path in written] == FILES
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == FILES


def test_the_worker_is_not_named_where_the_name_is_known(tmp_path: Path) -> None:
    write_sheets(MADE, tmp_path, patient="Ana Wren-Ortiz")

    texts = [file.read_text("utf-8") for file in sorted(tmp_path.glob("*.txt"))]
    assert len(texts) == 3
    assert all("Wren" not in text for text in texts)
    assert all("Baclofen for [name withheld]" in text for text in texts)


def test_limits_come_from_the_library(tmp_path: Path) -> None:
    long = determination(family_item("benzodiazepine", Verdict.NOT_MET))

    write_sheets(long, tmp_path, mailed=dt.date(2014, 12, 22))

    page = " ".join((tmp_path / "reader.es.txt").read_text("utf-8").split())
    assert "y la regla permite hasta 4 semanas" in page
    assert "El último día es el 21 de enero de 2015" in page


@pytest.mark.parametrize("words", ["fr", "en,fr", "", " , "])
def test_languages_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(InputError, match="Use en and es"):
        read_languages(words)


def test_files_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "requester.pdf").mkdir()

    with pytest.raises(OutputError, match="it is a file, not a folder"):
        write_sheets(MADE, tmp_path / "file")
    with pytest.raises(OutputError, match="a folder of that name is in the way"):
        write_sheets(MADE, tmp_path)
    assert [path.name for path in tmp_path.glob("reader*")] == []
