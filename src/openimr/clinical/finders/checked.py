"""Things that were checked and what came of it: screens, reports, agreements, scores.

An entry's groups: ``named`` is what was checked, ``good`` and ``bad`` what came of it
in the same sentence or the next, ``none`` that it was not done; ``good_alone`` and
``bad_alone`` need no name beside them.  With ``weak`` words, or with a day alone, the
finder ``checked_on`` takes it as done.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.dating import Moment, moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh, words_of
from openimr.clinical.morphine import load_morphine
from openimr.clinical.pages import ReadPage
from openimr.clinical.passages import stretched
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Assertion, Fact, Finding

_REACH = 130
"""Characters between the name and what came of it."""

_DAY_REACH = 40
_SCORE_REACH = 80
_SCORE = re.compile(
    r"(?<![\d/.-])\d{1,2}(?![\d%]|[.-]\d)(?!\s*(?:weeks?|months?|days?|years?|visits?|mg)\b)"
    r"|\b(?:score|total|came to|totall?ed|scored)\W+(?:was |is |of |at )?"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_PLANNED = re.compile(
    r"\b(?:will|order(?:ed|ing)?|to be|plan(?:s|ned)? to|schedul\w+|next (?:visit"
    r"|appointment|time)|due|pending|needs? to|request\w*|recommend\w*|should|obtain"
    r"|at (?:each|every|random)|today and send|before the next|repeat|random)\b"
)
_YES_NO = re.compile(
    r"\[\s?[x+]\s?\]\s*(?P<yes>yes)\s*\[\s?\]\s*no\b"
    r"|\[\s?\]\s*yes\s*\[\s?[x+]\s?\]\s*no\b"
)
_COLLECTED = re.compile(
    r"\b(?:collected|collection date|date collected|specimen date)\b"
)


def find_checked(ask: Ask) -> Fact:
    """Answer whether something was done, with a result that fits.

    The value is the result and its day.  The latest result decides.
    """
    return _answer(ask, day_is_enough=False)


def find_checked_on(ask: Ask) -> Fact:
    """Answer whether something was done; a day beside its name is enough."""
    return _answer(ask, day_is_enough=True)


def find_scored(ask: Ask) -> Fact:
    """Answer whether a tool's score or a level of risk is given; the value tells it."""
    return _weighed(ask, [*_alone(ask), *_scored(ask)], status=False)


def _answer(ask: Ask, *, day_is_enough: bool) -> Fact:
    said = [*_alone(ask), *_named(ask, day_is_enough=day_is_enough)]
    return _weighed(ask, said, status="showed" in ask.entry.groups)


def _weighed(ask: Ask, said: list[Statement], *, status: bool) -> Fact:
    fact = weigh(ask, said)
    best = next((s for s in said if [s.evidence()] == [*fact.evidence[:1]]), None)
    if best is None:
        return fact
    value = _STATUS[fact.finding] if status else words_of(best)
    return replace(fact, value=_dated(value, best.day), as_of=best.day)


_STATUS = {Finding.PRESENT: "consistent", Finding.ABSENT: "inconsistent"}


def _dated(words: str, day: dt.date | None) -> str:
    told = f"{day:%m/%d/%Y}" if day else ""
    return f"{words}, {told}" if told and told not in words else words


def _alone(ask: Ask) -> Iterator[Statement]:
    kinds = {"good_alone": CueGroup.PRESENT, "bad_alone": CueGroup.ABSENT}
    for name, group in (*kinds.items(), ("none", CueGroup.ABSENT)):
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            cue = stretched(hit, hit.start, hit.end, group)
            said = judge(ask, replace(cue, plain=False) if name == "none" else cue)
            if said is not None:
                yield _on_its_day(said)


def _scored(ask: Ask) -> Iterator[Statement]:
    for name in ask.records.scanned.of(ask.entry.fact, "named"):
        sentence = name.page.sentences[name.sentence]
        score = _score(name.page, name.end, min(sentence.end, name.end + _SCORE_REACH))
        level = [
            hit
            for hit in ask.records.scanned.in_sentence(
                ask.entry.fact, name.page, name.sentence, "level"
            )
            if 0 <= hit.start - name.end <= _SCORE_REACH
        ]
        ends = [*([score] if score else []), *(hit.end for hit in level)]
        if ends:
            known = CueHit(name.page, name.sentence, name.start, max(ends), "good")
            yield from _judged(ask, name, known)
        else:
            yield from _unanswered(ask, name)


def _score(page: ReadPage, start: int, end: int) -> int | None:
    """Return where a score ends; the figures of a day are none."""
    days = list(moments(page, start, end))
    for found in _SCORE.finditer(page.low, start, end):
        if not any(day.start <= found.start() < day.end for day in days):
            return found.end()
    return None


def _unanswered(ask: Ask, name: CueHit) -> Iterator[Statement]:
    said = judge(ask, stretched(name, name.start, name.end, CueGroup.VAGUE))
    if said is not None:
        yield replace(said, finding=None, why=said.why or ask.entry.vague_why)


def _named(ask: Ask, *, day_is_enough: bool) -> Iterator[Statement]:
    for name in ask.records.scanned.of(ask.entry.fact, "named"):
        result = _result(ask, name)
        ticked = _ticked(ask, name)
        if ticked is not None:
            yield from _judged(ask, name, ticked)
        elif result is not None:
            yield from _judged(ask, name, result)
        elif day_is_enough and (told := _told(ask, name)):
            yield from _judged(ask, name, told)
        else:
            yield from _unanswered(ask, name)


