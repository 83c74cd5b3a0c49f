"""Directions in many voices: units a day and the days that one fill lasts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from openimr.clinical import read_sig
from openimr.clinical.medications.directions import read_directions

ROOT = Path(__file__).parents[2]
_FILE = Path(__file__).parent / "directions.yaml"


def _number(words: str) -> float | None:
    return None if words == "-" else float(words)


def _near(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.3g}")


def _rows() -> list[tuple[str, float | None, float | None]]:
    rows = []
    for lines in yaml.safe_load(_FILE.read_text(encoding="utf-8")).values():
        for line in lines.strip().splitlines():
            text, units, days = (part.strip() for part in line.rsplit("|", 2))
            rows.append((text, _number(units), _number(days)))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("text", "units", "days"), ROWS, ids=[row[0] for row in ROWS])
def test_directions_say_units_a_day_and_days_supply(
    text: str, units: float | None, days: float | None
) -> None:
    read = read_sig(text)

    assert (_near(read.units_per_day), _near(read.days)) == (_near(units), _near(days))


REFILLS = [
    ("#90 RF2", 2),
    ("#90 RF x2", 2),
    ("#90, 2 refills", 2),
    ("#90 refill x 3", 3),
    ("#90 refills: 0", 0),
    ("#90, no refills", 0),
    ("#90 Rfl: 1", 1),
    ("#90 NR", 0),
    ("#90 refills: none", 0),
    ("#90 with two refills", 2),
    ("#90, refill once", 1),
    ("#90 3RF", 3),
    ("#90 one refill only", 1),
    ("#90 without refills", 0),
    ("#90", None),
]


@pytest.mark.parametrize(("text", "refills"), REFILLS)
def test_refills_are_counted_and_are_no_units(text: str, refills: int | None) -> None:
    read = read_directions(f" 10 mg 1 po tid {text}".lower())

    assert (read.refills, read.quantity, read.units_per_day) == (refills, 90, 3.0)


NARRATIVE = [
    "improved since the last visit",
    "worse in the morning, better by evening",
    "and sleeps through the night",
    "for the past two years",
    "was discussed at the visit of 3/14/2014",
    "helps him walk 2 blocks",
    "10/325 refilled last month",
    "5 of 10 with it, 8 of 10 without",
]


@pytest.mark.parametrize("text", NARRATIVE)
def test_a_sentence_that_is_no_direction_tells_none(text: str) -> None:
    read = read_directions(f" {text}")

    assert (read.units_per_day, read.quantity, read.days) == (None, None, None)


def test_a_taper_that_goes_on_lasts_as_long_as_its_quantity() -> None:
    read = read_sig("1 qhs x 5 days then 1 bid thereafter #65")

    assert (read.units_per_day, read.days) == (2.0, 35.0)


def test_the_most_allowed_a_day_bounds_what_is_taken() -> None:
    read = read_directions(" 1-2 q4h prn, max 8/day")

    assert (read.per_dose, read.doses_per_day, read.most_per_day) == (2.0, 6.0, 8.0)
    assert read.units_per_day == 8.0


@given(st.integers(1, 8), st.sampled_from(["qd", "bid", "tid", "qid"]))
def test_units_a_day_are_dose_times_frequency(dose: int, often: str) -> None:
    times = {"qd": 1, "bid": 2, "tid": 3, "qid": 4}[often]

    read = read_sig(f"{dose} tabs po {often} #{dose * times * 30}")

    assert (read.units_per_day, read.days) == (dose * times, 30.0)


@given(st.text(max_size=80))
@example("Q0W")
@example("every 0 hours")
def test_any_text_can_be_read(text: str) -> None:
    read = read_sig(text)

    assert read.days is None or read.days > 0


def test_the_benchmark_counts_what_is_right(tmp_path: Path) -> None:
    rows = [
        {"text": "1 po tid #90", "quantity_per_day": 3, "days": 30},
        {"text": "1 q6h prn #30", "quantity_per_day": 4, "days": 7},
        {"text": "1 po bid #60", "quantity_per_day": 3, "days": 30},
    ]
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "benchmark/directions.py", str(file), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    said = json.loads(done.stdout)
    assert (said["examples"], said["right"], said["days_right"]) == (3, 2, 3)
    assert said["per_second"] > 0
    assert [each["text"] for each in said["wrong"]] == ["1 po bid #60"]
