"""Errors are part of the interface: documented, worded alike, and free of records."""

import ast
import builtins
import inspect
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from openimr import errors
from openimr.errors import OpenImrError
from workbench import errors as site_errors

from .source import PACKAGE, ROOT, SITE, modules, place, tree

DOCUMENT = ROOT / "docs" / "errors.md"
LABELS = ("**What:**", "**Where:**", "**What next:**")

SAMPLES: dict[type[OpenImrError], OpenImrError] = {
    errors.MissingInputError: errors.MissingInputError("cases/0187"),
    errors.NoDisputeError: errors.NoDisputeError("cases/0187"),
    errors.NoRequestDateError: errors.NoRequestDateError("cases/0187"),
    errors.EmptyInputError: errors.EmptyInputError(
        "cases/0187", "a folder with the records"
    ),
    errors.UnsupportedFormatError: errors.UnsupportedFormatError(
        "report.rtf", ("docx", "jpg", "pdf", "png", "tif", "txt", "zip")
    ),
    errors.UnreadableFileError: errors.UnreadableFileError(
        "records.pdf", "it ends before its last page"
    ),
    errors.ProtectedFileError: errors.ProtectedFileError("records.pdf"),
    errors.TooLargeError: errors.TooLargeError(
        "records.pdf", "12,400 pages", "10,000 pages"
    ),
    errors.WhatIfError: errors.WhatIfError(
        "muscle_spasm=present",
        "no fact is called 'muscle_spasm'",
        "Choose from: muscle_spasm_exam.",
    ),
    errors.PanelError: errors.PanelError(
        "item 2 is decided otherwise than its votes", "Decide it as the majority did."
    ),
    errors.QueryError: errors.QueryError(0, "no field durg", "Did you mean drug:?"),
    errors.InterchangeError: errors.InterchangeError(
        "bundle.json",
        "what it says is not what it was written with",
        "Ask its sender for the bundle as openimr fhir wrote it.",
    ),
    errors.OwnWorkError: errors.OwnWorkError(
        "duration_of_use",
        "the fact is a number, and none is given",
        "Give a number of weeks.",
    ),
    errors.SigningError: errors.SigningError(
        "reviewer.yaml",
        "'name' would tell who the reviewer is",
        "Take it out; LC 4610.6(f) allows credentials only.",
    ),
    errors.KnowledgeError: errors.KnowledgeError(
        "baclofen.yaml: editions[0]", "no page is given", "Add 'pages'."
    ),
    errors.UnknownKeyError: errors.UnknownKeyError(
        "baclofen.yaml: editions[0]", "pagse", ("pages", "section")
    ),
    errors.OutputError: errors.OutputError("out/letter.pdf", "the folder is read-only"),
    site_errors.KeyLostError: site_errors.KeyLostError("3f9a51c07be2d884"),
    site_errors.StoredFileDamagedError: site_errors.StoredFileDamagedError("4c1f"),
    site_errors.DiskFullError: site_errors.DiskFullError("records.pdf"),
    site_errors.WaitError: site_errors.WaitError(
        "this address has asked for much at once", 30, 429
    ),
}
"""One of every error that builds its own message, as ``docs/errors.md`` shows it."""

RECORD_WORDS = frozenset({"text", "raw", "quote", "words", "sentence", "passage"})
"""Names that hold words of a record wherever the code reads one."""

BUILT_IN = frozenset(
    name
    for name, value in vars(builtins).items()
    if inspect.isclass(value) and issubclass(value, BaseException)
)

BUILT_IN_ALLOWED = {
    "src/openimr/documents/__init__.py AttributeError": "names loaded late (PEP 562)",
    "src/openimr/domain/document.py KeyError": "looking up an id that is not there",
    "src/openimr/domain/quantity.py ValueError": "parsing our own data",
    "src/openimr/text/patterns.py ValueError": "cues.py adds file and line to it",
}
"""Built-in exceptions that code may raise, and for what."""

INSIDE_A_ROOM = {
    "src/openimr/clinical/phrase_parts.py PhraseError": "loaders add file and line",
}
"""Exception classes that never leave their room, and what becomes of them."""


def _tree_of_errors() -> list[type[OpenImrError]]:
    found = [
        value
        for place in (errors, site_errors)
        for _, value in inspect.getmembers(place, inspect.isclass)
        if issubclass(value, OpenImrError)
    ]
    return sorted(set(found), key=lambda error: error.slug)


