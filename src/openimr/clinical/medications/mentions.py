"""Put a drug's name, its directions, what is done with it and when together."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.dating import Dating, Moment, moments
from openimr.clinical.pages import ReadPage
from openimr.clinical.sections import SectionKind
from openimr.domain import (
    Assertion,
    DocumentKind,
    DrugRole,
    Evidence,
    MedicationMention,
)
from openimr.text import Precision, Scope, assertion_at

from .cells import Tables, row_directions
from .days import DATE_REACH, TOLD_PAST, gap, listed_dates, row_date
from .directions import Directions
from .names import DrugNames, NameHit, merged
from .roles import Place, find_role, goes_on, role_cues
from .windows import window

_SHORT_SENTENCE = 160
_ROW_AHEAD = 48
"""Characters before a name in which the day that opens its row may stand."""

_TABULAR = frozenset({SectionKind.MEDICATIONS, SectionKind.REQUEST})
_PHARMACY = re.compile(
    r"\b(?:pharmac\w*|dispens\w*|drug history|patient history|refill(?:s| history)?"
    r"|rx (?:profile|history)|drug profile|fills?|filled|qty)\b"
)
_PRN = frozenset({"prn", "p.r.n.", "p.r.n", "as needed", "if needed", "when needed"})
"""In a list the directions of one drug say nothing about the next."""

_NO_REFILL = re.compile(r"\s*(?:more\s+)?refill", re.I)
_NOT_TELLING = frozenset(
    {
        SectionKind.ALLERGIES,
        SectionKind.FAMILY,
        SectionKind.RECORDS,
        SectionKind.REQUEST,
        SectionKind.REVIEW,
        SectionKind.ROS,
        SectionKind.STUDIES,
        SectionKind.PAST_TREATMENT,
        SectionKind.PAST_HISTORY,
    }
)
"""Elsewhere a drug named with its directions is one that is taken."""


_DIRECTED = frozenset({DrugRole.PRESCRIBED, DrugRole.TAKES, DrugRole.DISPENSED})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a page speaks of a drug or a class of drugs."""

    page: ReadPage
    hit: NameHit
    directions: Directions
    role: DrugRole
    assertion: Assertion
    section: SectionKind
    on: dt.date | None
    """Day that the place speaks of."""

    told: bool
    """The day stands beside the drug and is not merely the document's."""

    sentence: int
    vague: bool
    """The day is known to the month or year only; ``on`` is the first day of it."""

    start: int
    end: int
    """Name and directions, in the clean text."""

    scope: Scope | None = None

    @property
    def drug(self) -> str:
        """Return the generic name, or the class where only that is named."""
        return self.hit.drug

    def evidence(self) -> Evidence:
        """Return the sentence where it is short, else name and directions."""
        sentence = self.page.sentences[self.sentence]
        start, end = min(self.start, sentence.start), max(self.end, sentence.end)
        if end - start <= _SHORT_SENTENCE:
            return self.page.quote(start, end)
        return self.page.quote(self.start, self.end)

    def value(self) -> MedicationMention:
        """Return the mention as a value of the domain."""
        known = self.directions
        return MedicationMention(
            drug=self.drug,
            role=self.role,
            assertion=self.assertion,
            evidence=self.evidence(),
            on=self.on,
            as_written=self.page.clean.verbatim(self.hit.start, self.hit.end),
            strength=known.strength,
            per_dose=known.per_dose,
            doses_per_day=known.doses_per_day,
            as_needed=known.as_needed,
            frequency=known.frequency,
            quantity=known.quantity,
            refills=known.refills,
            most_per_day=known.most_per_day,
            days_supply=known.days,
        )


def find_mentions(page: ReadPage, names: DrugNames, dating: Dating) -> list[Mention]:
    """Return every mention of a drug or class on a page, in order."""
    hits = list(merged(page.low, names))
    if not hits:
        return []
    pharmacy = _is_pharmacy(page)
    tables = Tables.of(page)
    mentions: list[Mention] = []
    for at, hit in enumerate(hits):
        limit = hits[at + 1].start if at + 1 < len(hits) else len(page.low)
        mentions += _mentions(tables, hit, limit, dating, pharmacy=pharmacy)
    return mentions


def _is_pharmacy(page: ReadPage) -> bool:
    if page.document.kind is DocumentKind.PRESCRIPTION:
        return True
    other = page.document.kind in {DocumentKind.OTHER, DocumentKind.CORRESPONDENCE}
    return other and len(_PHARMACY.findall(page.low)) >= 3


