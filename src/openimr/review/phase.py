"""Tell a first request from a request for more of the same."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import (
    DisputedItem,
    Evidence,
    Fact,
    Finding,
    ItemKind,
    Phase,
    Quantity,
)

from .suppose import SUPPOSED

_USED_BEFORE: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.DRUG: ("duration_of_use",),
    ItemKind.THERAPY: ("visits_completed", "duration_of_use"),
    ItemKind.PROGRAM: ("visits_completed", "duration_of_use"),
    ItemKind.SERVICE: ("duration_of_use", "visits_completed"),
    ItemKind.DEVICE: ("duration_of_use",),
    ItemKind.INJECTION: ("prior_procedures_count",),
    ItemKind.TEST: ("prior_study", "interval_since_last", "prior_procedures_count"),
    ItemKind.SURGERY: (),
}
"""Facts whose number above zero means that the treatment has been given before.

Visits are of therapy: they make no operation or injection a treatment in use.
"""

_OF_ANY_KIND = ("duration_of_use", "visits_completed", "prior_procedures_count")


@dataclass(frozen=True, slots=True)
class PhaseFinding:
    """The phase of a request, the sentence that says why, and its evidence."""

    phase: Phase
    why: str
    evidence: tuple[Evidence, ...] = ()


def find_phase(
    facts: Mapping[str, Fact], request_date: dt.date, item: DisputedItem
) -> PhaseFinding:
    """Return 'continuation' where the records show the treatment before the request.

    A retrospective request is judged by the same rule: what counts is whether the
    treatment was in use before the date of service.  Where no record shows it, words
    of the request itself count, such as "12 additional visits".
    """
    for name in phase_facts(item.details.kind):
        found = _by_fact(facts.get(name))
        if name == _LAST_TEST and _COUNT not in _present(facts):
            continue  # a day alone may be of another test than the one asked for
        if found is not None:
            return found
    said = more_of_it(item.details.requested)
    if said is not None:
        why = f"the request itself says \u201c{said}\u201d"
        return PhaseFinding(Phase.CONTINUATION, why, item.evidence[:1])
    why = f"no record shows it in use before {request_date:%m/%d/%Y}"
    return PhaseFinding(Phase.INITIAL, why)


def phase_facts(kind: ItemKind) -> tuple[str, ...]:
    """Return the facts that tell the phase of a request of a kind.

    >>> phase_facts(ItemKind.DRUG)
    ('duration_of_use',)
    """
    return _USED_BEFORE.get(kind, _OF_ANY_KIND)


def _by_fact(fact: Fact | None) -> PhaseFinding | None:
    """Return what a fact says of earlier use; None where it shows none."""
    if fact is None or fact.finding is not Finding.PRESENT or fact.begins:
        return None
    if fact.value is None:
        why = "the records show it in use, without saying since when"
    elif fact.fact in _EARLIER:
        why = f"the records hold {_EARLIER[fact.fact]}"
    elif isinstance(fact.value, Quantity) and fact.value.value > 0:
        why = f"the records show {fact.value} of use before it"
        if fact.how == SUPPOSED:
            why = f"the user supposes {fact.value} of use before it"
        elif fact.how:
            why += f" ({fact.how})"
    else:
        return None
    return PhaseFinding(Phase.CONTINUATION, why, fact.evidence)


def _present(facts: Mapping[str, Fact]) -> set[str]:
    return {name for name, f in facts.items() if f.finding is Finding.PRESENT}


_COUNT = "prior_procedures_count"
_LAST_TEST = "interval_since_last"
_EARLIER = {
    "prior_study": "an earlier study of the kind",
    _LAST_TEST: "an earlier test of the kind, with its day",
}


def more_of_it(requested: str) -> str | None:
    """Return the words of a request that ask for more of a treatment; None without.

    >>> more_of_it("Acupuncture, neck, 12 additional visits")
    'additional'
    """
    for pattern in _more():
        match = pattern.search(requested.lower())
        if match is not None:
            return requested[match.start() : match.end()]
    return None


@cache
def _more() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each["words"]) for each in wordings())


def wordings() -> list[dict[str, str]]:
    """Return the wordings of ``phase.yaml``, each with what it is and is not."""
    text = files("openimr.review").joinpath("phase.yaml").read_text("utf-8")
    found: list[dict[str, str]] = yaml.safe_load(text)["more"]
    return found
