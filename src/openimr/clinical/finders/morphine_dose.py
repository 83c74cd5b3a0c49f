"""Morphine-equivalent dose a day, over all opioids taken at the time of the request."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.clinical.ask import ROLES_TAKEN, Ask, Finders, is_clinical
from openimr.clinical.findings import distinct, quotes, silent
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.morphine import MorphineTable, load_morphine
from openimr.clinical.passages import latest_first
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement
from openimr.domain import (
    Assertion,
    DocumentKind,
    DrugRole,
    Fact,
    Finding,
    Quantity,
)

from .bound import judged, sentences_with_cues
from .current_drug import CURRENT_DAYS, why_not

UNIT = "mg morphine equivalent per day"
MOST_EVIDENCE = 6
_OPIOID = "opioid"
_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[/-]\s*(\d+(?:\.\d+)?))?\s*(mcg|mg|g\b)?")
_PATCH = re.compile(r"mcg\s*/?\s*h|patch")
_STATED = re.compile(
    r"(?<![\d/.])(\d{1,4}(?:\.\d+)?)(?![\d/]|\.\d)\s*(?:mg|mme|med)?\b"
)
_HANDED_OUT = 30.0
"""Days that a quantity handed out without directions is meant to last."""

_ASKED = frozenset({DocumentKind.RFA})


@dataclass(frozen=True, slots=True)
class _Part:
    """One opioid at one strength, as it is taken."""

    mention: Mention
    mg: float
    """Milligrams of a unit; mcg/hr of a patch."""

    units_a_day: float
    patch: bool
    counted: bool = False
    """The units a day are a month's quantity spread over its days."""


def find_morphine_dose(ask: Ask) -> Fact:
    """Answer how much oral morphine all current opioids together come to a day.

    A total that the record states answers only where no dose can be computed.
    """
    table = load_morphine().table(ask.as_of)
    taken = _opioids(ask)
    parts = [part for drug in _drugs(taken) for part in _parts(ask, drug, taken)]
    worth = [(part, *_worth(part, parts, table)) for part in parts]
    counted = [each for each in worth if each[1] > 0]
    known = {part.mention.drug for part, _, _ in counted}
    unknown = [drug for drug in _drugs(taken) if drug not in known]
    stated = sorted(_stated(ask), key=lambda each: latest_first(each[0]))
    if stated and (not counted or unknown):
        return _as_stated(ask, stated)
    if not counted:
        return silent(ask, _near(ask))
    total = sum(amount for _, amount, _ in counted)
    how = "; ".join(words for _, _, words in counted)
    how += f"; together {total:g} {UNIT}"
    if unknown:
        how += (
            f"; without {', '.join(unknown)}, whose dose is not given or not converted"
        )
    evidence = [part.mention.evidence() for part, _, _ in counted]
    evidence += [each.evidence() for each in _also(taken, counted)]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(round(total, 2), UNIT),
        as_of=max((p.mention.on for p, _, _ in counted if p.mention.on), default=None),
        evidence=distinct(evidence, MOST_EVIDENCE),
        how=how,
    )


def _as_stated(ask: Ask, stated: list[tuple[Statement, float]]) -> Fact:
    best, number = stated[0]
    same = [said for said, each in stated if each == number]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(number, UNIT),
        as_of=best.day,
        evidence=quotes(same, MOST_EVIDENCE),
        how="as the record states it",
    )


def _opioids(ask: Ask) -> list[Mention]:
    """Return where opioids are taken or asked for near the request, by day."""
    taken = [m for m in ask.taken(_OPIOID) if m.section is not SectionKind.RECORDS]
    asked = [
        mention
        for mention in ask.records.mentions
        if mention.page.document.kind in _ASKED
        and mention.drug == ask.subject.drug
        and mention.assertion is Assertion.AFFIRMED
        and ask.records.names.is_one_of(mention.drug, (_OPIOID,))
    ]
    latest, stops = ask.latest, _last_stops(ask)
    return [
        mention
        for mention in (*taken, *asked)
        if (mention.on is None or latest is None)
        or (
            (latest - mention.on).days <= CURRENT_DAYS
            and mention.on >= stops.get(mention.drug, mention.on)
            and not mention.page.document.kind.value.endswith("procedure_report")
        )
    ]


def _last_stops(ask: Ask) -> dict[str, dt.date]:
    """Return the last day before the request on which each drug was stopped."""
    stops: dict[str, dt.date] = {}
    for mention in ask.records.mentions:
        if (
            mention.role is DrugRole.STOPPED
            and mention.assertion in {Assertion.AFFIRMED, Assertion.HISTORICAL}
            and mention.on is not None
            and ask.counts_then(mention.on)
            and is_clinical(mention.page.document)
        ):
            stops[mention.drug] = max(mention.on, stops.get(mention.drug, mention.on))
    return stops


def _drugs(taken: list[Mention]) -> list[str]:
    return sorted({mention.drug for mention in taken})


