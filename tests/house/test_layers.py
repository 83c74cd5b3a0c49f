"""Every room stands on a floor, and a floor knows only those below it."""

import tomllib

from .source import PACKAGE, ROOT


def _contracts() -> list[dict[str, object]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts: list[dict[str, object]] = project["tool"]["importlinter"]["contracts"]
    return contracts


def _parts() -> set[str]:
    rooms = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    modules = {file.stem for file in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    return {f"openimr.{name}" for name in rooms | modules}


def test_every_room_is_named_by_the_layers_contract() -> None:
    [layers] = [c["layers"] for c in _contracts() if c["type"] == "layers"]
    assert isinstance(layers, list)
    named = [name.strip() for layer in layers for name in layer.split("|")]

    assert sorted(named) == sorted(_parts() | {"workbench"})


def test_every_room_but_the_command_line_is_kept_from_the_outside_world() -> None:
    outside = "Web, network and terminal stay outside the core"
    [forbidden] = [c for c in _contracts() if c["name"] == outside]
    sources = forbidden["source_modules"]
    assert isinstance(sources, list)

    assert sorted(sources) == sorted(_parts() - {"openimr.cli"})


def test_the_contracts_are_part_of_make_test() -> None:
    makefile = (ROOT / "Makefile").read_text()

    assert "lint-imports" in makefile
    assert "test: lint types layers" in makefile