def _ticked(ask: Ask, name: CueHit) -> CueHit | None:
    """Return what a pair of boxes on the line says: ``on chart: [x] yes [ ] no``.

    That a test was done says nothing yet of its result.
    """
    line = name.page.low.find("\n", name.end)
    last = min(line if line >= 0 else len(name.page.low), name.end + _DAY_REACH)
    found = _YES_NO.search(name.page.low, name.end, last + _DAY_REACH)
    if found is None or found.start() > last:
        return None
    yes = found["yes"] is not None
    if yes and "showed" in ask.entry.groups:
        return None
    group = "good" if yes else "bad"
    return CueHit(name.page, name.sentence, name.start, found.end(), group)


def _judged(ask: Ask, name: CueHit, result: CueHit) -> Iterator[Statement]:
    bare = judge(ask, stretched(name, name.start, name.end, CueGroup.PRESENT))
    if bare is not None and result.sentence != name.sentence and bare.why:
        yield replace(bare, finding=None)
        return
    group = CueGroup.ABSENT if result.group == "bad" else CueGroup.PRESENT
    first, last = min(name.start, result.start), max(name.end, result.end)
    said = judge(ask, stretched(result, first, last, group))
    if said is not None:
        yield _on_its_day(replace(said, sentence=min(name.sentence, result.sentence)))


def _result(ask: Ask, name: CueHit) -> CueHit | None:
    """Return the nearest word on what came of it, in the sentence or the next."""
    scanned, fact, page = ask.records.scanned, ask.entry.fact, name.page
    here = [*scanned.in_sentence(fact, page, name.sentence, "good", "bad")]
    here += _drugs_found(ask, name, name.sentence)
    following = name.sentence + 1
    if not here and not any(scanned.in_sentence(fact, page, following, "named")):
        here = [*scanned.in_sentence(fact, page, following, "good", "bad")]
        here += _drugs_found(ask, name, following)
    near = [hit for hit in here if _gap(name, hit) <= _REACH]
    return min(near, key=lambda hit: (_gap(name, hit), hit.start), default=None)


def _gap(one: CueHit, other: CueHit) -> int:
    gap = max(other.start - one.end, one.start - other.end, 0)
    low = one.page.low
    between = low[min(one.end, other.end) : max(one.start, other.start)]
    return gap + (40 if other.end <= one.start or ";" in between else 0)


def _drugs_found(ask: Ask, name: CueHit, sentence: int) -> Iterator[CueHit]:
    """Yield "positive for hydrocodone" as good where the worker takes it, else bad."""
    scanned, fact = ask.records.scanned, ask.entry.fact
    for cue in scanned.in_sentence(fact, name.page, sentence, "showed", "lacked"):
        for mention in ask.records.mentions_in(name.page, sentence):
            if not 0 <= mention.hit.start - cue.end <= _DAY_REACH:
                continue
            denied = mention.assertion is Assertion.NEGATED and cue.group == "showed"
            if mention.hit.of_class or denied:
                continue
            taken = bool(ask.taken(*load_morphine().sources(mention.drug)))
            fits = taken if cue.group == "showed" else not taken
            group = "good" if fits else "bad"
            yield CueHit(cue.page, cue.sentence, cue.start, mention.hit.end, group)


def _told(ask: Ask, name: CueHit) -> CueHit | None:
    """Return weak words or a day beside a name, where nothing is merely planned."""
    sentence = name.page.sentences[name.sentence]
    clause = _clause(name.page, name, sentence.start, sentence.end)
    if _PLANNED.search(name.page.low, *clause):
        return None
    weak = [
        hit
        for hit in ask.records.scanned.in_sentence(
            ask.entry.fact, name.page, name.sentence, "weak"
        )
        if clause[0] <= hit.start < clause[1]
    ]
    if weak:
        return weak[0]
    for moment in moments(name.page, *clause):
        if 0 <= moment.start - name.end <= _DAY_REACH:
            return CueHit(name.page, name.sentence, name.start, moment.end, "good")
    return None


def _clause(page: ReadPage, name: CueHit, start: int, end: int) -> tuple[int, int]:
    first = max(page.low.rfind(each, start, name.start) for each in (";", ". "))
    last = min(
        (at for each in (";", ". ") if (at := page.low.find(each, name.end, end)) >= 0),
        default=end,
    )
    return max(start, first), last


def _on_its_day(said: Statement) -> Statement:
    """Give a result the day that stands beside it, or that of the specimen."""
    page, sentence = said.page, said.page.sentences[said.sentence]
    end = max(said.end, sentence.end)
    near = [
        moment
        for moment in moments(page, sentence.start, end)
        if _before(moment, page.date or said.day)
        and moment.start - said.end <= _DAY_REACH
        and said.start - moment.end <= _DAY_REACH
    ]
    if near:
        nearest = min(near, key=lambda each: abs(each.start - said.start))
        return replace(said, day=nearest.day)
    for found in _COLLECTED.finditer(page.low):
        for moment in moments(page, found.end(), found.end() + 30):
            return replace(said, day=moment.day)
    return said


def _before(moment: Moment, day: dt.date | None) -> bool:
    return day is None or moment.day <= day


FINDERS: Finders = {
    "checked": find_checked,
    "checked_on": find_checked_on,
    "risk_score": find_scored,
}
