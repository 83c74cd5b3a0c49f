"""The numbers of a decision table: what was asked for, and what of it was certified.

A row may give both beside the treatment's own quantity, and extraction loses the
columns, so arithmetic tells them apart: of a denied request nothing is certified, of
an approved one everything, and of a modified one a part.
"""

import re
from dataclasses import dataclass

from openimr.domain import UrOutcome
from openimr.text import fold

_UNIT = (
    r"(?:tab(?:let)?s?|cap(?:sule)?s?|pills?|patch(?:es)?|units?|visits?|sessions?"
    r"|days?|months?|each|ea)"
)
_NOTHING = r"none|nil|zero|-{1,3}|[\u2012-\u2015]"
_LAST = re.compile(
    rf"^(?P<rest>.*\S)?[\s|]+(?P<one>(?:#\s?)?(?P<n>\d{{1,4}})(?:\s?{_UNIT})?"
    rf"|{_NOTHING})$",
    re.IGNORECASE | re.DOTALL,
)
_BELONGS = re.compile(
    r"(?:^|[\s(])(?:refills?|rf|x|times?|levels?|qty|quantity|no|number|for|of"
    r"|to|with|and|per|every|or|plus|total|weeks?|[#/&,:=+x-])[.:]?$",
    re.IGNORECASE,
)
"""Words that a number after them completes: ``refills 0``, ``2 x 6``."""

STRENGTH = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%", re.IGNORECASE)
_FIGURE = re.compile(r"\d+")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row's treatment, the decision on it, and what of it was certified."""

    item: str
    outcome: UrOutcome | None
    approved: str | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    written: str
    upto: str
    """The row as far as this number."""

    @property
    def bare(self) -> bool:
        return self.written.isdigit()


def settle(text: str, outcome: UrOutcome | None, *, headed: bool) -> Row:
    """Return a row without the numbers of its other columns.

    ``headed`` says that the table's head names a column of what was certified: then
    the numbers decide where they and the word of the decision differ.  Without an
    outcome the numbers alone decide.

    >>> settle("Flexeril 7.5 mg #20 #0", UrOutcome.DENY, headed=False).item
    'Flexeril 7.5 mg #20'
    >>> row = settle("Physical therapy 12 visits 12 6", UrOutcome.MODIFY, headed=True)
    >>> row.item, row.approved
    ('Physical therapy 12 visits', '6')
    >>> settle("Baclofen 10 mg #90 refills 0", UrOutcome.DENY, headed=True).item
    'Baclofen 10 mg #90 refills 0'
    """
    item, numbers = _peeled(fold(text))
    if not item or not numbers:
        return Row(text, outcome)
    own, certified = _split(numbers, item, outcome, alone=headed and outcome is None)
    if certified is None:
        return Row(text, outcome)
    asked = own[-1].value if own else _last_figure(item)
    told = _told(asked, certified.value)
    if outcome is None or (headed and told is UrOutcome.MODIFY):
        outcome = told
    elif told is not outcome:
        return Row(text, outcome)
    approved = certified.written if outcome is UrOutcome.MODIFY else None
    return Row(_with_quantity(item, own), outcome, approved)


def _peeled(text: str) -> tuple[str, list[_Number]]:
    """Take up to three numbers off the end of a row."""
    numbers: list[_Number] = []
    rest = text
    while len(numbers) < _MOST:
        match = _LAST.match(rest)
        before = (match["rest"] or "") if match else ""
        if match is None or not before or _BELONGS.search(before):
            break
        value = int(match["n"]) if match["n"] else 0
        numbers.insert(0, _Number(value, fold(match["one"]), rest))
        rest = before.rstrip(" ,|#")
    return rest, numbers


def _split(
    numbers: list[_Number], item: str, outcome: UrOutcome | None, *, alone: bool
) -> tuple[list[_Number], _Number | None]:
    """Return the treatment's own numbers, and the one that was certified."""
    if len(numbers) == _MOST and _is_split(numbers, outcome):
        return numbers[:1], numbers[1]
    if len(numbers) > 1 or numbers[0].value == 0 or alone:
        return numbers[:-1], numbers[-1]
    repeated = numbers[0].bare and numbers[0].value == _last_figure(item)
    return [], numbers[0] if repeated else None


def _is_split(numbers: list[_Number], outcome: UrOutcome | None) -> bool:
    """Tell whether three numbers are what was asked, certified and denied."""
    asked, certified, denied = (number.value for number in numbers)
    if asked != certified + denied:
        return False
    if denied:
        return True
    return outcome is UrOutcome.APPROVE or (outcome is None and numbers[0].bare)


def _told(asked: int | None, certified: int) -> UrOutcome:
    if certified == 0:
        return UrOutcome.DENY
    return UrOutcome.APPROVE if certified == asked else UrOutcome.MODIFY


def _with_quantity(item: str, own: list[_Number]) -> str:
    """Write the treatment with its quantity once."""
    if len(own) > 1 and own[-1].value == own[-2].value:
        own = own[:-1]
    if not own:
        return item
    last = own[-1]
    before = own[-2].upto if own[1:] else item
    drug = STRENGTH.search(item) and "#" not in item
    if last.bare and drug:
        return f"{before} #{last.value}"
    repeated = last.bare and last.value == _last_figure(before)
    return before if repeated else last.upto


def _last_figure(text: str) -> int | None:
    figures = _FIGURE.findall(text)
    return int(figures[-1]) if figures else None
