"""Put drugs, procedures and courses of treatment on one line of time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from openimr.domain import (
    Assertion,
    DocumentKind,
    DrugRole,
    Evidence,
    Timeline,
    TimelineMark,
    TimelinePoint,
    TimelineTrack,
    TrackKind,
)
from openimr.text import Precision, fold

from .ask import is_clinical
from .courses import Course, read_courses
from .medications.mentions import Mention
from .procedure_words import Status
from .procedures import Procedure, read_procedures
from .records import Records

_MARKS = {
    DrugRole.TAKES: TimelineMark.TAKEN,
    DrugRole.PRESCRIBED: TimelineMark.TAKEN,
    DrugRole.DISPENSED: TimelineMark.DISPENSED,
    DrugRole.REQUESTED: TimelineMark.REQUESTED,
    DrugRole.STOPPED: TimelineMark.STOPPED,
}
_TOLD_PAST = frozenset({TimelineMark.TAKEN, TimelineMark.STOPPED})
"""What is over where it is told as past; a fill or a request of then is no point."""

_MOST_QUOTES = 3
"""Quotes kept of one point; a drug may be named ten times in one report."""

_DIRECTIONS = 28
"""Characters of directions in a label; the quote has them all."""

Told = tuple[str, TimelinePoint]
"""The name of a track, and a point of it."""


def find_timeline(records: Records, as_of: dt.date) -> Timeline:
    """Return what the records tell of treatment up to a day.

    Only clinicians' papers count, and forms only for what is asked for.  What is
    denied, supposed, planned or told of somebody else is no point of the line, and
    neither is anything without a day.
    """
    days = [
        document.date
        for document in records.documents
        if document.date and document.date <= as_of and is_clinical(document)
    ]
    drugs = _drug_points(records)
    others = [*_procedure_points(records), *_course_points(records)]
    return Timeline(
        tracks=(
            *_tracks(drugs, TrackKind.MEDICATION, as_of),
            *_tracks(others, TrackKind.TREATMENT, as_of),
        ),
        first=min(days, default=as_of),
        last=as_of,
    )


def _tracks(
    told: Iterable[Told], kind: TrackKind, as_of: dt.date
) -> list[TimelineTrack]:
    by_name: dict[str, list[TimelinePoint]] = {}
    for name, point in told:
        if point.last <= as_of:
            by_name.setdefault(name, []).append(point)
    tracks = [
        TimelineTrack(name=name, kind=kind, points=tuple(_merged(points)))
        for name, points in by_name.items()
    ]
    return sorted(tracks, key=lambda track: (track.points[0].first, track.name))


def _order(point: TimelinePoint) -> tuple[dt.date, dt.date, str]:
    return point.first, point.last, point.mark.value


def _merged(points: Iterable[TimelinePoint]) -> Iterator[TimelinePoint]:
    """Yield one point for each day and mark, with the fullest label and its quotes."""
    for _, group in groupby(sorted(points, key=_order), key=_order):
        same = list(group)
        best = max(same, key=lambda point: len(point.label))
        quotes = [*best.evidence, *(quote for one in same for quote in one.evidence)]
        yield TimelinePoint(
            first=best.first,
            last=best.last,
            mark=best.mark,
            label=best.label,
            evidence=tuple(dict.fromkeys(quotes))[:_MOST_QUOTES],
            approximate=all(point.approximate for point in same),
        )


def _drug_points(records: Records) -> Iterator[Told]:
    for mention in records.mentions:
        mark = _mark(mention)
        if mark is not None and mention.on is not None:
            yield (
                mention.drug,
                TimelinePoint(
                    first=mention.on,
                    last=mention.on,
                    mark=mark,
                    label=_directions(mention),
                    evidence=(mention.evidence(),),
                    approximate=mention.vague,
                ),
            )


def _mark(mention: Mention) -> TimelineMark | None:
    mark = _MARKS.get(mention.role)
    kind = mention.page.document.kind
    if mention.hit.of_class or mark is None:
        return None
    if mark is TimelineMark.REQUESTED and kind is DocumentKind.RFA:
        return mark
    if not is_clinical(mention.page.document):
        return None
    if mention.assertion is Assertion.HISTORICAL:
        return (
            TimelineMark.STOPPED
            if mark in {TimelineMark.TAKEN, TimelineMark.STOPPED}
            else None
        )
    return mark if mention.assertion is Assertion.AFFIRMED else None


def _directions(mention: Mention) -> str:
    known = mention.directions
    often = fold(known.frequency or "").removeprefix(known.strength or "").strip()
    short = often if len(often) <= _DIRECTIONS else ""
    number = f"#{known.quantity}" if known.quantity else ""
    return " ".join(part for part in (known.strength, short, number) if part)


def _procedure_points(records: Records) -> Iterator[Told]:
    for procedure in read_procedures(records):
        if procedure.status is Status.DONE and procedure.day is not None:
            yield (
                _spoken(procedure.treatment),
                TimelinePoint(
                    first=procedure.day,
                    last=procedure.day,
                    mark=TimelineMark.DONE,
                    label="",
                    evidence=(_quoted(procedure),),
                    approximate=procedure.precision is not Precision.DAY,
                ),
            )


def _quoted(procedure: Procedure) -> Evidence:
    page = procedure.page
    sentence = page.sentences[procedure.sentence]
    return page.quote(sentence.start, sentence.end)


def _course_points(records: Records) -> Iterator[Told]:
    days = {document.id: document.date for document in records.documents}
    for course in read_courses(records):
        last = course.last or days.get(course.document)
        if last is None or not course.evidence:
            continue
        yield (
            _spoken(course.treatment),
            TimelinePoint(
                first=min(course.first or last, last),
                last=last,
                mark=TimelineMark.DONE,
                label=_visits(course),
                evidence=course.evidence[:_MOST_QUOTES],
            ),
        )


def _visits(course: Course) -> str:
    """Return the visits of a course in few words.

    >>> _visits(Course(treatment="acupuncture", document="D1", attended=5))
    '5 visits'
    >>> _visits(Course(treatment="x", document="D1", attended=5, authorised=8))
    '5 of 8 visits'
    """
    if course.attended is None:
        return ""
    if course.authorised is None or course.authorised < course.attended:
        return f"{course.attended} visit{'' if course.attended == 1 else 's'}"
    return f"{course.attended} of {course.authorised} visits"


def _spoken(treatment: str) -> str:
    return treatment.replace("_", " ")
