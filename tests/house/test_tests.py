"""Every test can fail."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .source import FunctionNode, functions, modules, place, tree

EXPECTING = frozenset(
    """
    raises warns golden benchmark fail expect sound
    django_assert_num_queries django_assert_max_num_queries
    """.split()
)
"""Calls that fail a test by themselves: pytest's own, our golden fixture, playwright's
``expect``, and ``sound``, which holds a page against axe."""


def _called(function: FunctionNode) -> set[str]:
    return {
        ast.unparse(node.func).rpartition(".")[2]
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    }


def _asserts(function: FunctionNode) -> bool:
    if any(isinstance(node, ast.Assert) for node in ast.walk(function)):
        return True
    return bool(_called(function) & EXPECTING)


def _tests_without_expectation(file: Path) -> Iterator[str]:
    checking = {f.name for f in functions(file) if _asserts(f)}
    for function in functions(file):
        if not function.name.startswith("test_") or function.name in checking:
            continue
        if not _called(function) & checking:
            yield f"{place(file)}::{function.name}"


def test_every_test_expects_something() -> None:
    files = modules("tests")

    assert [name for file in files for name in _tests_without_expectation(file)] == []


def test_no_test_asserts_a_constant() -> None:
    empty = [
        f"{place(file)}:{node.lineno}"
        for file in modules("tests")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant)
    ]

    assert empty == []


def test_names_of_tests_are_unique_in_their_module() -> None:
    doubled = [
        f"{place(file)}::{name}"
        for file in modules("tests")
        for name in {f.name for f in functions(file) if f.name.startswith("test_")}
        if sum(f.name == name for f in functions(file)) > 1
    ]

    assert doubled == [], "the first of two would never run"


def test_tests_that_read_shared_data_carry_the_mark() -> None:
    unmarked = [
        f"{place(file)}::{function.name}"
        for file in modules("tests")
        for function in functions(file)
        if function.name.startswith("test_")
        and "shared" in {argument.arg for argument in function.args.args}
        and not _marked(file, function)
    ]

    assert unmarked == []


def _marked(file: Path, function: FunctionNode) -> bool:
    marks = {ast.unparse(decorator) for decorator in function.decorator_list}
    whole_module = "pytestmark = pytest.mark.shared" in file.read_text()
    return "pytest.mark.shared" in marks or whole_module
