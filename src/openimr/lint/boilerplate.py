"""Find rationales that were used twice, word for word or nearly so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import Letter, LintFinding, LintQuote

from .catalogue import Problem

_WORD = re.compile(r"[a-z]+")
_RUN = 4
"""Words of a run; what two texts share is counted in runs."""

_LEAST = 25
"""Runs below which two short texts are alike by chance."""

_NEARLY = 0.85
"""Share of common runs from which two rationales are one text."""


@dataclass(frozen=True, slots=True)
class _Rationale:
    letter: str
    item: int
    requested: str
    runs: frozenset[tuple[str, ...]]


def check_boilerplate(letters: Sequence[Letter]) -> Iterator[tuple[str, LintFinding]]:
    """Yield letter and finding for each rationale that nearly repeats an earlier one.

    Names and figures are left out of the comparison, so that a text that was adapted by
    putting in another drug and number still counts as the same.
    """
    found = [each for letter in letters for each in _rationales(letter)]
    waiting: dict[tuple[str, ...], list[int]] = {}
    for at, rationale in enumerate(found):
        shared: dict[int, int] = {}
        for run in rationale.runs:
            for earlier in waiting.get(run, ()):
                shared[earlier] = shared.get(earlier, 0) + 1
            waiting.setdefault(run, []).append(at)
        twin = max(shared, key=lambda each: (shared[each], -each), default=None)
        if twin is not None and _alike(found[twin], rationale, shared[twin]):
            yield rationale.letter, _finding(found[twin], rationale)


def _rationales(letter: Letter) -> Iterator[_Rationale]:
    for number, item in enumerate(letter.items, 1):
        own = set(_WORD.findall(item.details.requested.lower()))
        words = _WORD.findall((item.rationale_text or "").lower())
        words = [word for word in words if word not in own]
        runs = frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
        if len(runs) >= _LEAST:
            yield _Rationale(letter.source, number, item.details.requested, runs)


def _alike(one: _Rationale, other: _Rationale, shared: int) -> bool:
    return shared / (len(one.runs) + len(other.runs) - shared) >= _NEARLY


def _finding(first: _Rationale, again: _Rationale) -> LintFinding:
    where = "this letter" if first.letter == again.letter else first.letter
    return Problem(
        check="boilerplate",
        item=again.item,
        message=(
            f"The rationale repeats that of item {first.item} of {where} nearly word "
            "for word."
        ),
        quotes=(
            LintQuote(where=f"item {first.item} of {where}", words=first.requested),
            LintQuote(where="this item", words=again.requested),
        ),
    ).finding()
