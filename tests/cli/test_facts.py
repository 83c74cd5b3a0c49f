"""Facts of a case as a user sees them."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from openimr.documents import ReadingOptions, read_case
from openimr.text import fold

from .running import EXAMPLE, openimr, openimr_itself


def test_facts_are_shown_with_page_and_quote_and_silence_with_its_search() -> None:
    done = openimr_itself("facts", str(EXAMPLE))

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"(?m)^  present  .*\[duration_of_use\]\n      “.+” D\d+ ", done.stdout
    )
    silent = done.stdout.split("What the records do not say")[1]
    assert re.search(r"looked for: \w", silent)
    assert re.search(r"in \d+ documents of \S+ to \S+, \d+ pages \(D", silent)
    assert "does not count: " in silent
    assert "another patient's" in done.stdout


def test_pages_that_could_not_be_read_are_part_of_the_search() -> None:
    done = openimr("facts", str(EXAMPLE), "--no-ocr", "--fact", "cures_report")

    assert re.search(r"could not be read: \S+ p\. \d", done.stdout)


def test_one_fact_of_one_item_is_asked_on_demand() -> None:
    done = openimr("facts", str(EXAMPLE), "--fact", "work_status", "--json")

    found = json.loads(done.stdout)
    asked = [[fact["fact"] for fact in item["facts"]] for item in found["items"]]
    assert found["schema"] == "openimr.facts/1"
    assert len(asked) >= 2
    assert {tuple(each) for each in asked} == {("work_status",)}


def test_every_quote_of_the_json_stands_on_its_page(reading: ReadingOptions) -> None:
    done = openimr("facts", str(EXAMPLE), "--json")

    case = read_case(EXAMPLE, reading)
    pages = {(page.file, page.number): fold(page.text) for page in case.pages}
    found = json.loads(done.stdout)
    quotes = list(_quotes(found))
    assert len(quotes) > 100
    assert [
        q for q in quotes if fold(q["quote"]) not in pages[q["file"], q["page"]]
    ] == []
    assert found["timeline"]["tracks"]


def _quotes(value: object) -> "list[dict[str, Any]]":
    if isinstance(value, dict):
        own = [value] if "quote" in value else []
        return own + [q for each in value.values() for q in _quotes(each)]
    if isinstance(value, list):
        return [q for each in value for q in _quotes(each)]
    return []


def test_any_request_can_be_asked_about() -> None:
    done = openimr("facts", str(EXAMPLE), "--item", "Acupuncture x 6", "--json")

    [item] = json.loads(done.stdout)["items"]
    assert (item["requested"], item["kind"]) == ("Acupuncture x 6", "therapy")


def test_the_timeline_is_drawn_beside_the_facts(tmp_path: Path) -> None:
    target = tmp_path / "line.svg"

    openimr("facts", str(EXAMPLE), "--fact", "work_status", "--timeline", str(target))

    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    assert root.tag.endswith("svg")
    assert "request" in ET.tostring(root, "unicode")


def test_a_timeline_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    done = openimr("facts", str(EXAMPLE), "--timeline", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


def test_a_fact_that_nobody_knows_is_wrong_usage_with_a_guess() -> None:
    done = openimr("facts", str(EXAMPLE), "--fact", "muscle_spasm")

    assert done.returncode == 2
    assert "Did you mean 'muscle_spasm_exam'?" in done.stderr
