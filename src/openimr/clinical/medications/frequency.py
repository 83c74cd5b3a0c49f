"""Read how often a drug is taken, and how much each time.

``1 po tid``, ``one three times daily``, ``q8h``, ``four a day``, ``one in the morning
and two at bedtime``, ``2 sprays in each nostril bid``.
"""

import re
from dataclasses import dataclass, replace

from .amounts import COUNT, DOSE, UNIT, Amount, amount, number
from .often import Kind, Often, find_often

__all__ = ["COUNT", "UNIT", "Frequency", "number", "read_frequency"]

_MOST_UNITS = 12.0
"""A bare number above this is a strength or a duration, not a number of tablets."""

_FILLER = (
    r"(?:by mouth|p\.?\s?o\.?|per os|orally|oral|s\.?l\.?|sublingually|under the tongue"
    r"|topically|top|transdermally|to (?:the )?skin|to (?:the )?affected areas?"
    r"|rectally|p\.?r\.?|i\.?m\.?|sub-?q|s\.?q\.?|s\.?c\.?|subcutaneously|intramuscularly|inh"
    r"|prn|as needed|p\.r\.n\.?|if needed|only|up to|about|total|each|taken|once"
    r"|scheduled|pain|for pain|may be taken)"
)
_BEFORE = re.compile(rf"(?:[\s,():]|{_FILLER}(?![a-z]))*\Z")
_BETWEEN = re.compile(r"[^;\d]{0,70}\Z")
"""What may stand between an amount with a unit and its frequency."""

