"""Modules and functions stay small; what is not yet small stands in a public list.

``.github/max-lines-ignore`` holds the debts: one line each, ``path`` for a module and
``path::function`` for a function, with a reason after ``#``.  A debt that has been paid
has to leave the list.
"""

import ast
from collections.abc import Iterator

from .source import ROOT, FunctionNode, functions, modules, place

MODULE_WARNS_AT = 300
MODULE_FAILS_AT = 400
FUNCTION_FAILS_AT = 50
DEBTS = ROOT / ".github" / "max-lines-ignore"
CODE = ("src", "tests", "benchmark", "examples")


def _debts() -> dict[str, str]:
    lines = DEBTS.read_text().splitlines() if DEBTS.exists() else []
    pairs = (line.partition("#") for line in lines if line.strip())
    return {name.strip(): reason.strip() for name, _, reason in pairs if name.strip()}


def _lines_of(function: FunctionNode) -> int:
    """Count a function's lines without its docstring and decorators."""
    first = function.body[0]
    documented = _height(first) if ast.get_docstring(function) is not None else 0
    return _height(function) - documented


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _long_modules(limit: int) -> Iterator[str]:
    for file in modules(*CODE):
        if len(file.read_text(encoding="utf-8").splitlines()) > limit:
            yield place(file)


def _long_functions() -> Iterator[str]:
    for file in modules(*CODE):
        for function in functions(file):
            if _lines_of(function) > FUNCTION_FAILS_AT:
                yield f"{place(file)}::{function.name}"


def test_no_module_is_longer_than_anyone_can_hold_in_mind() -> None:
    assert list(_long_modules(MODULE_FAILS_AT)) == [], "split by what changes together"


def test_every_long_module_or_function_is_a_listed_debt() -> None:
    found = {*_long_modules(MODULE_WARNS_AT), *_long_functions()}

    assert sorted(found - set(_debts())) == [], f"shorten it, or list it in {DEBTS}"


def test_the_list_of_debts_holds_no_debt_that_was_paid() -> None:
    found = {*_long_modules(MODULE_WARNS_AT), *_long_functions()}

    assert sorted(set(_debts()) - found) == [], "take it off the list"


def test_every_debt_says_why_it_is_still_owed() -> None:
    assert [name for name, reason in _debts().items() if not reason] == []
