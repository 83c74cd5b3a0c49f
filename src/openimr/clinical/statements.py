"""Decide what one passage says of a fact, or why it says nothing."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import (
    LONGEST_QUOTE,
    Assertion,
    Evidence,
    Finding,
)
from openimr.text import Scope, assertion_at

from .ask import Ask, is_clinical
from .boxes import choice, ticked_off, unfilled
from .dating import moments
from .entries import CueGroup, Denied, Tie
from .pages import ReadPage
from .reasons import ASSERTION_WHY, PAPER_WHY, SECTION_WHY, TOPIC_WHY
from .scan import CueHit
from .sections import SectionKind
from .subjects import Topic
from .whose import of_earlier_visit, of_relative

_SAYING = (
    CueGroup.PRESENT,
    CueGroup.ALONE,
    CueGroup.CLOSE,
    CueGroup.ABSENT,
    CueGroup.VAGUE,
)

_SUPPOSED = frozenset({Assertion.HYPOTHETICAL, Assertion.POSSIBLE})
_NEAR = 45
"""Characters between a cue and the words that make it speak of something else."""

_BEGAN = re.compile(
    r"\b(?:since|starting|started|began|begun|beginning|initiated|resumed|onset|than"
    r"|placed on \w+|put on \w+|until|compared (?:to|with))"
    r"\W+(?:(?:on|in|about|approximately|around|early|late|mid|the|it|that|was|summer"
    r"|fall|spring|winter|of|back|dose|last|at|from)\W+){0,4}\Z"
    r"|\b(?:without|off|before|baseline|initial(?:ly)?|intake)\b"
    r"(?:[ \t]+[a-z]+){0,2}\W{0,4}\Z"
)
"""A day on which began what holds to this day, or with which the present compares."""

_CLAUSE = re.compile(r"[;:]|, but | but |\. ")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one passage says."""

    page: ReadPage
    sentence: int
    start: int
    end: int
    finding: Finding | None
    """None where it does not count."""

    why: str = ""
    day: dt.date | None = None
    topic: Topic = Topic.NONE

    def evidence(self) -> Evidence:
        """Return the sentence as a quote; of a long one, the part around the words."""
        return around(self.page, self.sentence, self.start, self.end)


