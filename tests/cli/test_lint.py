"""``openimr lint`` as a user runs it: letters, a case, data, and bad input."""

import json
from pathlib import Path

from .running import EXAMPLE, openimr, openimr_itself

LETTERS = EXAMPLE.parent / "letters"


def test_letters_are_checked_and_an_error_ends_with_exit_code_1() -> None:
    done = openimr_itself("lint", str(LETTERS))

    assert (done.returncode, done.stderr) == (1, "")
    assert "CM14-0100001.txt: nothing found" in done.stdout
    assert "error: heading-contradicts-rationale (item 1) [ground 5]" in done.stdout
    assert done.stdout.endswith("3 checked: 1 error.\n")


def test_findings_are_printed_as_data() -> None:
    done = openimr("lint", str(LETTERS), "--json")

    (finding,) = map(json.loads, done.stdout.splitlines())
    assert finding["source"] == "CM14-0100003.txt"
    assert (finding["check"], finding["item"]) == ("heading-contradicts-rationale", 1)
    assert [quote["where"] for quote in finding["quotes"]] == [
        "the heading",
        "the rationale",
    ]


def test_a_case_file_is_reviewed_and_its_proposal_checked() -> None:
    done = openimr("lint", str(EXAMPLE))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "case: nothing found"


def test_a_letter_is_held_against_the_records_of_its_case() -> None:
    letter = str(LETTERS / "CM14-0100001.txt")

    done = openimr_itself("lint", letter, "--records", str(EXAMPLE))

    assert done.returncode == 1
    assert "error: item-missing [ground 1]" in done.stdout


def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "strange.json").write_text("{}")
    places = [
        str(tmp_path / name) for name in ("none.json", "empty.txt", "strange.json")
    ]

    runs = [openimr("lint", place) for place in places]

    assert [run.returncode for run in runs] == [1, 1, 1]
    assert "no such file or folder" in runs[0].stderr
    assert "it is empty" in runs[1].stderr
    assert "its schema is not openimr.determination/1" in runs[2].stderr
