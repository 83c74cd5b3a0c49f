"""What the reports tell, topic by topic."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.dating import moments
from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.clinical.treatments import load_aids
from openimr.domain import (
    Dispute,
    DocumentKind,
    Point,
    Topic,
)

from .reports import (
    Line,
    abbreviations,
    clinical_documents,
    latest_reports,
    lines,
    telling,
    words,
)

_MOST_FUNCTION = 4
_TELLING = (SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE)
_SCORE = re.compile(r"\d\s*(?:/|out of)\s*10\b|\bout of ten\b|\bpain score")
_BOX = re.compile(r"\[\s*\]|_{3,}")


def mechanism(records: Records, dispute: Dispute | None, as_of: dt.date) -> list[Point]:
    """Return how the injury came about, from the report that tells it best."""
    injured = (
        dispute.date_of_injury.value if dispute and dispute.date_of_injury else None
    )
    found: list[tuple[int, int, Line]] = []
    for place, document in enumerate(latest_reports(records, as_of)):
        for line in lines(records, document):
            score = _tells_injury(line, injured)
            if score:
                found.append((-score, place, line))
    found.sort(key=lambda row: row[:2])
    return [line.point(Topic.MECHANISM) for _, _, line in found[:2]]


def _tells_injury(line: Line, injured: dt.date | None) -> int:
    if line.section in {
        SectionKind.FAMILY,
        SectionKind.STUDIES,
        SectionKind.MEDICATIONS,
    }:
        return 0
    verbs = len(set(words("mechanism").findall(line.low)))
    if not verbs:
        return 0
    days = [m.day for m in moments(line.page, line.sentence.start, line.sentence.end)]
    same = injured is not None and injured in days
    told = line.section is SectionKind.INJURY
    if not (same or told) or len(line.text.split()) < 8:
        return 0
    return 4 * same + 2 * told + min(verbs, 3)


def complaints(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield what the worker says, from the last three reports, the latest at length."""
    for place, document in enumerate(latest_reports(records, as_of)[:3]):
        said = list(lines(records, document, *_TELLING))
        inside = [line for line in said if line.section is not SectionKind.NARRATIVE]
        chosen = telling(inside or said, "complaint", 6 if place == 0 else 2)
        if place == 0:
            chosen += _function(records, said, chosen)
        yield from (line.point(Topic.COMPLAINTS) for line in chosen)


def _function(records: Records, said: list[Line], chosen: list[Line]) -> Iterator[Line]:
    """Yield sentences on what the worker can do, which no complaint tells."""
    able = {
        (hit.page.order, hit.sentence)
        for hit in records.scanned.of("functional_improvement", "present", "absent")
    }
    more = [
        line
        for line in said
        if line not in chosen
        and (line.page.order, line.page.sentence_at(line.sentence.start)) in able
    ]
    yield from more[:_MOST_FUNCTION]


def pain_scores(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield the latest sentences that score the pain."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, *_TELLING)
            if _SCORE.search(line.low)
        ]
        if found:
            yield from (line.point(Topic.PAIN_SCORES) for line in found[:2])
            return


def examination(records: Records, as_of: dt.date) -> list[Point]:
    """Return the findings of the latest examination."""
    for document in latest_reports(records, as_of):
        found = lines(records, document, SectionKind.EXAMINATION)
        chosen = telling(found, "examination", 9)
        if chosen:
            return [line.point(Topic.EXAMINATION) for line in chosen]
    return []


def diagnoses(records: Records, as_of: dt.date) -> list[Point]:
    """Return the diagnoses of the latest report that lists any."""
    for document in latest_reports(records, as_of):
        found = list(lines(records, document, SectionKind.ASSESSMENT))
        if found:
            return [line.point(Topic.DIAGNOSES) for line in found[:10]]
    return []


def plan(records: Records, as_of: dt.date) -> list[Point]:
    """Return the plan of the latest report that has one."""
    for document in latest_reports(records, as_of):
        found = list(lines(records, document, SectionKind.PLAN))
        if found:
            return [line.point(Topic.PLAN) for line in found[:6]]
    return []


def work_status(records: Records, as_of: dt.date) -> list[Point]:
    """Return the work status of the latest report that states one."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, SectionKind.WORK_STATUS)
            if not _BOX.search(
                line.page.clean.raw_span(line.sentence.start, line.sentence.end).of(
                    line.page.clean.raw
                )
            )
            and len(line.text) > 2
            and not _signed(line.text)
        ]
        if found:
            return [_spelt_out(line.point(Topic.WORK_STATUS)) for line in found[:2]]
    return []


_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_OF_WORK = re.compile(
    r"\b(?:duty|work|job|disab|perman|station|restrict|modif|retire)", re.I
)


def _signed(text: str) -> bool:
    """Tell whether a line is a name and a place, as below a report, and no status."""
    return not (text.isupper() or _SMALL_WORD.search(text) or _OF_WORK.search(text))


def _heading(text: str) -> bool:
    """Tell whether a line is a clinic's name or a title: capitals and no figures."""
    return not (_SMALL_WORD.search(text) or any(sign.isdigit() for sign in text))


def _spelt_out(point: Point) -> Point:
    """Write out what work status is abbreviated to."""
    text = point.text
    for short, long in abbreviations().items():
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, text)
    return replace(point, text=text)


def treatment(records: Records, as_of: dt.date) -> list[Point]:
    """Return the treatment to date: its own section, therapy notes, and in passing.

    In passing one sentence is told for each treatment that is not told yet.
    """
    found: list[Line] = []
    documents = clinical_documents(records, as_of)
    for document in documents:
        own = lines(records, document, SectionKind.PAST_TREATMENT)
        found += telling(own, "treatment", 7)
    for document in documents:
        if document.kind in {DocumentKind.THERAPY_NOTE, DocumentKind.PROCEDURE_REPORT}:
            found += telling(lines(records, document), "treatment", 2)
    passed = [line for line in found if line.section is SectionKind.PAST_TREATMENT]
    told = {name for line in passed for name in _named(records, line)}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *_TELLING, SectionKind.PAST_HISTORY):
            new = _named(records, line) - told - load_aids()
            if new:
                told |= new
                found.append(line)
    unique = {line.text.lower(): line for line in reversed(found)}
    kept = [
        line
        for line in found
        if unique.get(line.text.lower()) is line and not _heading(line.text)
    ]
    return [line.point(Topic.TREATMENT) for line in kept[:14]]


def _named(records: Records, line: Line) -> set[str]:
    """Return the treatments that a sentence names."""
    number = line.page.sentence_at(line.sentence.start)
    named = records.scanned.treatments.get(line.page.order, ())
    return {each.treatment for each in named if each.sentence == number}
