"""What the reports tell, topic by topic."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.dating import moments
from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.domain import (
    Dispute,
    Document,
    DocumentKind,
    Point,
    Topic,
)

from .reports import (
    Line,
    clinical_documents,
    latest_reports,
    lines,
    telling,
    words,
)
from .work import tells_work

_MOST_FUNCTION = 4
_MOST_NEGATIVES = 2
_TELLING = (SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE)
_ELSEWHERE = (
    SectionKind.PAST_HISTORY,
    SectionKind.INJURY,
    SectionKind.NARRATIVE,
    SectionKind.DISCUSSION,
)
"""Where a short note tells complaints: ``HISTORY. Her left knee aches at rest.``"""

_NO_ACCOUNT = frozenset(
    {
        SectionKind.FAMILY,
        SectionKind.STUDIES,
        SectionKind.MEDICATIONS,
        SectionKind.EXAMINATION,
        SectionKind.PLAN,
        SectionKind.WORK_STATUS,
        SectionKind.ROS,
        SectionKind.PAST_TREATMENT,
        SectionKind.ASSESSMENT,
    }
)
_FEWEST_WORDS = 6
_SECOND_SCORE = 5
"""How surely a second account tells the injury, to stand beside the first."""

_SHORT = 8
_SCORE = re.compile(
    r"(?<![\d/])\d{1,2}(?:\.\d)?\s*(?:/|out of)\s*10\b(?!/)"
    r"|\bout of ten\b|\bpain score"
)


def mechanism(records: Records, dispute: Dispute | None, as_of: dt.date) -> list[Point]:
    """Return how the injury came about, from the report that tells it best."""
    injured = (
        dispute.date_of_injury.value if dispute and dispute.date_of_injury else None
    )
    found: list[tuple[int, int, Line]] = []
    for place, document in enumerate(_accounts(records, as_of)):
        for line in lines(records, document):
            score = _tells_injury(line, injured)
            if score:
                found.append((-score, place, line))
    found.sort(key=lambda row: row[:2])
    first = found[:1]
    others = [
        row for row in found[1:] if -row[0] >= _SECOND_SCORE and row[1] != found[0][1]
    ]
    return [line.point(Topic.MECHANISM) for _, _, line in (*first, *others[:1])]


def _accounts(records: Records, as_of: dt.date) -> list[Document]:
    """Return what may tell the injury: reports first, then any clinical paper."""
    reports = latest_reports(records, as_of)
    known = {document.id for document in reports}
    others = clinical_documents(records, as_of)
    return [*reports, *(each for each in others if each.id not in known)]


def _tells_injury(line: Line, injured: dt.date | None) -> int:
    """Return how surely a sentence tells the injury; 0 where it does not."""
    if line.section in _NO_ACCOUNT or words("mechanism_not").search(line.low):
        return 0
    verbs = len(set(words("mechanism").findall(line.low)))
    if not verbs or len(line.text.split()) < _FEWEST_WORDS:
        return 0
    days = [m.day for m in moments(line.page, line.sentence.start, line.sentence.end)]
    same = injured is not None and injured in days
    told = line.section is SectionKind.INJURY
    first = line.page.document.kind is DocumentKind.INITIAL_REPORT
    who = words("mechanism_who").search(line.low) is not None
    if not (same or told or first or who):
        return 0
    return 4 * same + 2 * told + 2 * who + first + min(verbs, 3)


def complaints(records: Records, as_of: dt.date) -> Iterator[Point]:
    """Yield what the worker says, from the last three reports, the latest at length."""
    for place, document in enumerate(latest_reports(records, as_of)[:3]):
        said = list(lines(records, document, *_TELLING))
        inside = [line for line in said if line.section is not SectionKind.NARRATIVE]
        chosen = telling(inside or said, "complaint", 6 if place == 0 else 2)
        if not chosen:
            history = lines(records, document, *_ELSEWHERE)
            chosen = telling(history, "complaint", 4 if place == 0 else 1)
        if place == 0:
            chosen += _function(records, said, chosen)
            chosen += _negatives(records, document, chosen)
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


def _negatives(records: Records, document: Document, chosen: list[Line]) -> list[Line]:
    """Return what the worker never had: it weighs as much as what there is."""
    said = lines(records, document, *_TELLING, *_ELSEWHERE)
    new = [line for line in said if line not in chosen]
    return telling(new, "negative", _MOST_NEGATIVES)


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
        found = [
            line
            for line in lines(records, document, SectionKind.ASSESSMENT)
            if not _is_work(line)
        ]
        if found:
            return [line.point(Topic.DIAGNOSES) for line in found[:10]]
    return []


def _is_work(line: Line) -> bool:
    """Tell whether a short line under another heading is the work status."""
    return len(line.text.split()) <= _SHORT and tells_work(line)


def plan(records: Records, as_of: dt.date) -> list[Point]:
    """Return the plan of the latest report that has one."""
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, SectionKind.PLAN)
            if not _is_work(line) and not words("not_told").search(line.low)
        ]
        if found:
            return [line.point(Topic.PLAN) for line in found[:6]]
    return []
