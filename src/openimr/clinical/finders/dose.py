"""Daily dose, and the days that a quantity lasts."""

import re
from dataclasses import dataclass

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.clinical.medications.doses import DailyDose, daily_dose
from openimr.clinical.medications.mentions import Mention
from openimr.domain import DISPUTE_PAPERS, Assertion, DrugRole, Fact, Finding, Quantity

from .quantity import find_quantity

_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:/[\d.]+)?\s*(mg|mcg|g|ml|units?)\b")
_UNTAKEN = frozenset({DrugRole.STOPPED, DrugRole.MENTIONED})
MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class _Dose:
    mention: Mention
    dose: DailyDose | None
    units_a_day: float


def find_dose(ask: Ask) -> Fact:
    """Answer what dose a day is taken or asked for: strength x units x times a day."""
    doses = _doses(ask)
    if not doses:
        return silent(ask)
    best = doses[0]
    if best.dose is None:
        return silent(ask)
    total = best.dose.total
    same = [each for each in doses if each.dose and each.dose.total == total]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=best.dose.quantity(),
        as_of=best.mention.on,
        evidence=distinct((each.mention.evidence() for each in same), MOST_EVIDENCE),
        how=best.dose.how(),
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
        paper = mention.page.document.kind in DISPUTE_PAPERS
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
    found = []
    for each in _doses(ask, strength_needed=False):
        dose = daily_dose(each.mention.directions, wanted)
        if dose is not None:
            found.append(_Dose(each.mention, dose, each.units_a_day))
    return found


def _dose(
    mention: Mention, wanted: str | None, *, strength_needed: bool
) -> _Dose | None:
    known = mention.directions
    units = known.units_per_day
    if units is None or units <= 0:
        return None
    # "Two a day" counts tablets: they are those that are asked for.
    dose = daily_dose(known, wanted if known.per_dose else None)
    if dose is None and strength_needed:
        return None
    return _Dose(mention, dose, units)


def _rank(dose: _Dose, wanted: str | None, ask: Ask) -> tuple[bool, int, int, int]:
    mention = dose.mention
    strength = _STRENGTH.search(wanted or "")
    same = strength is None or (
        dose.dose is not None and float(strength[1]) == dose.dose.amount
    )
    day = min(mention.on, ask.as_of).toordinal() if mention.on else 0
    return not same, -day, mention.page.order, mention.start


FINDERS: Finders = {"days_supply": find_days_supply, "dose": find_dose}
