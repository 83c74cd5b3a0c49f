"""``openimr panel`` on invented reviewers, a table of cases and the example case."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from openimr.cli.app import app

from .running import CACHE
from .running import EXAMPLE as CASE

DAY = ["--today", "2026-01-05"]


def write(folder: Path) -> tuple[Path, Path]:
    """Write a panel of three and a table of two cases."""
    names = ("Ines Pellworth", "Osbert Harrowgate", "Mei Castellanos")
    reviewers = [
        {
            "id": f"R{at}",
            "name": name,
            "profession": "MD",
            "licences": [{"state": "CA", "number": f"A7{at}123", "status": "active"}],
            "certifications": [{"specialty": "pmr", "board": "abms"}],
            "specialties": ["pmr"],
            "guidelines": ["mtus"],
            "practising_since": "2005-07-01",
            "hours_a_week": 30,
            "discipline": [],
            "qme": [],
            "affiliations": [],
            "family": [],
        }
        for at, name in enumerate(names)
    ]
    panel = folder / "reviewers.json"
    panel.write_text(json.dumps({"reviewers": reviewers}), encoding="utf-8")
    cases = folder / "cases.csv"
    cases.write_text(
        "id,families,conditions,due,employee,employer,requesting_physician,"
        "ur_physician,earlier_reviewers\n"
        "C1,tens,lumbar spine,2026-01-20,Tomas Verhoeven,Quill LLC,Ola Zimmer,"
        "I. Pellworth,R1\n"
        "C2,tens,eye,2026-01-20,Wim Fendt,Quill LLC,Ola Zimmer,,\n",
        encoding="utf-8",
    )
    return panel, cases


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["panel", *map(str, words), *DAY])
    return result.exit_code, result.output


def test_the_check_answers_every_rule_that_needs_no_case(tmp_path: Path) -> None:
    panel, _ = write(tmp_path)
    code, said = run("check", panel, "--json")
    told = json.loads(said)

    assert code == 0
    assert [one["reviewer"] for one in told["reviewers"]] == ["R0", "R1", "R2"]
    rules = [each["rule"] for each in told["reviewers"][0]["answers"]]
    assert "RV-05" in rules
    assert "RV-02" not in rules


def test_screening_shows_both_entries_of_a_near_match(tmp_path: Path) -> None:
    panel, cases = write(tmp_path)
    code, said = run("screen", cases, "--panel", panel, "--json")
    first, second, third = json.loads(said)["reviewers"][:3]

    assert code == 0
    assert [one["verdict"] for one in (first, second, third)] == ["ask", "hit", "clear"]
    [rule] = [each for each in first["conflicts"] if each["rule"] == "RV-13"]
    [match] = rule["matches"]
    assert match["party"]["name"] == "I. Pellworth"
    assert match["entry"] == "Ines Pellworth"
    assert "initial of the given name fits" in match["why"]


def test_an_assignment_tells_why_and_whom_it_passed_over(tmp_path: Path) -> None:
    panel, cases = write(tmp_path)
    code, said = run("assign", cases, "--panel", panel, "--json")
    told = json.loads(said)
    [one] = told["placements"]

    assert code == 0
    assert told["optimal"] is True
    assert (one["placement"]["case"], one["placement"]["reviewer"]) == ("C1", "R2")
    assert {each["reviewer"]: each["reason"] for each in one["alternatives"]} == {
        "R0": "RV-13: ask, ur_physician",
        "R1": "RM-01: decided the case before",
    }
    assert [each["binding"] for each in told["unplaced"]] == ["RV-02"]


@pytest.mark.parametrize("command", ["check", "screen", "assign"])
def test_the_tables_name_reviewers_by_their_ids(command: str, tmp_path: Path) -> None:
    panel, cases = write(tmp_path)
    words = [panel] if command == "check" else [cases, "--panel", panel]
    code, said = run(command, *words)

    assert code == 0
    assert "R1" in said
    assert "Harrowgate" not in said


def test_a_case_file_is_screened_and_assigned(tmp_path: Path) -> None:
    panel, _ = write(tmp_path)
    code, said = run("assign", CASE, "--panel", panel, "--json", "--ocr-cache", CACHE)

    assert code == 0
    assert len(json.loads(said)["placements"]) == 1


def test_a_case_file_is_due_by_the_clock_once_its_records_are_complete(
    tmp_path: Path,
) -> None:
    panel, _ = write(tmp_path)
    words = ["assign", CASE, "--panel", panel, "--json", "--ocr-cache", CACHE]
    code, said = run(*words, "--records-complete", "2025-11-28")

    # Thirty days end on Sunday, 2025-12-28, which rolls to the 29th; the first slot
    # ends three days after 2026-01-05.
    assert code == 0
    [why] = json.loads(said)["placements"]
    assert why["placement"]["done_by"] == "2026-01-08"
    assert why["placement"]["days_late"] == 10


def test_the_parties_of_a_case_file_are_found() -> None:
    from openimr.casework.panel_case import case_of

    roles = {party.role.value for party in case_of(CASE).parties}

    assert {
        "employee",
        "employer",
        "claims_administrator",
        "requesting_physician",
        "treating_provider",
        "uro",
    } <= roles


def test_without_the_solver_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from openimr.casework.panel import require_solver
    from openimr.errors import InputError

    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)

    with pytest.raises(InputError, match=r"openimr\[panel\]"):
        require_solver()
