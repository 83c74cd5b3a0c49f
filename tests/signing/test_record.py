"""The record of what was shown changes with everything that was shown."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.errors import SigningError
from openimr.signing import (
    DATA_FILE,
    Json,
    Record,
    digest,
    parse,
    shown_record,
)

from .making import CASE_FILES, parts, plain_draft, reordered, shown

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "signing.md"
WRITTEN = {"letter.pdf": b"letter", "evidence.html": b"evidence"}
DRAFT = plain_draft()
Place = tuple[str | int, ...]


def _leaves(
    node: Json, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*at, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _leaves(value, (*at, place))
    else:
        yield at


def _changed(determination: Record, place: Place, to: Json) -> Record:
    made = copy.deepcopy(determination)
    inner = made
    for step in place[:-1]:
        inner = inner[step]  # type: ignore[index, assignment]
    last = place[-1]
    inner[last] = to if inner[last] != to else [to]  # type: ignore[index]
    return made


@settings(deadline=None)
@given(
    st.sampled_from(list(_leaves(DRAFT))),
    st.sampled_from([None, 0, 41, "", "changed", True]),
)
def test_any_field_of_the_determination_changes_the_digest(
    place: Place, to: Json
) -> None:
    before = digest(shown_record(DRAFT, CASE_FILES, WRITTEN))
    after = digest(shown_record(_changed(DRAFT, place, to), CASE_FILES, WRITTEN))

    assert after != before


def test_order_and_white_space_of_the_determination_do_not() -> None:
    again = parse(reordered(json.dumps(DRAFT).encode()), DATA_FILE)

    assert digest(shown_record(again, CASE_FILES, WRITTEN)) == digest(
        shown_record(DRAFT, CASE_FILES, WRITTEN)
    )


@pytest.mark.parametrize(
    "files",
    [
        CASE_FILES[:1],
        (replace(CASE_FILES[0], sha256="00" * 32), CASE_FILES[1]),
        (replace(CASE_FILES[0], bytes=1201), CASE_FILES[1]),
        (replace(CASE_FILES[0], file="b.pdf"), CASE_FILES[1]),
        (),
    ],
    ids=["less", "content", "size", "name", "none"],
)
def test_any_change_of_the_files_of_the_case_changes_the_digest(
    files: tuple[object, ...],
) -> None:
    changed = shown_record(DRAFT, files, WRITTEN)  # type: ignore[arg-type]

    assert digest(changed) != digest(shown_record(DRAFT, CASE_FILES, WRITTEN))


def test_the_order_in_which_files_are_found_does_not() -> None:
    assert shown_record(DRAFT, CASE_FILES[::-1], WRITTEN) == shown_record(
        DRAFT, CASE_FILES, dict(reversed(WRITTEN.items()))
    )


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_one_byte_of_a_file_shown_changes_the_digest(name: str) -> None:
    changed = WRITTEN | {name: WRITTEN[name] + b" "}

    assert digest(shown_record(DRAFT, CASE_FILES, changed)) != digest(
        shown_record(DRAFT, CASE_FILES, WRITTEN)
    )


def test_every_quote_is_in_the_record_once_and_in_order() -> None:
    quotes = shown()["quotes"]

    assert isinstance(quotes, list)
    rows = [tuple(each.values()) for each in quotes if isinstance(each, dict)]
    assert len(rows) > 5
    assert rows == sorted(set(rows))


def test_a_determination_without_pages_cannot_be_signed() -> None:
    with pytest.raises(SigningError, match="it has no pages"):
        shown_record({"engine": {}, "items": []}, (), {})


def _fields(node: Json) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
    inner = node.values() if isinstance(node, dict) else node
    for value in inner if not isinstance(node, str | int | None) else ():  # type: ignore[union-attr]
        yield from _fields(value)


def test_the_document_names_every_field_of_the_records() -> None:
    named = set(re.findall(r"`([a-z_0-9.]+)`", DOCUMENT.read_text(encoding="utf-8")))
    _, record, _ = parts()

    assert sorted(set(_fields(parse(record, "signature.json"))) - named) == []
