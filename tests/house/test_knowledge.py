"""Knowledge is data, and it travels with the program."""

import ast
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import yaml

from .source import PACKAGE, ROOT, SITE, modules, place, tree

DATA = sorted(
    file
    for file in PACKAGE.rglob("*")
    if file.is_file() and file.suffix != ".py" and "__pycache__" not in file.parts
)


def test_the_wheel_takes_the_whole_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = project["tool"]["hatch"]["build"]

    assert build["targets"]["wheel"] == {
        "packages": ["src/openimr", "src/workbench"],
        "force-include": {"examples/case": "workbench/demonstration/case"},
    }
    assert set(build) == {"targets"}, "an exclude would leave knowledge behind"


def test_no_data_file_is_left_out_of_the_wheel_by_gitignore() -> None:
    """Hatch reads .gitignore, so a data folder called ``out`` would not ship."""
    patterns = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()]

    assert len(DATA) > 5
    assert [place(file) for file in DATA if _matches(file, patterns)] == []


def _matches(file: Path, patterns: list[str]) -> bool:
    parts = file.relative_to(ROOT).parts
    return any(fnmatch(part, pattern) for part in parts for pattern in patterns)


def _room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


def _converting_rooms() -> set[str]:
    """Return the rooms whose loaders let YAML turn words into other values."""
    return {
        _room(file)
        for file in modules("src/openimr")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"yaml.load", "yaml.safe_load", "yaml.full_load"}
    }


def test_no_word_of_a_data_file_turns_into_a_truth_value() -> None:
    """YAML 1.1 loads ``on``, ``no`` and ``yes`` as booleans, keys included."""
    turned = [
        f"{place(file)}: {word}"
        for file in (*_converted(), *sorted(SITE.rglob("*.yaml")))
        for word in _turned(file)
    ]

    assert turned == [], "put it in quotes"


def _converted() -> list[Path]:
    rooms = _converting_rooms()
    return [one for one in DATA if one.suffix == ".yaml" and _room(one) in rooms]


def _turned(file: Path) -> Iterator[str]:
    resolver = yaml.SafeLoader(file.read_text(encoding="utf-8"))
    node = resolver.get_single_node()
    waiting = [node] if node is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            if node.tag.endswith(":bool") and node.value not in {"true", "false"}:
                yield f"{node.start_mark.line + 1} {node.value}"
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def test_every_data_file_is_valid_utf_8_with_unix_line_ends() -> None:
    odd = [
        place(file)
        for file in DATA
        if file.suffix in {".yaml", ".typ", ".css", ".html", ".json"}
        and b"\r" in file.read_text(encoding="utf-8").encode()
    ]

    assert odd == []
