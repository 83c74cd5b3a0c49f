"""Whether a request says all that must be known to answer it."""

import re
from collections.abc import Callable, Mapping

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.domain import Evidence, Fact, Finding, ItemKind, RequestDetails

from .item_field import asking_passages, papers_first

_MOST = 6
_NO_DOSING = re.compile(
    r"\W*(?:(?:apply|take|use)\s+)?(?:(?:as|when) (?:needed|directed|necessary"
    r"|required|instructed)|prn|ud|uad)\W*"
)
"""Directions that leave open how much and how often."""

_Test = Callable[[RequestDetails], bool]


def _dosed(details: RequestDetails) -> bool:
    told = (details.frequency or "").lower()
    return bool(told) and _NO_DOSING.fullmatch(told) is None


def _counted(details: RequestDetails) -> bool:
    return details.quantity is not None


def _placed(details: RequestDetails) -> bool:
    return bool(details.body_part or details.level)


def _numbered(details: RequestDetails) -> bool:
    return bool(details.visits)


def _lasting(details: RequestDetails) -> bool:
    return bool(
        details.visits or details.duration or details.frequency or details.quantity
    )


def _owned(details: RequestDetails) -> bool:
    return (
        details.purchase is not None
        or bool(details.duration)
        or details.quantity is not None
    )


_NEEDED: Mapping[ItemKind, tuple[tuple[str, _Test], ...]] = {
    ItemKind.DRUG: (("quantity", _counted), ("dose and frequency", _dosed)),
    ItemKind.THERAPY: (("number of visits", _numbered), ("body part", _placed)),
    ItemKind.PROGRAM: (("number of days or hours", _lasting),),
    ItemKind.INJECTION: (("body part or level", _placed),),
    ItemKind.SURGERY: (("body part or level", _placed),),
    ItemKind.DEVICE: (("rental or purchase, or length", _owned),),
    ItemKind.SERVICE: (("length or amount", _lasting),),
}
"""What a request must name, by kind; of a test or anything else, itself."""


def find_request(ask: Ask) -> Fact:
    """Answer whether the request states dose, frequency, length and body part.

    What its kind must name decides.  A request that lacks any of it is absent, with
    the passage that should have said it; without a request that can be quoted the
    answer is silent.
    """
    details = ask.item.details
    told = sorted(asking_passages(ask), key=papers_first)
    shown = [each for each in told if each.finding is Finding.PRESENT]
    evidence: tuple[Evidence, ...] = distinct(
        (*(each.evidence() for each in shown), *ask.item.evidence), _MOST
    )
    if not evidence:
        return silent(ask, told)
    missing = [
        name for name, test in _NEEDED.get(details.kind, ()) if not test(details)
    ]
    lacking = ", ".join(missing)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.ABSENT if missing else Finding.PRESENT,
        value=_stated(details),
        as_of=next((each.day for each in shown if each.day), None),
        evidence=evidence,
        how=f"not stated: {lacking}"
        if missing
        else "all that its kind needs is stated",
    )


def _stated(details: RequestDetails) -> str | None:
    """Return in short what the request states.

    >>> _stated(RequestDetails(requested="PT neck 2 x 4", visits=8, body_part="neck"))
    '8 visits, neck'
    """
    visits = f"{details.visits} visits" if details.visits else None
    quantity = f"#{details.quantity}" if details.quantity else None
    place = " ".join(filter(None, (details.side, details.body_part, details.level)))
    told = (
        details.strength,
        quantity,
        visits,
        details.frequency,
        details.duration,
        place,
    )
    return ", ".join(filter(None, told)) or None


FINDERS: Finders = {"request": find_request}
