"""Doses that change by plan: ``4 tabs daily x 3 days, then 2 daily x 3 days``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .amounts import DOSE, Amount, amount
from .frequency import Frequency, read_frequency
from .limits import find_course

_STEP = re.compile(
    r"[;,]\s*(?:and\s+)?(?:then\s+|followed\s+by\s+)?|\bthen\s+|\bfollowed\s+by\s+"
    r"|\.\s+(?:then\s+)?|\bthereafter\b\s*|\band\s+(?=\d+ (?:tab|cap|po|x|on day))"
)
_NAMED_DAY = re.compile(
    r"(?:\bon\s+)?\bdays?\s*#?(?P<first>\d{1,2})(?:\s*(?:-|to|through|&|and)\s*"
    r"(?P<last>\d{1,2}))?\b"
)
_DAILY = 1.0


@dataclass(frozen=True, slots=True)
class Taper:
    """A plan of several steps."""

    units: float | None
    """Units over all steps that have a length; None where only mg are told."""

    days: float
    lasting: float | None
    """Units a day of a last step without an end; None where the plan ends."""

    end: int


@dataclass(frozen=True, slots=True)
class _Step:
    amount: float
    often: float
    days: float | None
    mass: bool
    end: int


def read_taper(low: str, strength: float | None = None) -> Taper | None:
    """Return the plan in lower-case directions that hold two or more steps.

    ``strength`` in mg turns doses told in mg into units.

    >>> taper = read_taper("4 tabs daily x 3 days, 2 daily x 3 days, 1 daily x 3 days")
    >>> taper.units, taper.days
    (21.0, 9.0)
    >>> read_taper("1 po tid x 10 days") is None
    True
    """
    steps = list(_steps(low, strength))
    timed = [step for step in steps if step.days is not None]
    if len(steps) < 2 or not timed:
        return None
    last = steps[-1]
    lasting = last.amount * last.often if last.days is None else None
    if len(timed) < 2 and lasting is None:
        return None
    counted = strength is not None or not any(step.mass for step in steps)
    units = sum(step.amount * step.often * (step.days or 0.0) for step in timed)
    days = sum(step.days or 0.0 for step in timed)
    return Taper(
        units if counted else None, days, lasting if counted else None, last.end
    )


def _steps(low: str, strength: float | None) -> Iterator[_Step]:
    """Yield the steps until a piece that is none; one without an end is the last."""
    held: _Step | None = None
    for start, piece in _pieces(low):
        step = _step(piece, start + len(piece), held, strength)
        if step is None:
            if held is not None:
                return
            continue
        held = step
        yield step
        if step.days is None:
            return


def _pieces(low: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _STEP.finditer(low):
        if low[start : cut.start()].strip():
            yield start, low[start : cut.start()]
        start = cut.end()
    yield start, low[start:]


def _step(
    piece: str, end: int, held: _Step | None, strength: float | None
) -> _Step | None:
    days, bare = _length(piece)
    often = read_frequency(bare)
    told = _told(bare, often)
    if often is None and (told is None or days is None):
        return None
    if told is None:
        value, mass = (held.amount, held.mass) if held else (1.0, False)
    else:
        mass = told.measure == "mass"
        value = told.value / (strength or 1.0) if mass else told.value
    return _Step(value, often.per_day if often else _DAILY, days, mass, end)


def _length(piece: str) -> tuple[float | None, str]:
    """Return the days of a step, and its words without them."""
    course = find_course(piece)
    if course is not None:
        return course.value, blanked(piece, course.start, course.end)
    named = _NAMED_DAY.search(piece)
    if named is None:
        return None, piece
    first, last = int(named["first"]), int(named["last"] or named["first"])
    return max(1.0, last - first + 1.0), blanked(piece, named.start(), named.end())


def blanked(words: str, start: int, end: int) -> str:
    """Return words with a stretch of them blank; all others keep their place."""
    return words[:start] + " " * (end - start) + words[end:]


def _told(bare: str, often: Frequency | None) -> Amount | None:
    """Return the amount of a step's dose: counted where it is, else in mg."""
    if often is not None:
        if often.per_dose is None:
            return None
        return Amount(often.start, often.end, often.per_dose, often.measure)
    doses = [amount(found) for found in DOSE.finditer(bare)]
    counted = [each for each in doses if each.measure in {"count", ""}]
    masses = [each for each in doses if each.measure == "mass"]
    return next(iter(reversed(counted or masses)), None)