_FULL_STOP = re.compile(r"[a-z]{4}\.\s")
_BEHIND = re.compile(r"\s*[:,\u2014-]?\s*(?:(?:take|use|apply|give|inject)\s+)?")
_AND = re.compile(r"(?:\band\b|\bthen\b|\bplus\b|\balso\b|\banother\b|[,;&+/-]|\bor\b)")
_JOIN = re.compile(r"[\s,/]*(?:and|&|\+|plus|/|,)[\s,]*(?:again\s+|once\s+|also\s+)?\Z")
_TABLETS = re.compile(r"\s*(?:x|of)?\s*\Z")
_RANGE = re.compile(r"\s*(?:-|to|or|/)\s*\Z")
_GLUE = re.compile(
    rf"(?:[\s,;&+/().:-]|\b(?:and|then|plus|again|another|also|take|use|apply|with|or"
    rf"|may|food|the|daily|once)\b|{_FILLER}(?![a-z]))*\Z"
)
_BOTH = re.compile(
    r"\b(?:(?:in|per|to|into|each|both)\s+)?(?:each|both|bilateral)\s+(?:nostrils?|nares?"
    r"|eyes?|ears?|sides?)\b|\bou\b"
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many doses a day, and how much a dose where told."""

    start: int
    end: int
    per_day: float
    per_dose: float | None
    measure: str = "count"
    """What a dose is counted in: ``count``, ``ml``, ``g``; ``mass`` for mg and the
    like, whose figure is then in ``per_dose``."""


@dataclass(frozen=True, slots=True)
class _Part:
    often: Often
    dose: Amount | None
    start: int
    end: int


def read_frequency(low: str) -> Frequency | None:
    """Return the first frequency in lower-case words; None where there is none.

    Of ranges the upper end counts: the most that may be taken.

    >>> read_frequency("one in the morning and two at bedtime").per_day
    3.0
    >>> read_frequency("1-2 tabs q6h prn").per_dose
    2.0
    """
    parts = _chain(low, list(find_often(low)))
    if not parts:
        return None
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if len(parts) == 1:
        per_day, per_dose, measure = _single(parts[0])
    else:
        per_day, per_dose, measure = _sum(parts)
    if per_dose is not None and _BOTH.search(low):
        per_dose *= 2
    return Frequency(start, end, per_day, per_dose, measure)


def _single(part: _Part) -> tuple[float, float | None, str]:
    often, dose = part.often, part.dose
    if often.kind is Kind.TOTAL:
        return often.per_day, 1.0, "count"
    if dose is None:
        return often.per_day, None, "count"
    return often.per_day, dose.value, dose.measure or "count"


def _sum(parts: list[_Part]) -> tuple[float, float, str]:
    """Add up what is taken at several times of the day."""
    told = [part.dose for part in parts if part.dose is not None]
    measure = next((each.measure for each in told if each.measure), "count")
    unit = 1.0
    if measure == "mass":
        # "10 mg am, 20 mg hs" of a 10 mg tablet: the smallest amount is the tablet
        unit = next(each.value for each in told if each.measure == "mass")
        measure = "count"
    held = unit if told and told[0].measure == "mass" else 1.0
    total = 0.0
    for part in parts:
        if part.dose is not None:
            whole = part.dose.measure == "mass" or unit == 1.0
            held = part.dose.value if whole else part.dose.value * unit
        total += held / unit * part.often.per_day
    return total, 1.0, measure


def _chain(low: str, found: list[Often]) -> list[_Part]:
    parts: list[_Part] = []
    for at, often in enumerate(found):
        since = parts[-1].end if parts else 0
        if often.start < since:
            continue
        if often.kind is Kind.TOTAL and parts:
            break
        after = found[at + 1].start if at + 1 < len(found) else len(low)
        dose = None if often.kind is Kind.TOTAL else _dose(low, since, often, after)
        if not parts:
            if often.kind is Kind.BARE and not _counts(low, often, dose, found, at):
                continue
            parts.append(_part(often, dose))
        elif not _goes_on(low, parts, often, dose):
            break
    return parts


def _counts(
    low: str, often: Often, dose: Amount | None, found: list[Often], at: int
) -> bool:
    """Tell whether "morning" alone opens directions: an amount or another time."""
    if dose is not None:
        return True
    if at + 1 == len(found):
        return False
    following = found[at + 1]
    slot = following.kind in {Kind.SLOT, Kind.BARE}
    return slot and _JOIN.match(low, often.end, following.start) is not None


def _part(often: Often, dose: Amount | None) -> _Part:
    if dose is None:
        return _Part(often, None, often.start, often.end)
    return _Part(often, dose, min(dose.start, often.start), max(dose.end, often.end))


def _goes_on(low: str, parts: list[_Part], often: Often, dose: Amount | None) -> bool:
    """Take one more frequency into the chain; False where it speaks of another."""
    last = parts[-1]
    begin = dose.start if dose and dose.start < often.start else often.start
    gap = low[last.end : begin]
    if dose is not None:
        if _GLUE.match(gap) is None or _FULL_STOP.search(low, last.end, begin):
            return False
        parts.append(_part(often, dose))
        return True
    if _RANGE.match(gap) and _is_count(last.often) and _is_count(often):
        more = often if often.per_day > last.often.per_day else last.often
        parts[-1] = _Part(more, last.dose, last.start, often.end)
        return True
    if _GLUE.match(gap) is None:
        return False
    if last.often.kind is Kind.MEALS and often.kind is Kind.COUNTED:
        parts[-1] = _Part(often, last.dose, last.start, often.end)
        return True
    times = {Kind.SLOT, Kind.BARE}
    added = often.kind in times and (
        _JOIN.match(gap) is not None
        if last.often.kind in times
        else "and" in gap or "&" in gap or "+" in gap or "plus" in gap
    )
    if added and last.often.per_day >= 1:
        parts.append(_part(often, None))
    else:
        parts[-1] = _Part(last.often, last.dose, last.start, often.end)
    return True


def _is_count(often: Often) -> bool:
    return often.kind is Kind.COUNTED


def _dose(low: str, since: int, often: Often, after: int) -> Amount | None:
    """Return the amount told before a frequency, else the one right behind it."""
    for found in reversed(list(DOSE.finditer(low, since, often.start))):
        told = _of_tablets(low, since, amount(found))
        gap = low[told.end : often.start]
        if told.measure:
            if _BETWEEN.match(gap) and not _FULL_STOP.search(gap):
                return told
        elif told.value <= _MOST_UNITS and _BEFORE.match(gap):
            return told
        return None
    lead = _BEHIND.match(low, often.end, after)
    behind = DOSE.match(low, lead.end() if lead else often.end, after)
    if behind is None:
        return None
    told = amount(behind)
    return told if told.measure in {"count", "ml"} else None


def _of_tablets(low: str, since: int, told: Amount) -> Amount:
    """Return the count before a strength: "two 350 mg tablets"."""
    if told.measure != "mass":
        return told
    for found in DOSE.finditer(low, since, told.start):
        before = amount(found)
        near = _TABLETS.match(low[before.end : told.start]) is not None
        if near and before.measure in {"", "count"} and before.value <= _MOST_UNITS:
            return replace(before, end=told.end, measure="count")
    return told
