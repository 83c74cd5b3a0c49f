"""What each number of visits is said of, whatever the order of numbers and words.

Words and numbers that nothing parts from each other make a chain: "visits authorized 12
visits attended 11", "12 authorized, 11 attended", "approved / completed 12 / 7", or a
head of a table with its row.  A chain is read as a whole, since "12" stands between
"authorized" and "attended" in both of the first two.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from .visit_items import SIGNS, Item, chains
from .visit_words import Told, load_visit_words

_PARTS = re.compile(r"[.,;|\n()/]|\band\b|\bbut\b")
_NEXT_WORD = re.compile(r"[ \t]+(?P<word>[a-z]{3,})")
_NEAR = 40
_SHORT_CHAIN = 3


@dataclass(frozen=True, slots=True)
class VisitNumber:
    """A number of visits, what it is said of, and where it stands."""

    told: Told
    value: int
    start: int
    end: int
    first: int
    """Where the number begins, or the words for it where they come first."""

    last: int
    """Where the later of the two ends."""


def visit_numbers(low: str) -> tuple[VisitNumber, ...]:
    """Return the numbers of visits in lower-case words, in order.

    >>> for each in visit_numbers("visits attended 11 visits authorized 12"):
    ...     print(each.told, each.value)
    attended 11
    authorised 12
    """
    found: list[VisitNumber] = []
    for chain in chains(low):
        numbers = list(_read(low, chain))
        if len(numbers) > 1 or all(_is_of_visits(low, each) for each in numbers):
            found += numbers
    return tuple(sorted(found, key=lambda each: each.start))


def _is_of_visits(low: str, number: VisitNumber) -> bool:
    """Tell a lone number from one of something else: "completed 10 reps"."""
    words = load_visit_words()
    behind = _NEXT_WORD.match(low, number.end)
    if behind is None or words.units.search(low, number.first, behind.end()):
        return True
    known = (words.units, words.between, *words.kinds.values())
    return any(each.match(low, behind.start("word")) for each in known)


def _read(low: str, chain: Sequence[Item]) -> Iterator[VisitNumber]:
    """Read a chain: tables, then parts by themselves, then what they leave over."""
    spread = _spread(chain)
    rest: list[Item] = []
    runs = _runs(spread)
    at = 0
    while at < len(runs):
        run, behind = runs[at], runs[at + 1] if at + 1 < len(runs) else []
        if len(run) > 1 and len(run) == len(behind) and run[0].told:
            yield from _read_parts(low, rest)
            yield from _zipped(low, run, behind)
            rest = []
            at += 2
        else:
            rest += run
            at += 1
    yield from _read_parts(low, rest)


def _read_parts(low: str, items: Sequence[Item]) -> Iterator[VisitNumber]:
    left: list[Item] = []
    for part in _parts(low, items):
        if _whole(part):
            yield from _bound(low, left)
            left = []
            yield from _bound(low, part)
        else:
            left += part
    yield from _bound(low, left)


def _spread(chain: Sequence[Item]) -> list[Item]:
    """Take ``18 / 16`` apart where as many words stand before it; else it is a pair."""
    spread: list[Item] = []
    for item in chain:
        if len(item.values) < 2 or item.pair:
            spread.append(item)
            continue
        named = 0
        for each in reversed(spread):
            if each.told is None:
                break
            named += 1
        if named == len(item.values):
            spread += [
                Item(item.start, item.end, None, (value,)) for value in item.values
            ]
        elif len(item.values) == 2 and item.values[0] <= item.values[1]:
            spread.append(Item(item.start, item.end, None, item.values, pair=True))
    return spread


def _parts(low: str, chain: Sequence[Item]) -> Iterator[list[Item]]:
    part: list[Item] = []
    for item in chain:
        if part and _PARTS.search(low, part[-1].end, item.start):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _whole(part: Sequence[Item]) -> bool:
    """Tell whether a part has numbers and words for all of them."""
    words = sum(1 for _ in groupby(part, key=lambda each: each.told) if _[0])
    numbers = sum(1 for each in part if each.values)
    pairs = any(each.pair for each in part)
    return bool(numbers and (pairs or words >= numbers))


def _bound(low: str, items: Sequence[Item]) -> Iterator[VisitNumber]:
    at = 0
    runs = _settled(low, _runs(items))
    while at < len(runs):
        run, behind = runs[at], runs[at + 1] if at + 1 < len(runs) else []
        if any(each.pair for each in run + behind):
            used, numbers = _paired(low, runs[at : at + 3])
        elif run[0].told and behind:
            used, numbers = 2, _zipped(low, run, behind)
        elif len(run) == 1 and run[0].values and behind:
            used, numbers = 2, _zipped(low, behind[:1], run)
        else:
            used, numbers = 1, []
        yield from numbers
        at += used


def _settled(low: str, runs: list[list[Item]]) -> list[list[Item]]:
    """Leave out a number between two words, or a word between two numbers.

    Nothing says which of the two it belongs to; but "completed 6 authorized visits"
    does, since the second word is bound to what is counted.
    """
    if len(runs) % 2 == 0 or len(runs) == 1 or any(run[0].pair for run in runs):
        return runs
    if runs[0][0].told and len(runs) > _SHORT_CHAIN:
        return runs[:-1]
    last = runs[-1][-1]
    signs = SIGNS.match(low, last.end)
    units = load_visit_words().units
    named = last.told and units.match(low, signs.end() if signs else last.end)
    return runs[:-1] if named else []


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """Return runs of words, of numbers and of pairs; a word said twice is one."""
    runs: list[list[Item]] = []
    for item in items:
        kind = (item.told is not None, item.pair)
        if not runs or (runs[-1][-1].told is not None, runs[-1][-1].pair) != kind:
            runs.append([])
        if not (item.told and runs[-1] and runs[-1][-1].told is item.told):
            runs[-1].append(item)
    return runs


def _zipped(
    low: str, words: Sequence[Item], numbers: Sequence[Item]
) -> list[VisitNumber]:
    """Give numbers to words, one each; in "total visits approved 24" to the last."""
    parted = _PARTS.search(low, words[0].end, words[-1].start)
    if len(numbers) == 1 and not parted:
        words = words[-1:]
    if len(words) != len(numbers):
        return []
    return [
        _number(word.told, number.values[0], number, word)
        for word, number in zip(words, numbers, strict=True)
        if word.told is not None
    ]


def _number(told: Told, value: int, number: Item, *words: Item) -> VisitNumber:
    first = min(number.start, *(word.start for word in words))
    last = max(number.end, *(word.end for word in words))
    return VisitNumber(told, value, number.start, number.end, first, last)


def _paired(low: str, runs: Sequence[Sequence[Item]]) -> tuple[int, list[VisitNumber]]:
    """Read ``6 of 12`` with the words around it, and how many runs that takes."""
    at = next(at for at, run in enumerate(runs) if run[0].pair)
    if at > 1 or len(runs[at]) > 1:
        return 1, []
    pair = runs[at][0]
    ahead = runs[0][-1].told if at == 1 else None
    behind = [each.told for each in runs[at + 1]] if len(runs) > at + 1 else []
    if not (ahead or any(behind) or _of_units(low, pair)):
        return len(runs), []
    whole = Told.AUTHORISED
    if behind and behind[0] in {Told.AUTHORISED, Told.REQUESTED, Told.PLANNED}:
        whole = behind.pop(0) or whole
    part = ahead or next(iter(behind), None) or Told.ATTENDED
    if whole is part or (whole is not Told.REQUESTED and part is Told.AUTHORISED):
        return len(runs), []
    if whole is Told.REQUESTED and part is Told.ATTENDED:
        return len(runs), []
    done, of_all = pair.values
    around = [run[0] for run in runs[: at + 2]]
    return len(runs), [
        _number(part, done, pair, *around),
        _number(whole, of_all, pair, *around),
    ]


def _of_units(low: str, pair: Item) -> bool:
    """Tell whether "visit" or "sessions" stands right beside a pair."""
    units = load_visit_words().units
    ahead = low[max(0, pair.start - _NEAR) : pair.start]
    named = list(units.finditer(ahead))
    if named and SIGNS.fullmatch(ahead, named[-1].end()):
        return True
    signs = SIGNS.match(low, pair.end)
    return units.match(low, signs.end() if signs else pair.end) is not None
