"""The index and the ledger as a user sees them."""

import json
from pathlib import Path

from openimr.documents import why_no_recognition

from .running import EXAMPLE, openimr, openimr_itself


def test_the_index_stands_in_order_of_time_with_flags_and_totals() -> None:
    done = openimr_itself("documents", str(EXAMPLE))

    assert (done.returncode, done.stderr) == (0, "")
    days = [line[6:16] for line in done.stdout.splitlines() if line.startswith("D")]
    assert days[1:] == sorted(days[1:])
    assert "[repeats D6]" in done.stdout
    assert "Ledger: 17 pages: " in done.stdout
    assert "1 misfiled, " in done.stdout


def test_the_json_accounts_for_every_page_once_and_quotes_the_frame() -> None:
    done = openimr("documents", str(EXAMPLE), "--json")

    read = json.loads(done.stdout)
    places = [(page["file"], page["page"]) for page in read["pages"]]
    assert read["schema"] == "openimr.documents/1"
    assert len(places) == len(set(places)) == sum(read["totals"].values()) == 17
    assert {page["document"] for page in read["pages"]} == {
        document["id"] for document in read["documents"]
    }
    assert read["dispute"]["ur_date"]["value"] == "2014-11-14"
    assert read["dispute"]["ur_date"]["evidence"][0]["quote"]


def test_a_scan_is_left_unread_on_demand() -> None:
    done = openimr("documents", str(EXAMPLE), "--json", "--no-ocr")

    reasons = {p["page"]: p["reason"] for p in json.loads(done.stdout)["pages"]}
    assert "image without text; character recognition was switched off" in (
        reasons.values()
    )


def test_nothing_is_kept_where_the_user_asks_for_that(tmp_path: Path) -> None:
    place = str(tmp_path / "kept")

    openimr("documents", str(EXAMPLE), "--ocr-cache", place)
    kept = sorted(path.name for path in Path(place).rglob("*") if path.is_file())
    openimr("documents", str(EXAMPLE), "--ocr-cache", place, "--no-ocr-cache")

    assert kept or why_no_recognition()
    assert kept == sorted(p.name for p in Path(place).rglob("*") if p.is_file())
