"""No road of a case reaches the outcome model."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CONTRACT = "No road of a case reaches the outcome model"
_LOOK = """
import importlib, sys
importlib.import_module(sys.argv[1])
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


def contract() -> dict[str, list[str]]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    (found,) = (each for each in contracts if each["name"] == CONTRACT)
    return found  # type: ignore[no-any-return]


def test_the_contract_names_every_road_of_a_case() -> None:
    roads = {"explain", "facts", "panel", "ranking", "replay", "review_case", "what_if"}
    sources = set(contract()["source_modules"])

    assert {f"openimr.casework.{road}" for road in roads} <= sources
    assert {f"openimr.{room}" for room in ("review", "letters", "panel")} <= sources
    assert "openimr.cli.review" in sources
    assert "openimr.corpus.outcome" in contract()["forbidden_modules"]
    assert "allow_indirect_imports" not in contract()


@pytest.mark.parametrize(
    "module",
    ["openimr.casework.review_case", "openimr.cli.review", "openimr.corpus.precedents"],
)
def test_what_decides_a_case_does_not_load_it(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, module, *contract()["forbidden_modules"]],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == ""