def around(page: ReadPage, sentence: int, start: int, end: int) -> Evidence:
    """Quote a sentence, cut to the words around a stretch where it is too long."""
    whole = page.sentences[sentence]
    first, last = whole.start, max(whole.end, end)
    if last - first > LONGEST_QUOTE:
        room = max(0, LONGEST_QUOTE - (end - start))
        first = max(whole.start, start - room // 2)
        last = min(last, first + LONGEST_QUOTE)
        text = page.clean.text
        if first > whole.start and " " in text[first:start]:
            first = text.index(" ", first, start) + 1
        if last < whole.end and " " in text[end:last]:
            last = text.rindex(" ", end, last)
    return page.quote(first, last)


def statements(ask: Ask) -> Iterator[Statement]:
    """Yield what every passage with a cue of the fact says, in page order."""
    groups = [group.value for group in _SAYING]
    hits = list(ask.records.scanned.of(ask.entry.fact, *groups))
    for place, together in _by_sentence(hits).items():
        for hit in _outermost(together):
            statement = judge(ask, hit)
            if statement is not None:
                yield statement
        del place


def _by_sentence(hits: list[CueHit]) -> dict[tuple[int, int], list[CueHit]]:
    found: dict[tuple[int, int], list[CueHit]] = {}
    for hit in hits:
        found.setdefault((hit.page.order, hit.sentence), []).append(hit)
    return found


def _outermost(hits: list[CueHit]) -> Iterator[CueHit]:
    """Drop words that stand inside longer cue words: 'flare' in 'no acute flare'."""
    for hit in hits:
        inside = any(
            other is not hit
            and other.start <= hit.start
            and hit.end <= other.end
            and (other.end - other.start) > (hit.end - hit.start)
            and _outweighs(other, hit)
            for other in hits
        )
        if not inside:
            yield hit


def _outweighs(other: CueHit, hit: CueHit) -> bool:
    if hit.group == CueGroup.VAGUE.value:
        return True
    return other.group != CueGroup.VAGUE.value


def judge(ask: Ask, hit: CueHit) -> Statement | None:
    """Return what a passage says; None where it speaks of a day after the request."""
    page = hit.page
    day = ask.day_told(page, hit.start)
    if not ask.counts_then(day):
        return None
    scope = _scope(page, hit)
    why = (
        _misplaced(ask, hit)
        or _something_else(ask, hit)
        or unfilled(page, hit)
        or _wrong_voice(ask, hit, scope)
        or _found_before(ask, hit)
        or _too_old(ask, hit, day)
    )
    topic = Topic.NONE
    if ask.entry.tie is not Tie.NONE:
        reach = 0 if hit.group == CueGroup.CLOSE.value else ask.entry.reach
        topic = ask.topics.at(page, hit.sentence, hit.start, hit.end, reach)
        why = why or _untied(ask, hit, topic)
    if not why and ask.entry.site:
        why = ask.site.speaks_of_other_site(page, hit.start, hit.end)
    finding = None if why else _finding(ask, hit, scope)
    if not why and finding is None:
        why = _vague(ask, hit)
    return Statement(
        page, hit.sentence, hit.start, hit.end, finding, why or "", day, topic
    )


Asserted = tuple[Assertion, Scope | None]


def _scope(page: ReadPage, hit: CueHit) -> Asserted:
    sentence = page.sentences[hit.sentence]
    start, end = hit.start - sentence.start, hit.end - sentence.start
    known = page.scopes(hit.sentence)
    if not hit.plain:
        # A denial among a cue's own words is what the cue says, not said of it.
        known = tuple(
            each for each in known if each.cue_start < start or end < each.cue_end
        )
    found = assertion_at(known, start, end)
    if found[1] is None and hit.plain:
        # A denial in the gap of a cue: "muscles are not in spasm".
        last = max(start, sentence.text.rfind(" ", 0, end) + 1)
        inner = assertion_at(known, last, end)
        found = inner if inner[0] is Assertion.NEGATED else found
    if found[1] is None and ticked_off(page, hit):
        return Assertion.NEGATED, None
    option = choice(page, hit)
    if option is not None:
        return option, None
    return found


def _misplaced(ask: Ask, hit: CueHit) -> str | None:
    document = hit.page.document
    if not is_clinical(document):
        return PAPER_WHY.get(document.kind, "not written by a clinician")
    section = hit.page.section_at(hit.start)
    if section in ask.entry.never:
        return SECTION_WHY.get(section, f"stands under {section.value}")
    if ask.entry.sections and section not in ask.entry.sections:
        elsewhere = ask.records.scanned.in_sentence(
            ask.entry.fact, hit.page, hit.sentence, CueGroup.ELSE_WITH.value
        )
        if not any(elsewhere):
            return SECTION_WHY.get(section, f"stands under {section.value}")
    return None


def _something_else(ask: Ask, hit: CueHit) -> str | None:
    others = ask.records.scanned.in_sentence(
        ask.entry.fact, hit.page, hit.sentence, CueGroup.NOT_WITH.value
    )
    for other in others:
        if other.start < hit.end and hit.start < other.end:
            return "the words speak of something else"
        first, second = sorted((other, hit), key=lambda each: each.start)
        between = hit.page.low[first.end : second.start]
        if len(between) <= _NEAR and not _CLAUSE.search(between):
            return "the words speak of something else"
    return None


def _wrong_voice(ask: Ask, hit: CueHit, asserted: Asserted) -> str | None:
    assertion, scope = asserted
    at = hit.start - hit.page.sentences[hit.sentence].start
    if of_relative(page_sentence(hit), at):
        return "told of another person or thing"
    if scope is not None and scope.of_records:
        return "the paper says that the records are silent"
    if assertion is Assertion.HISTORICAL:
        over = scope is not None and scope.ended and ask.entry.denied is Denied.ABSENT
        if ask.entry.past_counts or over:
            return None
    if assertion in _SUPPOSED and ask.entry.supposed_counts:
        return None
    if assertion is Assertion.NEGATED and ask.entry.denied is Denied.NOTHING:
        return "denied"
    return ASSERTION_WHY.get(assertion)


def page_sentence(hit: CueHit | Statement) -> str:
    """Return the lower-case words of the sentence that something stands in."""
    sentence = hit.page.sentences[hit.sentence]
    return hit.page.low[sentence.start : sentence.end]


def _found_before(ask: Ask, hit: CueHit) -> str | None:
    """Return why a finding is none of today's examination: "last visit ... spasm"."""
    if SectionKind.EXAMINATION not in ask.entry.sections or ask.entry.past_counts:
        return None
    at = hit.start - hit.page.sentences[hit.sentence].start
    earlier = of_earlier_visit(page_sentence(hit), at)
    return "found at an earlier visit" if earlier else None


def _too_old(ask: Ask, hit: CueHit, day: dt.date | None) -> str | None:
    limit = ask.entry.within_days
    if limit is None or day is None or ask.latest is None:
        return None
    if (ask.latest - day).days > limit:
        return "said too long before the request"
    sentence = hit.page.sentences[hit.sentence]
    told = [
        m.day
        for m in moments(hit.page, sentence.start, sentence.end)
        if not _BEGAN.search(hit.page.low, sentence.start, m.start)
    ]
    if not ask.entry.past_counts and told and (day - max(told)).days > limit:
        return "dated too long before the report"
    return None


def _untied(ask: Ask, hit: CueHit, topic: Topic) -> str | None:
    if topic is Topic.ITEM:
        return None
    if hit.group == CueGroup.ALONE.value and topic is not Topic.OTHER:
        return None
    if topic is Topic.MEDICATIONS and ask.entry.tie is Tie.MEDICATIONS:
        return None
    return TOPIC_WHY[topic]


def _finding(ask: Ask, hit: CueHit, asserted: Asserted) -> Finding | None:
    assertion, scope = asserted
    if hit.group == CueGroup.VAGUE.value:
        return None
    ended = scope is not None and scope.ended
    denied = assertion is Assertion.NEGATED or (
        assertion is Assertion.HISTORICAL and ended and not ask.entry.past_counts
    )
    if hit.group == CueGroup.ABSENT.value:
        return None if denied else Finding.ABSENT
    if not denied:
        return Finding.PRESENT
    return {
        Denied.ABSENT: Finding.ABSENT,
        Denied.PRESENT: Finding.PRESENT,
        Denied.NOTHING: None,
    }[ask.entry.denied]


def _vague(ask: Ask, hit: CueHit) -> str:
    return ask.entry.vague_why if hit.group == CueGroup.VAGUE.value else "denied"