def _sections() -> dict[str, str]:
    parts = re.split(r"(?m)^## +(.+)$", DOCUMENT.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_error_has_a_heading_and_every_heading_an_error() -> None:
    slugs = [error.slug for error in _tree_of_errors()]

    assert sorted(_sections()) == slugs
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("slug", sorted(e.slug for e in _tree_of_errors()))
def test_an_error_is_explained_by_what_where_and_what_next(slug: str) -> None:
    section = _sections()[slug]

    assert [label for label in LABELS if label not in section] == []


@pytest.mark.parametrize("error", SAMPLES.values(), ids=lambda e: type(e).__name__)
def test_the_message_shown_in_the_document_is_the_programs_own(
    error: OpenImrError,
) -> None:
    assert str(error) in " ".join(_sections()[error.slug].split("\n"))


@pytest.mark.parametrize("error", SAMPLES.values(), ids=lambda e: type(e).__name__)
def test_a_message_names_the_place_then_the_problem_then_the_cure(
    error: OpenImrError,
) -> None:
    problem, cure = str(error).split(".  ")

    assert re.fullmatch(r"[^:\s]+: \S.*", problem)
    assert re.fullmatch(r"[A-Z].*[.?]", cure)


def test_every_error_that_words_itself_has_a_sample() -> None:
    wording = {error for error in _tree_of_errors() if "__init__" in vars(error)}

    assert sorted(e.slug for e in wording) == sorted(e.slug for e in SAMPLES)


def test_the_drawing_at_the_top_of_the_module_shows_the_whole_tree() -> None:
    drawings = f"{errors.__doc__}{site_errors.__doc__}"
    drawn = re.findall(r"(?m)^ *\* (\w+)", drawings)

    assert sorted(drawn) == sorted(error.__name__ for error in _tree_of_errors())


def _raised(file: Path) -> Iterator[tuple[str, ast.Raise]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield ast.unparse(made).rpartition(".")[2], node


def _exception_classes(file: Path) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
            yield node.name


def test_no_built_in_exception_is_raised_on_purpose() -> None:
    built_in = {
        f"{place(file)} {name}"
        for file in modules("src")
        for name, _ in _raised(file)
        if name in BUILT_IN
    }

    assert sorted(built_in - set(BUILT_IN_ALLOWED)) == []


def test_the_list_of_allowed_built_in_exceptions_holds_none_that_is_gone() -> None:
    raised = {
        f"{place(file)} {name}" for file in modules("src") for name, _ in _raised(file)
    }

    assert sorted(set(BUILT_IN_ALLOWED) - raised) == []


def test_exception_classes_for_others_are_defined_in_one_file_only() -> None:
    stray = {
        f"{place(file)} {name}"
        for file in modules("src")
        if file not in {PACKAGE / "errors.py", SITE / "errors.py"}
        for name in _exception_classes(file)
        if not name.startswith("_")
    }

    assert sorted(stray) == sorted(INSIDE_A_ROOM)


def test_no_error_is_given_words_of_a_record() -> None:
    ours = {error.__name__ for error in _tree_of_errors()}
    telling = [
        f"{place(file)}:{node.lineno}"
        for file in modules("src")
        for name, node in _raised(file)
        if name in ours and _names(node) & RECORD_WORDS
    ]

    assert telling == []


def _names(node: ast.Raise) -> set[str]:
    names = set()
    for part in ast.walk(node.exc or node):
        if isinstance(part, ast.Attribute):
            names.add(part.attr)
        elif isinstance(part, ast.Name):
            names.add(part.id)
    return names


def test_the_core_writes_no_log() -> None:
    logging = [
        place(file)
        for file in modules("src/openimr")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "logging" in ast.unparse(node)
    ]

    assert logging == []


@pytest.mark.parametrize("error", SAMPLES.values(), ids=lambda each: each.slug)
def test_an_error_comes_whole_out_of_another_process(error: OpenImrError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(there) is type(error)
    assert str(there) == str(error)
    assert [str(field) for field in there.fields] == [str(f) for f in error.fields]


def test_an_error_made_of_what_cannot_travel_still_comes_over() -> None:
    known = {"durg": 1, "drug": 2}.keys()
    error = errors.UnknownKeyError("facts.yaml:3", "drgu", known)

    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
