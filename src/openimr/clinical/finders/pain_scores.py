"""Pain scores in pairs: with and without, before and after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import silent, weigh
from openimr.clinical.goals import sets_a_goal
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding

from .compared import compared_rows
from .pain_labels import PAIR, is_with, labelled
from .pain_told import told_twice, told_unchanged
from .pain_words import (
    ARROW,
    DOWN,
    FALLS,
    HALF,
    PAIN,
    PERCENT,
    TAKES,
    USED,
    WAS,
    WAS_OFF,
    WITH,
    WITHOUT,
)
from .scores import SCORE, Score, moved, number, read_scores

_SAME = "no change"


@dataclass(frozen=True, slots=True)
class _Change:
    page: ReadPage
    start: int
    end: int
    value: str
    helped: bool


def find_pain_scores(ask: Ask) -> Fact:
    """Answer whether scores show that the treatment changes the pain.

    The value is ``from 9 to 7 of 10``.  A change below one point shows none.
    """
    changes = [change for page in ask.records.pages for change in _changes(page, ask)]
    said: list[tuple[Statement, str]] = []
    for change in changes:
        place = change.page.sentence_at(change.start)
        group = CueGroup.PRESENT if change.helped else CueGroup.ABSENT
        hit = CueHit(change.page, place, change.start, change.end, group.value)
        statement = judge(ask, hit)
        if statement is not None:
            said.append((_by_numbers(statement, change), change.value))
    told = [statement for statement, _ in said]
    if not any(statement.finding for statement in told):
        return silent(ask, [*told, *_single(ask)])
    fact = weigh(ask, told)
    value = next(
        words
        for statement, words in said
        if statement.finding is fact.finding and statement.day == fact.as_of
    )
    return Fact(
        fact=fact.fact,
        finding=fact.finding,
        value=value,
        as_of=fact.as_of,
        evidence=fact.evidence,
        against=fact.against,
        how=None
        if value == _SAME
        else f"pain {value} by the latest report that gives a pair",
    )


def _by_numbers(statement: Statement, change: _Change) -> Statement:
    """Let the scores speak: "without meds 7/10, with meds 3/10" denies nothing."""
    if statement.finding is None:
        return statement
    finding = Finding.PRESENT if change.helped else Finding.ABSENT
    return replace(statement, finding=finding)


def _changes(page: ReadPage, ask: Ask) -> Iterator[_Change]:
    yield from _tabled(page)
    for place, sentence in enumerate(page.sentences):
        words = page.low[sentence.start : sentence.end]
        if sets_a_goal(page, place):
            continue
        if not PAIN.search(words):
            yield from _percent(page, words, sentence.start)
            continue
        pair = (
            _down(words, sentence.start)
            or labelled(words, sentence.start)
            or _on_drug(ask, page, place)
            or told_twice(words, sentence.start)
        )
        same = told_unchanged(words)
        if pair is not None:
            before, after = pair
            yield _change(page, before, after)
        elif same is not None:
            start, end = (sentence.start + each for each in same.span())
            yield _Change(page, start, end, _SAME, helped=False)
        else:
            yield from _percent(page, words, sentence.start)
    yield from _told_in_two(page)
    yield from _told_of_days(page)


def _tabled(page: ReadPage) -> Iterator[_Change]:
    """Yield rows of pain under "without" and "with"; the head says of what."""
    for row in compared_rows(page):
        worst = "worst" in row.name or "least" in row.name
        if PAIN.search(row.name) and not worst and max(row.then, row.now) <= 10:
            before, after = (
                Score(row.begin, row.end, each, each) for each in (row.then, row.now)
            )
            yield _change(page, before, after)


_DAYS_APART = 3
"""Sentences between the usual score and that of a day without."""


def _told_of_days(page: ReadPage) -> Iterator[_Change]:
    """Yield "Average 4/10.  Least 3.  With no patch she was 8." as a pair."""
    for place, sentence in enumerate(page.sentences):
        words = page.low[sentence.start : sentence.end]
        label = WITHOUT.search(words)
        bare = WAS_OFF.search(words, label.end()) if label else None
        if bare is None or WITH.search(words) or SCORE.search(words):
            continue
        off = Score(*bare.span("score"), *[number(bare["score"])] * 2)
        for before in range(place - 1, max(-1, place - 1 - _DAYS_APART), -1):
            usual = page.sentences[before]
            told = page.low[usual.start : usual.end]
            scores = list(read_scores(told))
            if scores and PAIN.search(told) and not WITHOUT.search(told):
                yield _change(
                    page, moved(off, sentence.start), moved(scores[0], usual.start)
                )
                break


def _told_in_two(page: ReadPage) -> Iterator[_Change]:
    """Yield pairs over two sentences: "With medication 4/10. Without it 8/10."."""
    for first, second in pairwise(page.sentences):
        one, other = (page.low[each.start : each.end] for each in (first, second))
        scored = any(read_scores(one)) and any(read_scores(other))
        if not (PAIN.search(one) and scored):
            continue
        off = [WITHOUT.search(each) is not None for each in (one, other)]
        on = [is_with(each) for each in (one, other)]
        if (off == [True, False] and on[1]) or (off == [False, True] and on[0]):
            both = page.low[first.start : second.end]
            pair = labelled(both, first.start) or _each_its_own(
                (one, first.start), (other, second.start), off[0]
            )
            if pair is not None:
                yield _change(page, *pair)


def _each_its_own(
    one: tuple[str, int], other: tuple[str, int], off_first: bool
) -> tuple[Score, Score] | None:
    """Pair the one score of each sentence: "5/10 on Soma. Ran out in May: 8/10."."""
    found = [
        [moved(score, at) for score in read_scores(words)] for words, at in (one, other)
    ]
    if [len(scores) for scores in found] != [1, 1]:
        return None
    first, second = found[0][0], found[1][0]
    return (first, second) if off_first else (second, first)


def _change(page: ReadPage, before: Score, after: Score) -> _Change:
    start, end = min(before.start, after.start), max(before.end, after.end)
    helped = before.middle - after.middle >= 1
    return _Change(page, start, end, f"from {before} to {after} of 10", helped)


def _down(words: str, at: int) -> tuple[Score, Score] | None:
    patterns = (DOWN, TAKES, FALLS, WAS, USED, ARROW)
    match = next(filter(None, (each.search(words) for each in patterns)), None)
    if match is None:
        return None
    before, after = number(match["before"]), number(match["after"])
    if not (before <= 10 and after <= 10):
        return None
    start, end = at + match.start(), at + match.end()
    least = match.groupdict().get("least")
    low = number(least) if least else after
    return Score(start, end, before, before), Score(start, end, low, after)


_NEXT = 16
"""Characters between a drug and the score that is told of it."""


def _on_drug(ask: Ask, page: ReadPage, place: int) -> tuple[Score, Score] | None:
    """Pair a bare score with a lower one that follows a drug: "7/10, on Soma 5/10"."""
    sentence = page.sentences[place]
    words = page.low[sentence.start : sentence.end]
    scores = list(read_scores(words))
    if len(scores) != PAIR or scores[0].low <= scores[1].high:
        return None
    for mention in ask.records.mentions_in(page, place):
        lead = page.low[max(sentence.start, mention.hit.start - 8) : mention.hit.start]
        follows = sentence.start + scores[1].start - mention.hit.end
        if re.search(r"\b(?:on|with|taking)\s+\Z", lead) and 0 <= follows <= _NEXT:
            first, second = (moved(each, sentence.start) for each in scores)
            return first, second
    return None


def _percent(page: ReadPage, words: str, at: int) -> Iterator[_Change]:
    for match in PERCENT.finditer(words):
        percent = int(match["percent"] or match["percent2"])
        if percent <= 100:
            start, end = at + match.start(), at + match.end()
            yield _Change(page, start, end, f"{percent} percent", percent >= 10)
    for match in HALF.finditer(words):
        yield _Change(page, at + match.start(), at + match.end(), "50 percent", True)


def _single(ask: Ask) -> Iterator[Statement]:
    """Yield scores that stand alone, as near misses."""
    for page in ask.records.pages:
        for match in SCORE.finditer(page.low):
            day = ask.day(page, match.start())
            if ask.counts_then(day):
                place = page.sentence_at(match.start())
                why = "a single score, without its counterpart"
                yield Statement(page, place, match.start(), match.end(), None, why, day)


FINDERS: Finders = {"pain_scores": find_pain_scores}
