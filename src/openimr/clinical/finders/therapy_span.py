"""How long a therapy has been given: from the first visit told to the last."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from openimr.clinical.ask import Ask
from openimr.clinical.courses import read_courses
from openimr.clinical.dating import moments
from openimr.clinical.entries import load_facts
from openimr.clinical.findings import MOST_EVIDENCE, distinct, silent
from openimr.clinical.statements import Statement
from openimr.domain import DocumentKind, Evidence, Fact, Finding, Quantity

from .count import done_so_far

_WEEK = 7
_UNTIL = re.compile(r"\s*(?:and|to|through|thru|until|till|-|\u2013)\s*")
"""What stands between the first and the last day of a span."""

Visit = tuple[dt.date, tuple[Evidence, ...]]


def find_therapy_span(ask: Ask) -> Fact:
    """Answer from the days of visits: spans told and flow sheets, else dated notes.

    One day alone makes no span.  The day of a report that looks back on visits is no
    visit.
    """
    counted = replace(ask, entry=load_facts()["visits_completed"])
    told = [each.said for each in done_so_far(counted)[0]]
    told = [said for said in told if not _of_another(ask, said)]
    visits = [*_spans(told), *_sheets(ask)] or [*_notes(told)]
    days = sorted((v for v in visits if v[0] <= ask.as_of), key=lambda v: v[0])
    if not days or days[0][0] == days[-1][0]:
        return silent(ask, [replace(said, finding=None) for said in told])
    first, last = days[0], days[-1]
    length = (last[0] - first[0]).days
    weeks = Quantity(float(length // _WEEK), "weeks")
    span = f"{first[0]:%m/%d/%Y} to {last[0]:%m/%d/%Y}"
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=weeks,
        as_of=last[0],
        evidence=distinct((*first[1], *last[1]), MOST_EVIDENCE),
        how=f"visits {span} = {Quantity(float(length), 'days')} = {weeks}",
    )


def _of_another(ask: Ask, said: Statement) -> bool:
    """Tell whether a passage stands in the note of another therapy."""
    return any(
        course.document == said.page.document.id
        and course.treatment not in ask.subject.same
        for course in read_courses(ask.records)
    )


def _spans(told: list[Statement]) -> Iterator[Visit]:
    """Yield both ends of "six visits between 01/08/2019 and 02/19/2019"."""
    for said in told:
        sentence = said.page.sentences[said.sentence]
        named = list(moments(said.page, sentence.start, sentence.end))
        for one, other in pairwise(named):
            between = said.page.low[one.end : other.start]
            if _UNTIL.fullmatch(between) and one.day < other.day:
                yield one.day, (said.evidence(),)
                yield other.day, (said.evidence(),)


def _notes(told: list[Statement]) -> Iterator[Visit]:
    """Yield the days of notes of the therapy itself that number a visit."""
    for said in told:
        page = said.page
        if page.document.kind is DocumentKind.THERAPY_NOTE and page.date is not None:
            yield page.date, (said.evidence(),)


def _sheets(ask: Ask) -> Iterator[Visit]:
    """Yield the first and last rows of flow sheets of the item's part of the body."""
    for course in read_courses(ask.records):
        parts = frozenset(course.body_parts)
        if course.treatment not in ask.subject.same or course.first is None:
            continue
        if parts and ask.site.parts and not parts & ask.site.parts:
            continue
        for day in (course.first, course.last):
            if day is not None and course.evidence:
                yield day, course.evidence[:2]
