"""Names say what a thing is for; drawers for odds and ends are not opened."""

from .source import ROOT, modules, place

DRAWERS = frozenset({"utils", "util", "helpers", "helper", "lib", "misc", "common"})


def test_no_module_or_package_is_a_drawer_for_odds_and_ends() -> None:
    named = [
        place(file)
        for file in modules("src", "tests", "benchmark", "examples")
        if DRAWERS & {*file.relative_to(ROOT).parts, file.stem}
    ]

    assert named == [], "name it after what it does, in the room it belongs to"


def test_every_room_of_the_core_has_tests_in_a_folder_of_its_name() -> None:
    rooms = {
        file.parent.name
        for file in (ROOT / "src" / "openimr").glob("*/__init__.py")
        if file.parent.name != "domain"  # values; its behaviour is in doctests
    }
    tests = ROOT / "tests"
    tested = {file.relative_to(tests).parts[0] for file in tests.rglob("*/test_*.py")}

    assert sorted(rooms - tested) == []
