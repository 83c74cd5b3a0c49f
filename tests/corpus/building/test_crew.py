"""Processes that read: one that a letter ends, one that comes to no end."""

import os
import time
from pathlib import Path

from openimr.casework.corpus_build import reading_tools
from openimr.corpus.building import BuildOptions, Tools, build
from openimr.domain import RequestDetails

from .making import built, files, own_letters, rows

TWO = BuildOptions(workers=2, index=False)


def poisonous() -> Tools:
    """Return tools that end the process at one request of the letters."""
    tools = reading_tools()

    def recognise(words: str) -> RequestDetails:
        if "poison" in words.casefold():
            os._exit(7)
        return tools.recognise(words)

    return Tools(recognise, tools.vocabulary)


def endless() -> Tools:
    """Return tools that come to no end with one request of the letters."""
    tools = reading_tools()

    def recognise(words: str) -> RequestDetails:
        if "poison" in words.casefold():
            time.sleep(600)
        return tools.recognise(words)

    return Tools(recognise, tools.vocabulary)


def _with_poison(folder: Path) -> Path:
    own_letters(folder)
    first = sorted(folder.iterdir())[0]
    [(words,)] = rows(
        built(first, folder.parent / "alone").corpus,
        "SELECT requested FROM items ORDER BY number LIMIT 1",
    )
    start = str(words).split()[0]
    text = first.read_text("utf-8").replace(start, f"Poison {start}")
    (folder / "middle.txt").write_text(text, "utf-8")
    return folder


def test_a_letter_that_ends_its_reader_costs_itself_alone(tmp_path: Path) -> None:
    letters = _with_poison(tmp_path / "letters")

    made = build([str(letters)], tmp_path / "corpus", poisonous, TWO)

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


def test_what_a_reader_lost_is_known_when_building_again(tmp_path: Path) -> None:
    letters = _with_poison(tmp_path / "letters")
    build([str(letters)], tmp_path / "corpus", poisonous, TWO)
    before = files(tmp_path / "corpus")

    again = build([str(letters)], tmp_path / "corpus", poisonous, TWO)

    assert (again.read, files(tmp_path / "corpus")) == (0, before)
