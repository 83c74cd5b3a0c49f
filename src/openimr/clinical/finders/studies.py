"""Facts that imaging and nerve tests answer."""

import datetime as dt
from collections.abc import Sequence

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import (
    MOST_AGAINST,
    MOST_EVIDENCE,
    quotes,
    silent,
    weigh,
    words_of,
)
from openimr.clinical.scan import CueHit
from openimr.clinical.site import OTHER_LEVEL, OTHER_SIDE
from openimr.clinical.statements import Statement, judge
from openimr.clinical.studies import MODALITIES, Reading, Weight, readings
from openimr.domain import Evidence, Fact, Finding, ItemKind

_ELSEWHERE = frozenset({OTHER_SIDE, OTHER_LEVEL})


def find_study(ask: Ask) -> Fact:
    """Answer whether the latest study of the place shows a lesion that fits.

    A study's own report prevails over what others quote of it.  Absent where the study
    denies it, or shows it at another side or level only.
    """
    found = readings(ask)
    here = [each for each in found if each.counts]
    if not here:
        elsewhere = [each for each in found if _shows_elsewhere(each)]
        none = list(_none_done(ask))
        if any(each.finding for each in none):
            return weigh(ask, none)
        if elsewhere:
            return _elsewhere(ask, elsewhere)
        return silent(ask, [*(each.said for each in found), *none])
    study = _deciding(here)
    finding, chosen = _outcome(study)
    rest = [each for each in here if each not in chosen]
    agreeing = [each for each in rest if _says(each) is finding]
    against = [each for each in rest if _says(each) is not finding]
    day = study[0].day
    return Fact(
        fact=ask.entry.fact,
        finding=finding,
        value=_value(chosen[0]) if finding is Finding.PRESENT else None,
        as_of=day or chosen[0].said.day,
        evidence=_quoted([*chosen, *agreeing], MOST_EVIDENCE),
        against=_quoted(against, MOST_AGAINST),
        how=f"study of {day:%m/%d/%Y}" if day else None,
    )


def _value(reading: Reading) -> str:
    words = words_of(reading.said)
    return f"{words}, study of {reading.day:%m/%d/%Y}" if reading.day else words


def _quoted(said: Sequence[Reading], most: int) -> tuple[Evidence, ...]:
    return quotes((each.said for each in said), most)


def _shows_elsewhere(reading: Reading) -> bool:
    return reading.said.why in _ELSEWHERE and reading.weight is Weight.LESION


def _says(reading: Reading) -> Finding:
    return Finding.PRESENT if reading.weight else Finding.ABSENT


def _deciding(here: Sequence[Reading]) -> list[Reading]:
    """Return the passages of the study that decides.

    That is the latest with a report of its own; a dated quote of a later one prevails
    over it, and quotes without a day count only where nothing else does.  A plain film
    that shows nothing does not undo what a scan shows.
    """
    studies: dict[tuple[bool, dt.date, bool], list[Reading]] = {}
    for each in here:
        key = (each.day is not None, each.day or dt.date.min, each.own)
        studies.setdefault(key, []).append(each)
    ordered = [studies[key] for key in sorted(studies, reverse=True)]
    first = ordered[0]
    if first[0].plain and _outcome(first)[0] is Finding.ABSENT:
        scans = [each for each in ordered[1:] if not each[0].plain and each[0].day]
        if scans and _outcome(scans[0])[0] is Finding.PRESENT:
            return scans[0]
    return first


def _outcome(study: Sequence[Reading]) -> tuple[Finding, list[Reading]]:
    """Return what one study says, and the passages that say it."""
    for weight in (Weight.LESION, Weight.NOTHING, Weight.SLIGHT):
        same = [each for each in study if each.weight is weight]
        if same:
            finding = _says(same[0])
            return finding, same
    return Finding.SILENT, []


def _elsewhere(ask: Ask, found: Sequence[Reading]) -> Fact:
    best = max(found, key=lambda each: (each.day or dt.date.min, each.own))
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.ABSENT,
        as_of=best.day or best.said.day,
        evidence=_quoted([best, *(e for e in found if e is not best)], MOST_EVIDENCE),
        how=f"shown at another place only: it {best.said.why}",
    )


def _none_done(ask: Ask) -> list[Statement]:
    """Return passages that say that no such study was made."""
    hits = ask.records.scanned.of(ask.entry.fact, CueGroup.ABSENT.value)
    said = (judge(ask, hit) for hit in hits)
    return [each for each in said if each is not None]


def find_prior_study(ask: Ask) -> Fact:
    """Answer which earlier study of the place there is, with day and result.

    The value is the kind of study, its day and its result in the record's words.
    """
    none = _none_done(ask)
    found = [each for each in readings(ask) if each.counts and _of_kind(ask, each)]
    dated = [each for each in found if each.day and each.day <= ask.as_of]
    if not dated:
        if any(each.finding for each in none):
            return weigh(ask, none)
        return silent(ask, [each.said for each in readings(ask)])
    latest = max(dated, key=lambda e: (e.day or dt.date.min, e.own, e.weight))
    same = [each for each in dated if each.day == latest.day and each is not latest]
    named = _modality(ask, latest)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=f"{named} {latest.day:%m/%d/%Y}: {words_of(latest.said)}",
        as_of=latest.day,
        evidence=_quoted([latest, *same], MOST_EVIDENCE),
        against=quotes((e for e in none if e.finding), MOST_AGAINST),
        how="the latest earlier study whose day and result are told",
    )


_KIND_ASKED = {
    "lumbar_mri": "cross",
    "cervical_mri": "cross",
    "extremity_mri": "cross",
    "discography": "cross",
    "xray": "plain",
    "emg_ncv": "conduction",
}
"""Group of the studies that repeat the one asked for: a film before a scan is none."""


def _of_kind(ask: Ask, reading: Reading) -> bool:
    details = ask.item.details
    wanted = _KIND_ASKED.get(details.treatment or "")
    if wanted is None:  # a film is no earlier capacity or psychological evaluation
        return details.kind is not ItemKind.TEST or details.treatment is None
    named = _named(ask, reading)
    return named is None or named.group == wanted


def _modality(ask: Ask, reading: Reading) -> str:
    """Return the word that names the study, as the record has it."""
    best = _named(ask, reading)
    return best.page.clean.text[best.start : best.end] if best else "study"


def _named(ask: Ask, reading: Reading) -> CueHit | None:
    """Return where the study of a passage is named."""
    page = reading.said.page
    hits: list[CueHit] = [
        each
        for each in ask.records.scanned.of(ask.entry.fact, *MODALITIES)
        if each.page is page
    ]
    before = [each for each in hits if each.start <= reading.said.start] or hits
    return before[-1] if before else None


FINDERS: Finders = {"study": find_study, "prior_study": find_prior_study}
