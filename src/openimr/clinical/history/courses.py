"""The treatment to date: courses of therapy with their counts, and what they did."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.clinical.treatments import load_aids
from openimr.domain import Document, DocumentKind, Point, Topic
from openimr.text import fold

from .reports import (
    Line,
    clinical_documents,
    latest_reports,
    lines,
    source_of,
    telling,
    words,
)

_TELLING = (
    SectionKind.COMPLAINT,
    SectionKind.FUNCTION,
    SectionKind.NARRATIVE,
    SectionKind.PAST_HISTORY,
    SectionKind.INJURY,
)
_MOST = 14
_OF_THERAPY = 2
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_COUNT = re.compile(
    r"\b(?:visits?|sessions?|tx|treatments?)\s*(?:no\.?|number|#|:)?\s*"
    r"(?P<done>\d{1,3})\s*(?:of|/|out of)\s*(?P<all>\d{1,3})\b"
    r"|\b(?P<done_first>\d{1,3})\s*(?:of|/|out of)\s*(?P<all_first>\d{1,3})\s+"
    r"(?:visits?|sessions?|treatments?)\b"
    r"|\bvisits? (?:attended|completed|used|kept|to date)\s*:?\s*(?P<only>\d{1,3})\b",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\b\d{1,3}\b[^.;]{0,40}\b(?:visits|sessions|treatments)\b", re.IGNORECASE
)


def treatment(records: Records, as_of: dt.date) -> list[Point]:
    """Return the treatment to date: its own section, therapy notes, and in passing.

    Of a course of therapy its last count is told once, in our words; in passing one
    sentence is told for each treatment that is not told yet.
    """
    documents = clinical_documents(records, as_of)
    own: list[Line] = []
    for document in documents:
        section = lines(records, document, SectionKind.PAST_TREATMENT)
        own += telling(section, "treatment", 7)
    notes: list[Point] = []
    for document in documents:
        notes += _of_note(records, document)
    passed = list(_in_passing(records, as_of, own))
    kept = _each_once([*own, *passed])
    return [*notes, *(line.point(Topic.TREATMENT) for line in kept)][:_MOST]


def _of_note(records: Records, document: Document) -> Iterator[Point]:
    if document.kind is DocumentKind.THERAPY_NOTE:
        counted = _counted(records, document)
        yield from [counted] if counted else []
        told = telling(lines(records, document), "therapy", _OF_THERAPY)
        yield from (_plain(line) for line in told if not _COUNT.search(line.text))
    elif document.kind is DocumentKind.PROCEDURE_REPORT:
        told = telling(lines(records, document), "treatment", _OF_THERAPY)
        yield from (_plain(line) for line in told if not _heading(line.text))


def _plain(line: Line) -> Point:
    return line.point(Topic.TREATMENT)


def _counted(records: Records, document: Document) -> Point | None:
    """Return how far a course has gone, from the note's highest count."""
    best: tuple[int, Point] | None = None
    for page in records.pages:
        if page.document.id != document.id:
            continue
        for match in _COUNT.finditer(page.clean.text):
            done = int(match["done"] or match["done_first"] or match["only"])
            of = match["all"] or match["all_first"]
            told = f"{done} of {of} visits" if of else f"{done} visits"
            point = Point(
                topic=Topic.TREATMENT,
                text=f"the therapist counts {told}",
                date=document.date,
                source=source_of(document),
                evidence=(page.quote(*match.span()),),
            )
            if (of is None or done <= int(of)) and (best is None or done > best[0]):
                best = done, point
    return best[1] if best else None


def _in_passing(records: Records, as_of: dt.date, own: list[Line]) -> Iterator[Line]:
    told = {name for line in own for name in _named(records, line)}
    for document in latest_reports(records, as_of):
        for line in lines(records, document, *_TELLING):
            new = _named(records, line) - told - load_aids()
            if new or _PASSING.search(line.text):
                told |= new
                yield line


def _named(records: Records, line: Line) -> set[str]:
    """Return the treatments that a sentence names."""
    number = line.page.sentence_at(line.sentence.start)
    named = records.scanned.treatments.get(line.page.order, ())
    return {each.treatment for each in named if each.sentence == number}


def _each_once(found: list[Line]) -> list[Line]:
    unique = {line.low: line for line in reversed(found)}
    return [
        line
        for line in found
        if unique[line.low] is line
        and not _heading(line.text)
        and not words("not_told").search(line.low)
    ]


def _heading(text: str) -> bool:
    """Tell whether a line is a clinic's name or a title: capitals and no figures."""
    return not (_SMALL_WORD.search(fold(text)) or any(sign.isdigit() for sign in text))
