"""Processes that read: one that a letter ends, one that comes to no end."""

from pathlib import Path

import pytest

from openimr.corpus.building import BuildOptions, build
from openimr.errors import OutputError

from .making import files, own_letters, rows
from .poison import endless, plain, poisonous

HERE = BuildOptions(workers=0, index=False)


def _with_poison(folder: Path) -> Path:
    """Copy the letters, one of them with a bad word in its request."""
    own_letters(folder)
    first = sorted(folder.iterdir())[0]
    alone = build([str(first)], folder.parent / "alone", plain, HERE)
    [(words,)] = rows(
        alone.corpus, "SELECT requested FROM items ORDER BY number LIMIT 1"
    )
    start = str(words).split()[0]
    text = first.read_text("utf-8").replace(start, f"Poison {start}")
    (folder / "middle.txt").write_text(text, "utf-8")
    return folder


def test_a_letter_that_ends_its_reader_costs_itself_alone(tmp_path: Path) -> None:
    letters, out = _with_poison(tmp_path / "letters"), tmp_path / "corpus"
    options = BuildOptions(workers=2, index=False)

    made = build([str(letters)], out, poisonous, options)

    lost = rows(made.corpus, "SELECT source, code, message FROM warnings WHERE lost")
    assert lost == [
        (
            str(letters / "middle.txt"),
            "unreadable-file",
            "middle.txt: cannot be read, reading it ended the process (code 7).  "
            "Ask the sender for a new copy.",
        )
    ]
    [(many,)] = rows(made.corpus, "SELECT count(*) FROM letters")
    assert many == made.read - 1
    before = files(out)
    again = build([str(letters)], out, poisonous, options)
    assert (again.read, files(out)) == (0, before)


def test_a_letter_without_end_is_given_up(tmp_path: Path) -> None:
    letters = _with_poison(tmp_path / "letters")
    options = BuildOptions(workers=1, index=False, seconds=1.5)

    made = build([str(letters)], tmp_path / "corpus", endless, options)

    lost = rows(made.corpus, "SELECT code, message FROM warnings WHERE lost")
    assert lost == [
        (
            "unreadable-file",
            "middle.txt: cannot be read, reading it took over 1.5 seconds.  "
            "Ask the sender for a new copy.",
        )
    ]


def test_readers_that_cannot_start_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = own_letters(tmp_path / "letters")
    monkeypatch.setattr("sys.executable", "/bin/false")

    with pytest.raises(OutputError, match="the processes that read letters end"):
        build([str(letters)], tmp_path / "corpus", plain, BuildOptions(index=False))
