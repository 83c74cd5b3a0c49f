"""Rows of measures with a first and a last value: ``Oswestry 52% 38%``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.clinical.pages import ReadPage

from .then_now import then_and_now

_VALUE = (
    r"(\d{1,3}(?:\.\d)?)\s*(%|/\s*\d{2,3}|lbs?\b|pounds\b|min\b|minutes\b|sec\b|s\b)?"
)
_THEN_NOW = (
    rf"[^.;\d]{{0,30}}?{_VALUE}(?:\s*(?:to|->|=>|\u2192|,|then|now)?\s+){_VALUE}"
)
_SCALE = re.compile(
    r"\b(?P<name>oswestry|m?odi|ndi|neck disability|lefs|(?:quick)?dash|roland|rmdq"
    r"|koos|hoos|womac|psfs|spadi|ases|pain disability|pdi|bpi\s+interference|6mwt"
    r"|(?:six|6)[\s-]min\w* walk|gait speed|grip|pinch|plank|treadmill"
    r"|(?:sitting|standing|walking|driving) tolerance|floor to waist)\b[^.;\d]{0,32}\Z"
)
_NAME = (
    r"\b(?P<name>oswestry|m?odi|ndi|neck disability|lefs|lower extremity functional"
    r"|(?:quick)?dash|roland|rmdq|koos|hoos|womac|psfs|spadi|ases|pain disability|pdi"
    r"|(?:sitting|standing|walking|kneel\w*|driving) tolerance|floor to waist"
    r"|(?:lift|carry)(?:ing)? (?:capacity|tolerance)|grip|plank|timed \w+)"
)
_ROW = re.compile(rf"{_NAME}(?P<row>{_THEN_NOW})")
_START_END = re.compile(
    rf"{_NAME}[^.;\d]{{0,20}}(?P<then>\d{{1,3}})\s*[^\d.;]{{0,16}}?"
    r"\b(?:at (?:the )?(?:start|eval\w*|intake|baseline|admission)|initially|before)\b"
    r"[^\d.;]{0,12}(?P<now>\d{1,3})\s*[^\d.;]{0,16}?"
    r"\b(?:now|today|at (?:discharge|the end|present)|currently|after)\b"
)
_NOW_THEN = re.compile(
    r"\b(?P<name>oswestry|m?odi|ndi|lefs|(?:quick)?dash|roland[\s-]morris|rmdq|koos|womac"
    r"|psfs|spadi)\b[^.;\d]{0,20}(?P<now>\d{1,3})\s*(?:%|/\s*\d{2,3})?\s*"
    r"(?:\(\s*(?:was\s+|from\s+|previously\s+)?|,?\s*(?:was|down from|up from|from)\s+)"
    r"(?P<then>\d{1,3})\b"
)
_DATED = re.compile(r"[-/]\d|\d/\d{1,2}/")
_LESS_IS_BETTER = re.compile(
    r"oswestry|m?odi|ndi|neck|(?:quick)?dash|roland|rmdq|womac|spadi|pain|pdi|timed|bpi"
)
_LEAST = {
    "oswestry": 10,
    "odi": 10,
    "modi": 10,
    "ndi": 10,
    "neck disability": 10,
    "dash": 10,
    "quickdash": 10,
    "lefs": 9,
    "lower extremity functional": 9,
    "roland": 5,
    "rmdq": 5,
}
"""Points of a scale below which a change is within its error.

Oswestry and Roland: Ostelo et al., Spine 2008;33:90-94.  LEFS: Binkley et al., Phys
Ther 1999;79:371-383.  DASH: Gummesson et al., BMC Musculoskelet Disord 2003;4:11.
Neck disability index: Young et al., Spine J 2010;10:886-893.
"""

_SHARE = 0.2
"""Share of the first value that a tolerance or load must gain."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure at two times, and whether the later value is better."""

    page: ReadPage
    start: int
    end: int
    gained: bool
    """False where it stands still, changed within its error, or got worse."""


def rows_of(page: ReadPage) -> Iterator[Row]:
    """Yield the places of a page that give a measure twice.

    A row of a table has the earlier value first; "QuickDASH 34, was 61" the later.
    """
    for match in _ROW.finditer(page.low):
        before, unit, after, other = match.groups()[-4:]
        if (unit or "")[:1] != (other or "")[:1] or _DATED.match(match["row"]):
            continue
        if unit is None:
            continue
        gained = _gained(match["name"], float(before), float(after))
        yield Row(page, match.start(), match.end(), gained)

    for match in (*_NOW_THEN.finditer(page.low), *_START_END.finditer(page.low)):
        name = match["name"].removesuffix("-morris").removesuffix(" morris")
        gained = _gained(name, float(match["then"]), float(match["now"]))
        yield Row(page, match.start(), match.end(), gained)

    for told in then_and_now(page.low):
        named = _SCALE.search(page.low, max(0, told.start - 60), told.start)
        if named is not None:
            gained = _gained(named["name"], told.then, told.now)
            yield Row(page, named.start(), told.end, gained)


def _gained(name: str, before: float, after: float) -> bool:
    gain = before - after if _LESS_IS_BETTER.match(name) else after - before
    least = _LEAST.get(name)
    return gain >= (least if least is not None else max(1.0, _SHARE * before))
