"""Where a build lays what does not fit into memory, and what it says without room."""

from pathlib import Path

import pytest

from openimr.corpus.building import seal, summary_of
from openimr.corpus.building.seal import SPILL
from openimr.corpus.database import in_memory
from openimr.errors import OutputError

from .making import built, letter


def _two(folder: Path) -> Path:
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(letter(number), "utf-8")
    return folder


def test_nothing_is_laid_into_the_folder_that_a_build_is_run_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    letters = _two(tmp_path / "letters")

    made = built(letters, tmp_path / "corpus")

    asked = "SELECT current_setting('temp_directory')"
    with in_memory(tmp_path / "corpus" / SPILL) as database:
        assert database.execute(asked).fetchall() == [
            (str(tmp_path / "corpus" / "build" / "spill"),)
        ]
    with made.corpus.connect() as one, made.corpus.connect() as other:
        places = [each.execute(asked).fetchall()[0][0] for each in (one, other)]
    assert all(Path(place).is_absolute() for place in places)
    assert len(set(places)) == 2
    assert list((tmp_path / "here").iterdir()) == []
    assert not (tmp_path / "corpus" / SPILL).exists()


def test_a_lack_of_room_for_the_records_is_told_as_such_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = _two(tmp_path / "letters")
    with monkeypatch.context() as scarce:
        scarce.setattr(seal, "_MEMORY", "1KB")
        with pytest.raises(OutputError, match="the records need more room"):
            built(letters, tmp_path / "corpus")

    made = built(letters, tmp_path / "corpus")

    assert summary_of(made.corpus).letters == 2