def _mentions(
    tables: Tables, hit: NameHit, limit: int, dating: Dating, *, pharmacy: bool
) -> Iterator[Mention]:
    page = tables.page
    number = page.sentence_at(hit.start)
    sentence = page.sentences[number]
    section = page.section_at(hit.start)
    end = window(page, hit.end, limit)
    head = None if hit.of_class else tables.over(hit)
    table = section in _TABULAR or pharmacy
    directions = row_directions(tables, head, hit, (end, limit), table=table)
    # the names of columns ("refills", "dispensed") say nothing of the first row
    begins = max(sentence.start, tables.head_end(head))
    cues = role_cues(page.low, begins, sentence.end)
    row = pharmacy and not hit.of_class
    place = Place(page.low, hit.start, hit.end, limit, section, pharmacy=row)
    role = find_role(place, cues)
    told_in = (sentence.start, sentence.end)
    running = goes_on(page.low, (hit.start, hit.end), told_in)
    if section is SectionKind.PAST_TREATMENT and role is DrugRole.PRESCRIBED:
        role = role if running else DrugRole.STOPPED
    assertion, scope = _assertion(page, hit, number)
    if assertion is Assertion.HISTORICAL and role in _DIRECTED:
        role, assertion = _told_past(role, assertion, running=running)
    told = directions.doses_per_day or directions.quantity
    if role is DrugRole.MENTIONED and told and section not in _NOT_TELLING:
        role = DrugRole.TAKES
    mention = Mention(
        page=page,
        hit=hit,
        directions=directions,
        role=role,
        assertion=assertion,
        section=section,
        on=dating.day(page, hit.start),
        told=False,
        sentence=number,
        vague=False,
        start=hit.start,
        end=max(hit.end, hit.end + directions.end),
        scope=scope,
    )
    yield from _dated(mention, hit, end, told_in, headed=head is not None)


def _told_past(
    role: DrugRole, assertion: Assertion, *, running: bool
) -> tuple[DrugRole, Assertion]:
    if running:
        return role, Assertion.AFFIRMED
    return DrugRole.STOPPED, assertion


def _assertion(
    page: ReadPage, hit: NameHit, number: int
) -> tuple[Assertion, Scope | None]:
    sentence = page.sentences[number]
    known = [
        scope
        for scope in page.scopes(number)
        if scope.cue.lower() not in _PRN
        and not _NO_REFILL.match(sentence.text, scope.cue_end)
    ]
    return assertion_at(known, hit.start - sentence.start, hit.end - sentence.start)


_YEAR_BEHIND = re.compile(r"[^.,;()\n]{0,20}\(((?:19|20)\d\d)[),;-]")
"""Behind a drug of a list of past care: "Naprosyn 500 (2013), therapy"."""


def _of_a_past_year(mention: Mention) -> Mention | None:
    """Return the mention as one of a year before the report's, where it names one."""
    page = mention.page
    year = _YEAR_BEHIND.match(page.low, mention.hit.end)
    if year is None or page.date is None or int(year[1]) >= page.date.year:
        return None
    day = dt.date(int(year[1]), 1, 1)
    return replace(mention, on=day, told=True, vague=True, role=DrugRole.STOPPED)


def _dated(
    mention: Mention, hit: NameHit, end: int, told_in: tuple[int, int], *, headed: bool
) -> Iterator[Mention]:
    """Yield the mention once for every day that stands beside it.

    ``told_in`` is its sentence; ``headed`` says that it stands in a table with a head.
    """
    begin, finish = told_in
    page = mention.page
    earlier = _of_a_past_year(mention)
    if earlier is not None:
        yield earlier
        return
    days = list(moments(page, max(0, hit.start - 24), max(end, finish)))
    ahead = moments(page, max(0, hit.start - _ROW_AHEAD), hit.end)
    row = row_date(page, hit, ahead, headed=headed)
    if row is not None:
        dispensed = mention.role in {DrugRole.MENTIONED, DrugRole.TAKES}
        role = DrugRole.DISPENSED if dispensed else mention.role
        yield replace(mention, on=row.day, told=True, role=role, start=row.start)
        return
    here = [d for d in days if d.start < hit.end or not page.opens_line(d.start)]
    listed = listed_dates(page.low, hit, here, end)
    if len(listed) > 1:
        for moment in listed:
            yield replace(
                mention,
                on=moment.day,
                told=True,
                role=DrugRole.DISPENSED,
                end=max(mention.end, listed[-1].end),
            )
        return
    inside = [day for day in days if begin <= day.start < finish]
    if not inside and mention.section in TOLD_PAST:
        inside = list(moments(page, 0, hit.start))[-1:]
    yield _past(mention, inside)


def _past(mention: Mention, days: list[Moment]) -> Mention:
    """Give a drug that was stopped or handed out the day the sentence names."""
    if mention.role not in DATE_REACH or not days:
        return mention
    limit = mention.page.date
    reach = DATE_REACH[mention.role]
    past = [
        day
        for day in days
        if (limit is None or day.day <= limit)
        and (gap(mention.hit, day) <= reach or mention.section in TOLD_PAST)
    ]
    if not past:
        return mention
    nearest = min(past, key=lambda day: gap(mention.hit, day))
    between = mention.page.low[mention.hit.end : nearest.start]
    if ";" in between:
        return mention
    vague = nearest.precision is Precision.MONTH
    return replace(mention, on=nearest.day, told=True, vague=vague)
