"""The digest of a JSON value depends on what it says, and on nothing else."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from openimr.errors import UnreadableFileError
from openimr.signing import Json, canonical, digest, parse

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=6)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.integers(0, 5))
def test_order_of_keys_and_white_space_leave_no_trace(
    value: dict[str, Json], indent: int
) -> None:
    written = json.dumps(dict(reversed(value.items())), indent=indent).encode()

    assert canonical(parse(written, "a.json")) == canonical(value)


@given(VALUES, VALUES)
def test_values_that_differ_have_digests_that_differ(one: Json, other: Json) -> None:
    assume(json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True))

    assert digest(one) != digest(other)


def test_the_order_of_a_list_counts() -> None:
    assert digest([1, 2]) != digest([2, 1])


def test_the_digest_can_be_recomputed_with_other_tools() -> None:
    # printf '{"a":"é","b":[1,null]}' | sha256sum
    assert digest({"b": [1, None], "a": "é"}) == (
        "3d92f6368f93f3cb36a4e7a721098054dfbfd705e31fa50409f2d99e0727a08c"
    )


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b"[1]",
        b"1",
        b'{"a": 1, "a": 2}',
        b'{"b": {"a": 1, "a": 1}}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": "\\ud800"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": ' * 100_000,
        b"\xff{}",
    ],
    ids=range(12),
)
def test_what_could_be_read_in_two_ways_is_refused(written: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^a\.json: "):
        parse(written, "a.json")
