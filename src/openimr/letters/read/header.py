r"""The header block: case number, dates and priority.

Extraction puts labels and values in the order of the page, of the columns, or all
labels before all values, and breaks a label over lines (``Application \nReceived:``).
So labels and values are taken as two kinds of marks and matched by kind.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from openimr.domain import Span

from .days import day_of

_LABELS = {
    "case number": "number",
    "case no": "number",
    "case no.": "number",
    "case #": "number",
    "date of injury": "date_of_injury",
    "ur denial date": "ur_date",
    "ur decision date": "ur_date",
    "ur determination date": "ur_date",
    "utilization review denial date": "ur_date",
    "utilization review decision date": "ur_date",
    "date of ur decision": "ur_date",
    "date of ur denial": "ur_date",
    "date of ur determination": "ur_date",
    "date of utilization review decision": "ur_date",
    "priority": "priority",
    "date assigned": "date_assigned",
    "application received": "application_received",
    "application received date": "application_received",
    "decision date": "decision_date",
    "date of decision": "decision_date",
    "date of determination": "decision_date",
    "dated": "decision_date",
}
"""The longest words before a colon that are a label win; other labels only part."""

_BY_LAST_WORD = {
    last: sorted(
        (label.split() for label in _LABELS if label.split()[-1] == last),
        key=len,
        reverse=True,
    )
    for last in sorted({label.split()[-1] for label in _LABELS})
}
_LOOK_BACK = 52
_REACH = 120
"""Characters behind a label's colon in which its value stands."""

_VALUE = re.compile(
    r"(?P<number>\b[A-Z]{2}\s?\d\d\s?[-\u2013]\s?\d{5,8}\b)"
    r"|(?P<date>(?<![\d/])\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?![\d/])"
    r"|\b[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+(?:19|20)\d\d\b)"
    r"|(?P<priority>\b(?:[Ss]tandard|STANDARD|[Rr]egular|REGULAR|[Ee]xpedited|EXPEDITED)\b)"
)
_RUNNING = re.compile(r"Case Number\s*:?\s*(CM\s?\d\d\s?-\s?\d{5,8})\b")
_KINDS = {"number": "number", "priority": "priority"}
_OTHER = "other"


_D = r"(\d{1,2}/\d{1,2}/\d{4})"
_USUAL = re.compile(
    r"\s*Case Number:\s*(CM\d\d-\d{7})\s+Date Assigned:\s*"
    rf"{_D}\s+Date of Injury:\s*{_D}\s+Decision Date:\s*{_D}\s+UR Denial Date:\s*{_D}"
    rf"\s+Priority:\s*(Standard|Expedited)\s+Application\s+Received:\s*{_D}\s*\Z"
)
"""The header of format D as most letters give it, matched in one go."""

_USUAL_FIELDS = (
    "number",
    "date_assigned",
    "date_of_injury",
    "decision_date",
    "ur_date",
    "priority",
    "application_received",
)


HeaderField = tuple[str | date, tuple[int, int]]
"""A field's value, and where it stands; a class for it would double the price."""


class Header(NamedTuple):
    """The fields of the header block, by name in their order."""

    fields: dict[str, HeaderField]
    is_usual: bool
    """The block is in the usual form from end to end, and all its days are real."""


class _Label(NamedTuple):
    """A label's field, where it begins and where its colon ends."""

    name: str
    start: int
    end: int


def read_header(raw: str, region: Span) -> Header:
    """Return the fields of the header block."""
    usual = _USUAL.match(raw, region.start, region.end)
    if usual is None:
        return Header(_fields_in(raw, region), False)
    fields: dict[str, HeaderField] = {}
    for group, name in enumerate(_USUAL_FIELDS, start=1):
        value = _value(name, usual[group])
        if value is not None:
            fields[name] = value, usual.span(group)
    return Header(fields, len(fields) == len(_USUAL_FIELDS))


def _fields_in(raw: str, region: Span) -> dict[str, HeaderField]:
    fields: dict[str, HeaderField] = {}
    for label, found in _pairs(raw, region.end, _labels(raw, region)):
        if label not in fields:
            value = _value(label, found[0])
            if value is not None:
                fields[label] = value, found.span()
    return fields


def running_number(raw: str) -> HeaderField | None:
    """Return the case number of a running head, where the first page is missing."""
    at = raw.find("Case Number")
    while at >= 0:
        found = _RUNNING.match(raw, at)
        if found is not None:
            return _number(found[1]), found.span(1)
        at = raw.find("Case Number", at + 1)
    return None


def _pairs(
    raw: str, end: int, labels: list[_Label]
) -> Iterator[tuple[str, re.Match[str]]]:
    """Match each run of labels without a value with the values behind it."""
    waiting: list[str] = []
    stops = [*(label.start for label in labels[1:]), end]
    for label, stop in zip(labels, stops, strict=False):
        if label.name == _OTHER and not any(name != _OTHER for name in waiting):
            continue
        reach = _REACH if not waiting else len(waiting) * _REACH
        value = _VALUE.search(raw, label.end, min(stop, label.end + reach))
        if value is None:
            waiting.append(label.name)
        elif waiting or value.lastgroup != _KINDS.get(label.name, "date"):
            values = list(_VALUE.finditer(raw, label.end, stop))
            yield from _matched([*waiting, label.name], values)
            waiting = []
        elif label.name != _OTHER:
            yield label.name, value


def _labels(raw: str, region: Span) -> list[_Label]:
    found = []
    low = region.start
    at = raw.find(":", low, region.end)
    while at >= 0:
        from_ = max(low, at - _LOOK_BACK)
        before = raw[from_:at].lower()
        words = before.split()
        known = _BY_LAST_WORD.get(words[-1], ()) if words else ()
        label = next((label for label in known if words[-len(label) :] == label), None)
        if label is None:
            found.append(_Label(_OTHER, at, at + 1))
        else:
            start = from_ + _start_of(before, label)
            found.append(_Label(_LABELS[" ".join(label)], start, at + 1))
        low = at + 1
        at = raw.find(":", low, region.end)
    return found


def _start_of(before: str, words: list[str]) -> int:
    """Return where the last of some words' run begins."""
    at = len(before)
    for word in reversed(words):
        at = before.rindex(word, 0, at)
    return at


def _matched(
    labels: list[str], values: list[re.Match[str]]
) -> Iterator[tuple[str, re.Match[str]]]:
    named = [label for label in labels if label != _OTHER]
    wanted = [_KINDS.get(label, "date") for label in named]
    kinds = [str(value.lastgroup) for value in values]
    if len(named) > 1 and kinds[: len(wanted)] == wanted:
        yield from zip(named, values, strict=False)
    elif labels[-1] != _OTHER:
        last = labels[-1]
        kind = _KINDS.get(last, "date")
        fitting = next((v for v in values if v.lastgroup == kind), None)
        if fitting is not None:
            yield last, fitting


def _value(label: str, words: str) -> str | date | None:
    if label == "number":
        return _number(words)
    if label == "priority":
        return "expedited" if words.lower() == "expedited" else "regular"
    return day_of(words)


def _number(words: str) -> str:
    return "".join(words.split()).replace("\u2013", "-")
