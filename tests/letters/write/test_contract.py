"""The JSON contract reads back, and refuses what breaks it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.domain import Determination
from openimr.errors import UnreadableFileError
from openimr.letters.write import from_json, json_schema, to_json

from .fictional import DETERMINATION, REVIEWER
from .strategies import HALF_A_PAIR, determinations


@settings(max_examples=60, deadline=None)
@given(determinations)
def test_what_is_written_reads_back_the_same(determination: Determination) -> None:
    assert from_json(to_json(determination)) == determination


def test_the_fictional_case_reads_back_the_same() -> None:
    signed = replace(DETERMINATION, status="signed", reviewer=REVIEWER)

    assert from_json(to_json(DETERMINATION)) == DETERMINATION
    assert from_json(to_json(signed)) == signed


def test_half_a_surrogate_pair_is_written_as_a_replacement_sign() -> None:
    broken = replace(DETERMINATION, ignored_files=(HALF_A_PAIR, "\ud83d\ude00"))

    assert from_json(to_json(broken)).ignored_files == (
        "half \ufffd surrogate",
        "\U0001f600",
    )


def test_names_and_values_are_those_of_the_contract() -> None:
    written = json.loads(to_json(DETERMINATION))

    assert list(written) == [
        "schema",
        "engine",
        "status",
        "case",
        "documents",
        "pages",
        "summary",
        "items",
        "lint",
        "reviewer",
        "ignored_files",
        "supposed",
        "edition",
        "panel",
    ]
    assert written["schema"] == "openimr.determination/1"
    assert written["case"]["date_of_injury"] == "2011-08-22"
    assert written["documents"][0]["kind"] == "imr_application"
    assert written["pages"][6]["status"] == "blank"
    item = written["items"][0]
    assert (item["kind"], item["phase"]) == ("drug", "continuation")
    assert (item["decision"], item["decided_by"]) == ("upheld", "not_met")
    assert item["facts"][1]["finding"] == "silent"
    searched = item["facts"][1]["searched"]
    assert (searched["from"], searched["to"]) == ("2013-05-06", "2015-01-27")
    assert "from_" not in searched
    assert written["reviewer"] is None


def test_the_file_is_indented_utf8_with_a_last_line_end() -> None:
    written = to_json(replace(DETERMINATION, ignored_files=("Lärm.xls",)))

    assert written.startswith(b'{\n  "schema"')
    assert written.endswith(b"}\n")
    assert "Lärm.xls".encode() in written


def test_keys_of_later_versions_are_passed_over() -> None:
    later = json.loads(to_json(DETERMINATION))
    later["items"][0]["mood"] = "hopeful"

    assert from_json(json.dumps(later).encode()) == DETERMINATION


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: d["items"][0].pop("decision"), "items[0].decision"),
        (lambda d: d["items"][1].update(visits="20"), "items[1].visits"),
        (lambda d: d["case"].update(ur_date="17.2.2015"), "case.ur_date"),
        (
            lambda d: d["items"][0]["facts"][1]["searched"].update({"from": 3}),
            "items[0].facts[1].searched.from",
        ),
    ],
)
def test_a_broken_contract_is_refused_with_the_place(
    change: object, problem: str
) -> None:
    broken = json.loads(to_json(DETERMINATION))
    assert callable(change)
    change(broken)

    with pytest.raises(UnreadableFileError) as caught:
        from_json(json.dumps(broken).encode())

    assert str(caught.value) == (
        f"determination.json: cannot be read, {problem} is not what the contract asks "
        "for.  Ask the sender for a new copy."
    )


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"schema": "other/9"}',
        b'{"schema": "openimr.determination/1"}',
        b'{"schema": "openimr.determination/1", "x": ' + b"9" * 6000 + b"}",
        b"[" * 5000,
    ],
)
def test_anything_else_is_refused(written: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        from_json(written)


@given(st.binary(max_size=40))
def test_no_bytes_raise_anything_but_our_error(written: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        from_json(written)


def test_no_value_of_a_broken_file_stands_in_the_message() -> None:
    broken = json.loads(to_json(DETERMINATION))
    broken["case"]["age"] = "Wrenfield"

    with pytest.raises(UnreadableFileError) as caught:
        from_json(json.dumps(broken).encode())

    assert "Wrenfield" not in str(caught.value)


def test_the_schema_names_fields_as_the_contract_does() -> None:
    schema = json.loads(json_schema())
    search = schema["$defs"]["SearchEntry"]

    assert "from" in search["properties"]
    assert "from" in search["required"]
    assert schema["$defs"]["Decision"]["enum"] == ["upheld", "overturned"]
