"""Daily dose, and the days that a quantity lasts."""

import re
from dataclasses import dataclass

from openimr.clinical.ask import PAPERS, Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.clinical.medications.mentions import Mention
from openimr.domain import Assertion, DrugRole, Fact, Finding, Quantity

from .quantity import find_quantity

_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:/[\d.]+)?\s*(mg|mcg|g|ml|units?)\b")
_PER_HOUR = re.compile(r"/\s*h")
_HOURS = 24.0
_UNTAKEN = frozenset({DrugRole.STOPPED, DrugRole.MENTIONED})
MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class _Dose:
    mention: Mention
    amount: float
    unit: str
    units_a_day: float
    hourly: bool = False

    @property
    def total(self) -> float:
        """Return the amount a day."""
        return self.amount * (_HOURS if self.hourly else self.units_a_day)

    def how(self) -> str:
        """Return the arithmetic with its inputs."""
        often = "24 hours" if self.hourly else f"{self.units_a_day:g} a day"
        total = f"{self.total:g} {self.unit} per day"
        return f"{self.amount:g} {self.unit} x {often} = {total}"


def find_dose(ask: Ask) -> Fact:
    """Answer what dose a day is taken or asked for: strength x units x times a day."""
    doses = _doses(ask)
    if not doses:
        return silent(ask)
    best = doses[0]
    total = best.total
    same = [each for each in doses if each.total == total]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(total, f"{best.unit} per day"),
        as_of=best.mention.on,
        evidence=distinct((each.mention.evidence() for each in same), MOST_EVIDENCE),
        how=best.how(),
    )


def find_days_supply(ask: Ask) -> Fact:
    """Answer how many days the quantity asked for lasts at the directions given."""
    quantity = find_quantity(ask)
    doses = _doses(ask, strength_needed=False)
    if not doses or not isinstance(quantity.value, Quantity):
        return silent(ask)
    best = doses[0]
    units = quantity.value.value
    stated = best.mention.directions.supply
    days = stated or units / best.units_a_day
    how = f"{units:g} units / {best.units_a_day:g} a day = {int(days)} days"
    if stated:
        how = f"{units:g} units said to last {int(days)} days"
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(float(int(days)), "days"),
        as_of=best.mention.on,
        evidence=distinct((best.mention.evidence(), *quantity.evidence), MOST_EVIDENCE),
        how=how,
    )


def _doses(ask: Ask, *, strength_needed: bool = True) -> list[_Dose]:
    """Return the directions for the drug, those of the request and the latest first."""
    wanted = ask.item.details.strength
    found = []
    for mention in ask.records.mentions:
        if mention.drug != ask.subject.drug or mention.role in _UNTAKEN:
            continue
        paper = mention.page.document.kind in PAPERS
        if mention.assertion is not Assertion.AFFIRMED:
            continue
        if not paper and not ask.counts_then(mention.on):
            continue
        dose = _dose(mention, wanted, strength_needed=strength_needed)
        if dose is not None:
            found.append(dose)
    if not found and strength_needed:
        found = _joined(ask, wanted)
    return sorted(found, key=lambda each: _rank(each, wanted, ask))


def _joined(ask: Ask, wanted: str | None) -> list[_Dose]:
    """Join directions that lack a strength with the strength given elsewhere."""
    strength = _STRENGTH.search(wanted or "")
    if strength is None:
        return []
    return [
        _Dose(each.mention, float(strength[1]), strength[2], each.units_a_day)
        for each in _doses(ask, strength_needed=False)
    ]


def _dose(
    mention: Mention, wanted: str | None, *, strength_needed: bool
) -> _Dose | None:
    known = mention.directions
    units = known.units_per_day
    if units is None:
        return None
    # "Two a day" counts tablets: they are those that are asked for.
    counted = wanted if known.per_dose else None
    strength = _STRENGTH.search(known.strength or counted or "")
    if units <= 0 or (strength_needed and known.measure != "count"):
        return None
    if strength is None:
        return None if strength_needed else _Dose(mention, 0.0, "mg", units)
    if _PER_HOUR.search(known.strength or ""):
        # a patch gives its dose every hour, however seldom it is changed
        return _Dose(mention, float(strength[1]), strength[2], units, hourly=True)
    return _Dose(mention, float(strength[1]), strength[2], units)


def _rank(dose: _Dose, wanted: str | None, ask: Ask) -> tuple[bool, int, int, int]:
    mention = dose.mention
    strength = _STRENGTH.search(wanted or "")
    same = strength is None or float(strength[1]) == dose.amount
    day = min(mention.on, ask.as_of).toordinal() if mention.on else 0
    return not same, -day, mention.page.order, mention.start


FINDERS: Finders = {"days_supply": find_days_supply, "dose": find_dose}
