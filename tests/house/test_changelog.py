"""Every change that a reader of results would notice has its fragment."""

import re
from pathlib import Path

import pytest

from .source import ROOT

FOLDER = ROOT / "changelog.d"
TYPES = ("added", "changed", "fixed", "removed", "knowledge")
FRAGMENTS = sorted(file for file in FOLDER.glob("*.md") if file.name != "README.md")
FRAGMENT = re.compile(
    r"dates: (?P<dates>all|\d{4}-\d\d-\d\d(?: to (?:\d{4}-\d\d-\d\d|now))?)\n"
    r"areas: (?P<areas>[a-z]+(?:, [a-z]+)*)\n"
    r"\n"
    r"(?P<text>[A-Z].*\.\n)",
    re.DOTALL,
)


def _areas() -> set[str]:
    rooms = {f.parent.name for f in (ROOT / "src" / "openimr").glob("*/__init__.py")}
    return rooms | {"benchmark", "docs", "examples", "packaging", "tests"}


def test_there_are_fragments() -> None:
    assert FRAGMENTS


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda file: file.name)
def test_a_fragment_is_named_by_its_subject_and_type(file: Path) -> None:
    name = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.([a-z]+)\.md", file.name)

    assert name is not None
    assert name[1] in TYPES


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda file: file.name)
def test_a_fragment_says_which_dates_and_areas_change(file: Path) -> None:
    found = FRAGMENT.fullmatch(file.read_text(encoding="utf-8"))

    assert found is not None
    assert set(found["areas"].split(", ")) <= _areas()


@pytest.mark.parametrize("word", TYPES)
def test_the_readme_explains_each_type(word: str) -> None:
    assert f"`{word}`" in (FOLDER / "README.md").read_text(encoding="utf-8")
