"""What the MTUS drug formulary says of a drug dispensed from 2018 on.

Formulary status is about review beforehand and never about necessity: the guideline's
criteria still decide.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.domain import (
    FormularyEntry,
    FormularyStatus,
    ItemKind,
    Mark,
    RequestDetails,
)

from .prose import day as written


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("formulary.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


def formulary_entry(
    asked: RequestDetails, day: dt.date, injured: dt.date | None
) -> FormularyEntry | None:
    """Return what the formulary says of an item; None for what it does not concern.

    ``day`` is that of the request or, looking back, of the service; ``injured`` that of
    the injury, which opens the window of the special fill.
    """
    if asked.kind is not ItemKind.DRUG or day < _data()["since"]:
        return None
    windows = (_special(day, injured), _perioperative())
    if _compounded(asked):
        rule = _data()["compounded"]
        return FormularyEntry(
            status=FormularyStatus.COMPOUNDED,
            mark=Mark(rule["mark"]),
            prospective_review=True,
            why=f"a compounded drug always needs prior review ({rule['citation']})",
        )
    known = _data()["drugs"].get(asked.drug or "")
    if known is None:
        why = (
            "the dated MTUS drug list is not held here: whether the drug is exempt, "
            "non-exempt or unlisted has to be looked up in the list of "
            f"{written(day)}"
        )
        return FormularyEntry(
            status=None,
            mark=Mark.UNVERIFIED,
            prospective_review=None,
            why=f"{why}{_phased_in(day, injured)}",
            windows=windows,
        )
    status = FormularyStatus(known["status"])
    return FormularyEntry(
        status=status,
        mark=Mark(known["mark"]),
        prospective_review=status is not FormularyStatus.EXEMPT,
        why=f"read in the list of {written(known['list'])}{_phased_in(day, injured)}",
        windows=windows if status is FormularyStatus.NON_EXEMPT else (),
    )


def _compounded(asked: RequestDetails) -> bool:
    rule = _data()["compounded"]
    words = asked.requested.lower().replace(",", " ").split()
    return asked.treatment in rule["treatments"] or not set(words).isdisjoint(
        rule["words"]
    )


def _special(day: dt.date, injured: dt.date | None) -> str:
    rule = _data()["special_fill"]
    if injured is None:
        return f"special fill ({rule['citation']}): no paper states the day of injury"
    passed = (day - injured).days
    state = "open" if 0 <= passed <= rule["days_from_injury"] else "closed"
    return (
        f"special fill ({rule['citation']}): {state}, {passed} days after the injury; "
        f"it is for the one first visit within {rule['days_from_injury']} days"
    )


def _perioperative() -> str:
    rule = _data()["perioperative_fill"]
    return (
        f"perioperative fill ({rule['citation']}): for the reviewer, if the "
        f"prescription was written within {rule['days_around_surgery']} days of surgery"
    )


def _phased_in(day: dt.date, injured: dt.date | None) -> str:
    since, until = _data()["since"], _data()["old_injuries_until"]
    if injured is None or injured >= since or day > until:
        return ""
    return (
        f"; for injuries before {written(since)} the formulary was phased in until "
        f"{written(until)} ({_data()['old_injuries_mark']})"
    )
