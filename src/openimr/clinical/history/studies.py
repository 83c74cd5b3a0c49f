"""Studies and operations, from their own reports and told inside others."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

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
    shortened,
    source_of,
    words,
)
from .wording import tells

_TITLE = re.compile(
    r"^(?:examination|exam|study|procedure|test)?\s*[:.]?\s*(?P<title>(?:mri|ct|x-?ray|emg|"
    r"electro|nerve conduction|ultrasound|duplex|radiograph)[^\n]{0,80})",
    re.I | re.M,
)


_IN_TITLE = re.compile(
    r"\b(?P<title>(?:MRI|CT|EMG|NCV|[Xx]-?[Rr]ays?|X-?RAYS?|[Uu]ltrasound|ULTRASOUND"
    r"|[Rr]adiograph\w*|RADIOGRAPH\w*|[Ee]lectro\w+|ELECTRO\w+)\b[^\n]{0,80})"
)
_HEAD = 400
"""Characters of a page in which a title stands."""

_SHORTEST_NAME = 2
_FIRM = re.compile(r"\b(?:lab|laboratory|center|centre|group|clinic)$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"\w*\.?\s+\d|\b(?:age|ref|patient|name|dob|date|doi|mrn|claim|for|history)\b|[|;]",
    re.IGNORECASE,
)
_DATED = re.compile(r"^\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_MOST_STUDIES = 10
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
    """Return studies, the latest first: their own impressions, and those told.

    ``source`` is what the study's paper is called, such as ``MRI lumbar spine``, or in
    which report it is told (``told in the medical-legal report``).
    """
    points: list[Point] = []
    for document in reversed(clinical_documents(records, as_of)):
        if document.kind in _STUDY_KINDS:
            points += _own_report(records, document)
    seen = {point.date for point in points}
    for document in latest_reports(records, as_of):
        for line in lines(records, document):
            day = _study_day(line)
            if day and day not in seen and day <= as_of and _tells_study(line):
                seen.add(day)
                points.append(_with_next(line, day))
    points.sort(key=lambda point: -(point.date or dt.date.min).toordinal())
    return points[:_MOST_STUDIES]


def _tells_study(line: Line) -> bool:
    """Tell whether a sentence tells a study and its result, not an order for one."""
    study = words("study").search(line.low)
    if study is None or words("study_not").search(line.low):
        return False
    if line.section in {SectionKind.STUDIES, SectionKind.RECORDS}:
        return True
    number = line.page.sentence_at(line.sentence.start)
    behind = line.page.sentences[number + 1 : number + 2]
    said = " ".join([line.low, *(each.text.lower() for each in behind)])
    return words("finding").search(said, study.end()) is not None


def _own_report(records: Records, document: Document) -> Iterator[Point]:
    title = _title(records, document)
    found = list(lines(records, document, *_IMPRESSION))[:3]
    for line in found:
        yield replace(
            line.point(Topic.STUDIES, document.date),
            source=title or source_of(document),
        )


def _title(records: Records, document: Document) -> str:
    """Return what a study's paper is called, by its title or its first lines."""
    pages = [p.clean.text for p in records.pages if p.document.id == document.id]
    named = [_IN_TITLE.search(document.title or "")]
    named += [_TITLE.search(page) for page in pages]
    named += [_IN_TITLE.search(page, 0, _HEAD) for page in pages]
    for match in named:
        name = _study_name(match["title"]) if match else ""
        if len(name) > _SHORTEST_NAME and not _FIRM.search(name):
            return name
    return ""


def _study_name(words: str) -> str:
    """Return a study's title without date, patient and referrer.

    >>> _study_name("MRI OF THE LEFT KNEE 03/21/2013 ORR, DALE AGE 49")
    'MRI OF THE LEFT KNEE'
    """
    return fold(_NO_NAME.split(words, maxsplit=1)[0]).strip(" .,:;-|(")


def _study_day(line: Line) -> dt.date | None:
    for moment in moments(line.page, line.sentence.start, line.sentence.end):
        if moment.precision is Precision.DAY:
            return moment.day
    return None


def _with_next(line: Line, day: dt.date) -> Point:
    """Join a study's heading with the sentences that tell its result."""
    page = line.page
    number = page.sentence_at(line.sentence.start)
    text, evidence = [line.text], [line.evidence()]
    for following in page.sentences[number + 1 : number + 4]:
        if words("study").search(page.low, following.start, following.end):
            break
        if _DATED.match(following.text) or not tells(following.text):
            break
        if page.section_at(following.start) is not line.section:
            break
        other = Line(page, following, line.section)
        text.append(other.text)
        evidence.append(other.evidence())
    return Point(
        topic=Topic.STUDIES,
        text=shortened(". ".join(text)),
        date=day,
        source=f"told in the {source_of(page.document)}",
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
    days = {point.date for point in points}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *kinds):
            day = _told_day(line) if _is_operation(line) else None
            if not _is_operation(line) or line.low in said or (day and day in days):
                continue
            said.add(line.low)
            days.add(day)
            points.append(line.point(Topic.SURGERIES, day))
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
