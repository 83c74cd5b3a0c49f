"""Studies and operations, from their own reports and told inside others."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.dating import moments
from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.domain import Document, DocumentKind, Point, Topic
from openimr.text import Precision, fold

from .reports import (
    Line,
    clinical_documents,
    latest_reports,
    lines,
    source_of,
    words,
)

_TITLE = re.compile(
    r"^(?:examination|exam|study|procedure|test)?\s*[:.]?\s*(?P<title>(?:mri|ct|x-?ray|emg|"
    r"electro|nerve conduction|ultrasound|duplex|radiograph)[^\n]{0,80})",
    re.I | re.M,
)


_IMPRESSION = frozenset({SectionKind.ASSESSMENT})


_STUDY_KINDS = frozenset(
    {DocumentKind.IMAGING_REPORT, DocumentKind.ELECTRODIAGNOSTIC_REPORT}
)


_OPERATION = re.compile(
    r"\b(?<!date of )(?:operation|procedures?)(?: performed)?\s*[:.]\s*"
    r"(?P<name>[^\n]{6,200}?)(?=\.\s|\n|\Z)",
    re.I,
)


def studies(records: Records, as_of: dt.date) -> list[Point]:
    """Return studies: their own impressions first, then those told in reports."""
    points: list[Point] = []
    for document in reversed(clinical_documents(records, as_of)):
        if document.kind in _STUDY_KINDS:
            points += _own_report(records, document)
    seen = {point.date for point in points}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, SectionKind.STUDIES, SectionKind.RECORDS):
            day = _study_day(line)
            if day and day not in seen and words("study").search(line.low):
                seen.add(day)
                points.append(_with_next(records, line, day))
    return points[:10]


def _own_report(records: Records, document: Document) -> Iterator[Point]:
    title = ""
    for page in records.pages:
        if page.document.id == document.id and not title:
            match = _TITLE.search(page.clean.text)
            title = fold(match["title"]) if match else ""
    found = list(lines(records, document, *_IMPRESSION))[:3]
    for place, line in enumerate(found):
        point = line.point(Topic.STUDIES, document.date)
        text = f"{title}: {point.text}" if title and place == 0 else point.text
        yield Point(
            topic=Topic.STUDIES,
            text=text,
            date=document.date,
            source=source_of(document),
            evidence=point.evidence,
        )


def _study_day(line: Line) -> dt.date | None:
    for moment in moments(line.page, line.sentence.start, line.sentence.end):
        if moment.precision is Precision.DAY:
            return moment.day
    return None


def _with_next(records: Records, line: Line, day: dt.date) -> Point:
    """Join a study's heading with the sentences that tell its result."""
    page = line.page
    number = page.sentence_at(line.sentence.start)
    text, evidence = [line.text], [line.evidence()]
    for following in page.sentences[number + 1 : number + 4]:
        if words("study").search(page.low, following.start, following.end):
            break
        if page.section_at(following.start) is not line.section:
            break
        other = Line(page, following, line.section)
        text.append(other.text)
        evidence.append(other.evidence())
    del records
    return Point(
        topic=Topic.STUDIES,
        text=". ".join(text),
        date=day,
        source=source_of(page.document),
        evidence=tuple(evidence),
    )


def surgeries(records: Records, as_of: dt.date) -> list[Point]:
    """Return operations: operative reports, then those told with a year."""
    points: list[Point] = []
    for document in reversed(clinical_documents(records, as_of)):
        if document.kind is DocumentKind.OPERATIVE_REPORT:
            points += _operations(records, document)
    kinds = (
        SectionKind.PAST_HISTORY,
        SectionKind.INJURY,
        SectionKind.COMPLAINT,
        SectionKind.ASSESSMENT,
        SectionKind.NARRATIVE,
        SectionKind.PAST_TREATMENT,
    )
    said: set[str] = set()
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *kinds):
            if _is_operation(line) and line.text.lower() not in said:
                said.add(line.text.lower())
                points.append(line.point(Topic.SURGERIES, _told_day(line)))
    return points[:8]


def _operations(records: Records, document: Document) -> Iterator[Point]:
    for page in records.pages:
        if page.document.id != document.id:
            continue
        match = _OPERATION.search(page.clean.text)
        if match:
            yield Point(
                topic=Topic.SURGERIES,
                text=fold(match["name"]).rstrip(". "),
                date=document.date,
                source=source_of(document),
                evidence=(page.quote(*match.span("name")),),
            )
            return


def _is_operation(line: Line) -> bool:
    past = line.section in {SectionKind.PAST_HISTORY, SectionKind.PAST_TREATMENT}
    named = words("surgery").search(line.low) or (
        past and words("surgery_past").search(line.low)
    )
    if not named or words("surgery_not").search(line.low):
        return False
    return any(moments(line.page, line.sentence.start, line.sentence.end))


def _told_day(line: Line) -> dt.date | None:
    days = list(moments(line.page, line.sentence.start, line.sentence.end))
    exact = [m.day for m in days if m.precision is Precision.DAY]
    return exact[0] if len(exact) == 1 else None