def _parts(ask: Ask, drug: str, taken: list[Mention]) -> list[_Part]:
    """Return the latest list's strengths of a drug, as the request changes them."""
    mine = [mention for mention in taken if mention.drug == drug]
    known = _usual_strength(ask, mine)
    parts = [part for m in mine if (part := _part(m, known)) is not None]
    sure = [part for part in parts if not part.counted] or parts
    listed = [p for p in sure if p.mention.page.document.kind not in _ASKED]
    asked = {p.mg: p for p in sure if p.mention.page.document.kind in _ASKED}
    latest = max(map(_day, listed), default=0)
    now = {p.mg: p for p in sorted(listed, key=_told_last) if _day(p) == latest}
    if asked and not set(asked) & set(now) and len(now) == 1:
        now = {}
    return [*(now | asked).values()]


def _day(part: _Part) -> int:
    return part.mention.on.toordinal() if part.mention.on else 0


def _told_last(part: _Part) -> tuple[bool, bool, int, int]:
    mention = part.mention
    pharmacy = mention.role is DrugRole.DISPENSED
    written = mention.section is SectionKind.PLAN
    return not pharmacy, written, mention.page.order, mention.start


def _usual_strength(ask: Ask, mentions: list[Mention]) -> str | None:
    """Return the one strength that the drug is taken in, for "three a day"."""
    wanted = ask.item.details.strength
    if wanted and any(mention.drug == ask.subject.drug for mention in mentions):
        return wanted
    found = {m.directions.strength for m in mentions if m.directions.strength}
    return found.pop() if len(found) == 1 else None


def _part(mention: Mention, usual: str | None) -> _Part | None:
    directions = mention.directions
    name = mention.page.low[mention.hit.start : mention.hit.end]
    named = load_morphine().strengths.get(" ".join(name.split()))
    words = directions.strength or ("" if named else usual) or ""
    patch = _PATCH.search(words) is not None
    mg = named or _opioid_in(words)
    if mg is None:
        return None
    if patch:
        return _Part(mention, mg, 1.0, patch=True)
    if directions.doses_per_day is not None:
        units = (directions.per_dose or 1.0) * directions.doses_per_day
        return _Part(mention, mg, units, patch=False) if units > 0 else None
    handed_out = mention.role in {DrugRole.DISPENSED, DrugRole.PRESCRIBED}
    if directions.quantity and handed_out:
        units = directions.quantity / _HANDED_OUT
        return _Part(mention, mg, units, patch=False, counted=True)
    return None


def _opioid_in(strength: str) -> float | None:
    """Return the milligrams of the opioid; in a combination it is the smaller figure.

    >>> _opioid_in("10/325 mg"), _opioid_in("300-30 mg"), _opioid_in("25 mcg/hr")
    (10.0, 30.0, 25.0)
    """
    found = _STRENGTH.match(strength)
    if found is None:
        return None
    figures = [float(each) for each in found.groups()[:2] if each]
    return min(figures) or None


def _worth(part: _Part, parts: list[_Part], table: MorphineTable) -> tuple[float, str]:
    """Return what a part counts for, and the arithmetic in words."""
    drug = part.mention.drug
    if part.patch:
        per_hour = table.patches.get(drug, 0.0)
        amount = part.mg * per_hour
        return amount, f"{drug} {part.mg:g} mcg/hr x {per_hour:g} = {amount:g} mg"
    same = [p for p in parts if p.mention.drug == drug and not p.patch]
    daily = sum(each.mg * each.units_a_day for each in same)
    factor = table.factor(drug, daily) or 0.0
    amount = part.mg * part.units_a_day * factor
    words = (
        f"{drug} {part.mg:g} mg x {part.units_a_day:g} a day x {factor:g}"
        f" = {amount:g} mg"
    )
    return amount, words + (" (month's quantity over 30 days)" if part.counted else "")


def _also(
    taken: list[Mention], counted: list[tuple[_Part, float, str]]
) -> Iterator[Mention]:
    """Yield other places that give the same doses, latest first."""
    for mention in reversed(taken):
        for part, _, _ in counted:
            doses = mention.directions.doses_per_day
            each = mention.directions.per_dose or 1.0
            if mention.drug != part.mention.drug or doses is None:
                continue
            if doses * each == part.units_a_day:
                yield mention


def _stated(ask: Ask) -> Iterator[tuple[Statement, float]]:
    """Yield totals that reports state: "MED 80 mg a day"."""
    for sentence in sentences_with_cues(ask):
        for number in _STATED.finditer(sentence.page.low, sentence.start, sentence.end):
            said = judged(ask, sentence, *number.span())
            cue = sentence.nearest(*number.span())
            if said is None or said.finding is None or cue is None:
                continue
            if 0 <= number.start() - cue.end <= _NEAR or cue.start - number.end() in (
                range(_BEFORE)
            ):
                yield said, float(number[1])
                break


_NEAR, _BEFORE = 30, 4
"""Characters from the words to the figure, behind and before them."""


def _near(ask: Ask) -> Iterator[Statement]:
    for mention in ask.records.mentions:
        if mention.hit.of_class:
            continue
        if not ask.records.names.is_one_of(mention.drug, (_OPIOID,)):
            continue
        taken = mention.role in ROLES_TAKEN and is_clinical(mention.page.document)
        why = "taken, without a dose a day" if taken else why_not(mention)
        place = mention.hit
        yield Statement(
            mention.page,
            mention.sentence,
            place.start,
            place.end,
            None,
            why,
            mention.on,
        )


FINDERS: Finders = {"morphine_dose": find_morphine_dose}
