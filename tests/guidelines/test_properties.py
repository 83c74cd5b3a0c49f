"""Whatever stands in a file, loading it ends in a family or a KnowledgeError."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.errors import KnowledgeError
from openimr.guidelines import load_file

from .willow import FAMILY

QUIET = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LINES = FAMILY.splitlines(keepends=True)
PIECES = st.sampled_from(
    [
        *LINES,
        "use: baclofen\n", "any:\n", "all:\n", "  - ", "{", "}", "[", "]", ": ", "&a ",
        "*a", "!!set ", "|\n", ">-\n", "\t", "---\n", "'", '"', "#", "?", "1e999", "no",
        "9" * 400, "since: 0001-01-01\n", "\x00", "\ufeff", "\U0001f600", "\\ud800",
    ]
)  # fmt: skip


def _loads(file: Path) -> None:
    place = str(file)
    try:
        load_file(file)
    except KnowledgeError as error:
        place = str(error)
    assert place.startswith(str(file))


@QUIET
@given(text=st.text())
def test_any_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.yaml"
    file.write_text(text, encoding="utf-8")

    _loads(file)


@QUIET
@given(data=st.binary())
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.yaml"
    file.write_bytes(data)

    _loads(file)


@QUIET
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_heap_of_yaml_pieces(tmp_path: Path, pieces: list[str]) -> None:
    file = tmp_path / "any.yaml"
    file.write_text("".join(pieces), encoding="utf-8")

    _loads(file)


@QUIET
@given(
    at=st.integers(0, len(LINES) - 1),
    column=st.integers(0, 60),
    piece=st.one_of(PIECES, st.text(max_size=5)),
    drop=st.booleans(),
)
def test_any_single_slip_in_a_sound_file(
    tmp_path: Path, at: int, column: int, piece: str, *, drop: bool
) -> None:
    line = LINES[at]
    changed = line[:column] + piece + ("" if drop else line[column:])
    file = tmp_path / "any.yaml"
    file.write_text("".join([*LINES[:at], changed, *LINES[at + 1 :]]), encoding="utf-8")

    _loads(file)


@pytest.mark.parametrize("deep", ["[", "{a: ", "- "])
def test_a_text_nested_without_end_is_refused(tmp_path: Path, deep: str) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(deep * 5000, encoding="utf-8")

    with pytest.raises(KnowledgeError):
        load_file(file)
