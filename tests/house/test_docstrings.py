"""Whatever another room may use says what it gives."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .source import modules, place, tree

Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[str, Documented]]:
    for node in body:
        if not isinstance(node, Documented) or node.name.startswith("_"):
            continue
        if node.name == "Meta":
            continue  # of a Django model or form, which explains it
        yield f"{owner}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body, f"{node.name}.")


def _undocumented(file: Path) -> Iterator[str]:
    module = tree(file)
    if ast.get_docstring(module) is None and "migrations" not in file.parts:
        yield place(file)
    if "migrations" in file.parts:
        return  # written by Django, explained by their names
    for name, node in _public(module.body):
        if ast.get_docstring(node) is None:
            yield f"{place(file)}: {name}"


def test_every_public_module_class_and_function_has_a_docstring() -> None:
    files = modules("src", "benchmark", "examples")

    assert [name for file in files for name in _undocumented(file)] == []
