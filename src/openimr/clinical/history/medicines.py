"""The medications that a summary tells: the latest list, and what others add."""

import datetime as dt
from collections.abc import Iterable, Iterator

from openimr.clinical.ask import by_day, is_clinical
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.domain import (
    PROCEDURE_REPORTS,
    Assertion,
    DrugRole,
    Point,
    Topic,
)
from openimr.text import fold

from .reports import Line, latest_reports, lines, source_of, words

_CURRENT_DAYS = 120


_ROLES = frozenset({DrugRole.TAKES, DrugRole.PRESCRIBED, DrugRole.DISPENSED})


_SAID_OF_DRUGS = (
    SectionKind.COMPLAINT,
    SectionKind.FUNCTION,
    SectionKind.NARRATIVE,
    SectionKind.PAST_HISTORY,
    SectionKind.PAST_TREATMENT,
    SectionKind.INJURY,
    SectionKind.MEDICATIONS,
    SectionKind.DISCUSSION,
)
_MOST_EFFECTS = 4


def medications(records: Records, as_of: dt.date) -> list[Point]:
    """Return the medications of the latest list, with their directions."""
    for document in latest_reports(records, as_of):
        listed = [m for m in _taken(records) if m.page.document.id == document.id]
        best = _best_directions(listed)
        if best:
            best += _from_others(records, best, document.date or as_of)
            return [_medication(mention) for mention in best]
    return []


def effects(records: Records, as_of: dt.date) -> list[Point]:
    """Return what the latest report that tells it says the drugs do."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, *_SAID_OF_DRUGS)
            if _names_drug(records, line) and words("effect").search(line.low)
        ]
        if found:
            return [line.point(Topic.EFFECTS) for line in found[:_MOST_EFFECTS]]
    return []


def _names_drug(records: Records, line: Line) -> bool:
    number = line.page.sentence_at(line.sentence.start)
    return bool(records.mentions_in(line.page, number))


def _taken(records: Records) -> Iterator[Mention]:
    for mention in records.mentions:
        if (
            mention.role in _ROLES
            and mention.assertion is Assertion.AFFIRMED
            and not mention.hit.of_class
            and is_clinical(mention.page.document)
            and mention.page.document.kind not in PROCEDURE_REPORTS
            and not words("given_once").search(mention.drug)
        ):
            yield mention


def _from_others(
    records: Records, listed: list[Mention], day: dt.date
) -> list[Mention]:
    """Return what other physicians' recent lists add."""
    known = {mention.drug for mention in listed}
    others = [
        mention
        for mention in _taken(records)
        if mention.drug not in known
        and mention.section is SectionKind.MEDICATIONS
        and mention.on is not None
        and 0 <= (day - mention.on).days <= _CURRENT_DAYS
    ]
    return _best_directions(others)


def _best_directions(listed: Iterable[Mention]) -> list[Mention]:
    """Return one mention a drug, the one with the fullest directions."""
    best: dict[tuple[str, str | None], Mention] = {}
    for mention in sorted(listed, key=by_day):
        key = mention.drug, mention.directions.strength
        held = best.get(key)
        if held is None or _fullness(mention) > _fullness(held):
            best[key] = mention
    strong = {drug for drug, strength in best if strength}
    kept = [m for (drug, strength), m in best.items() if strength or drug not in strong]
    return sorted(kept, key=lambda m: (m.page.order, m.start))


def _fullness(mention: Mention) -> int:
    known = mention.directions
    told = (known.strength, known.doses_per_day, known.quantity)
    return sum(each is not None for each in told)


def _medication(mention: Mention) -> Point:
    page = mention.page
    name = page.clean.verbatim(mention.hit.start, mention.hit.end)
    name = name.split("(")[0].strip() or name
    known = mention.directions
    frequency = known.frequency
    if known.strength and frequency and frequency.startswith(known.strength):
        frequency = frequency[len(known.strength) :].strip()
    parts = [name, known.strength, frequency]
    parts += [f"#{known.quantity}" if known.quantity else None]
    return Point(
        topic=Topic.MEDICATIONS,
        text=fold(" ".join(part for part in parts if part)),
        date=mention.on,
        source=source_of(page.document),
        evidence=(mention.evidence(),),
    )
