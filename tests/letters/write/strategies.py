"""Determinations of every shape, with the oddest text that records may hold."""

import dataclasses
import datetime as dt
import itertools
import types
import typing
from enum import Enum

from hypothesis import strategies as st

from openimr.domain import LEAST_REVIEWERS, Decision, Determination, Vote, tally

ODD_WORDS = (
    "baclofen",
    "20 mg #120",
    '#panic("no") *b* $x$ @r <l> [c] // c /* d */ \\ `e` ~ _f_ = g',
    "</pre><script>alert(1)</script>&amp;\"'",
    "{{ field }} ]]> <!-- -->",
    "long-" * 40,
    "x" * 150,
    "עברית بالعربية",
    "\u202eoverride\u202c",
    "line\nbreak\ttab\r\nend",
    "日本語 👩‍⚕️",
    "e\u0301\u0327 \ufb01",
    "nul\x00 esc\x1b del\x7f",
    "\ufffe \u00ad \u200b",
    "Page(s): 1-2. ",
    "",
    "   ",
)

texts = st.one_of(
    st.sampled_from(ODD_WORDS),
    st.lists(st.sampled_from(ODD_WORDS), max_size=3).map(" ".join),
    st.text(max_size=12),
)
numbers = st.integers(min_value=-1, max_value=5000)
HALF_A_PAIR = "half \ud83d surrogate"
"""Not among the words above: UTF-8 cannot hold it, so it cannot read back the same."""

_SIMPLE: dict[object, st.SearchStrategy[object]] = {
    str: texts,
    int: numbers,
    bool: st.booleans(),
    dt.date: st.dates(),
    type(None): st.none(),
}


def _of(kind: object) -> st.SearchStrategy[object]:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if isinstance(kind, types.UnionType):
        return st.one_of(*(_of(part) for part in typing.get_args(kind)))
    if typing.get_origin(kind) is tuple:
        return st.lists(_of(typing.get_args(kind)[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    assert isinstance(kind, type)
    return _built(kind)


def _built(kind: type) -> st.SearchStrategy[object]:
    hints = typing.get_type_hints(kind)
    fields = {
        field.name: _of(hints[field.name])
        for field in dataclasses.fields(kind)
        if field.name != "schema"
    }
    return st.builds(kind, **fields)


def _fitting(determination: Determination) -> Determination:
    """Make a panel fit: several members, a vote an item, decided by the majority."""
    items = determination.items
    if len(determination.panel) < LEAST_REVIEWERS:
        return dataclasses.replace(determination, panel=())
    panel = tuple(
        dataclasses.replace(
            member,
            votes=(*member.votes, *itertools.repeat(NO_VOTE, len(items)))[: len(items)],
        )
        for member in determination.panel
    )
    decided = tuple(
        dataclasses.replace(
            item, decision=tally([m.votes[place].decision for m in panel]).decision
        )
        for place, item in enumerate(items)
    )
    return dataclasses.replace(determination, panel=panel, items=decided, reviewer=None)


NO_VOTE = Vote(decision=Decision.UPHELD)
determinations = typing.cast(
    st.SearchStrategy[Determination], _built(Determination)
).map(_fitting)
