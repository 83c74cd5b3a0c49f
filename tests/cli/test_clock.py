"""The clock and the screen of an application as a user sees them."""

import json
from pathlib import Path

from .running import EXAMPLE, openimr, openimr_itself

EVENTS = """\
events:
  - {event: found_eligible, day: 2014-12-19}
  - {event: noarfi_sent, day: 2014-12-20, method: mail}
"""


def _told(folder: Path, text: str = EVENTS, name: str = "events.yaml") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_due_date_is_shown_with_its_working(tmp_path: Path) -> None:
    done = openimr_itself(
        "clock", str(EXAMPLE), "--today", "2015-01-10", "--events", _told(tmp_path)
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Records for the reviewer: 2015-01-05 (overdue)" in done.stdout
    assert "  15 calendar days [T25]: 2015-01-04" in done.stdout
    assert "    2015-01-04 is not counted: Sunday" in done.stdout
    assert "  would move it: 2015-01-05 being closed: 2015-01-06" in done.stdout
    assert "Penalty: Late records, $2,500" in done.stdout


def test_dates_that_moved_are_shown_with_the_reason(tmp_path: Path) -> None:
    before = _told(tmp_path, EVENTS.replace("mail", "email"), "before.yaml")
    done = openimr(
        "clock",
        str(EXAMPLE),
        *("--today", "2014-12-22", "--events", _told(tmp_path), "--before", before),
    )

    assert (
        "Moved: Records for the reviewer: 2015-01-02 (open) -> 2015-01-05 (open)"
    ) in done.stdout
    assert "  no longer: 12 calendar days: 2015-01-01" in done.stdout


def test_dates_leave_as_json_and_as_a_calendar(tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    done = openimr(
        "clock",
        str(EXAMPLE),
        *("--today", "2014-12-22", "--events", _told(tmp_path)),
        *("--json", "--ics", str(target)),
    )
    found = json.loads(done.stdout)
    due = {one["deadline"]: one for one in found["due"]}

    assert due["records"]["day"] == "2015-01-05"
    assert due["records"]["trigger"]["where"] == "events.yaml"
    assert due["application"]["trigger"]["evidence"][0]["quote"]
    assert target.read_bytes().count(b"BEGIN:VEVENT") == len(
        [one for one in found["due"] if one["status"] in {"open", "overdue"}]
    )


def test_grounds_and_records_are_shown_and_a_notice_is_written(tmp_path: Path) -> None:
    target = tmp_path / "notice.txt"
    done = openimr_itself(
        "eligibility",
        str(EXAMPLE),
        *("--today", "2015-01-10", "--notice", str(target)),
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("case: cannot tell")
    assert done.stdout.count("EL-") >= 17
    assert "RC-H" in done.stdout
    assert "cannot be told yet" in target.read_text(encoding="utf-8")


def test_answers_leave_as_json() -> None:
    done = openimr("eligibility", str(EXAMPLE), "--today", "2015-01-10", "--json")
    found = json.loads(done.stdout)

    assert found["outcome"] == "cannot tell"
    assert [one["id"] for one in found["grounds"]][::16] == ["EL-01", "EL-17"]
    assert found["packet"]["sole_basis"] is False
    assert len(found["key"]) == 24


def test_a_wrong_file_of_events_is_one_sentence_with_its_line(tmp_path: Path) -> None:
    file = _told(tmp_path, "events:\n  - {event: ur_served, day: soon}\n")
    done = openimr("clock", str(EXAMPLE), "--events", file)

    assert done.returncode == 1
    assert done.stderr == (
        "openimr: events.yaml:2: not a day.  Write it like 2014-11-26.  [input]\n"
    )


def test_a_programme_that_is_not_held_is_refused() -> None:
    done = openimr("eligibility", str(EXAMPLE), "--programme", "atlantis")

    assert done.returncode == 1
    assert "atlantis: no programme of that name." in done.stderr
