"""Trials of devices and drugs: how they went, how long they ran or are to run."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.boxes import unfilled
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import (
    MOST_AGAINST,
    MOST_EVIDENCE,
    quotes,
    silent,
    weigh,
)
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact, Finding, Quantity
from openimr.text import number_in_words

from .bound import judged, sentences_with_cues
from .item_field import find_item_field
from .pain_told import told_twice
from .pain_words import PAIN
from .span import LENGTH

_WRITTEN = re.compile(r"(\d+)[\s-]*(day|week|month|hour)s?")


def find_trial_duration(ask: Ask) -> Fact:
    """Answer how long the trial or rental ran; else for how long it is asked for.

    The value is in months, as guidelines limit it; four weeks are a month, because
    rentals of a month are billed by four weeks or by 30 days.
    """
    told = list(_lengths(ask))
    found = [(said, value) for said, value in told if said.finding is Finding.PRESENT]
    if not found:
        asked = _asked(ask)
        return asked or silent(ask, [said for said, _ in told])
    found.sort(key=lambda each: each[0].day.toordinal() if each[0].day else 0)
    said, value = found[-1]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=_in_months(value),
        as_of=said.day,
        evidence=quotes([said, *(s for s, v in found if v == value)], MOST_EVIDENCE),
        against=quotes((s for s, v in found if v != value), MOST_AGAINST),
        how=f"the trial is told to have run {value}",
    )


def _lengths(ask: Ask) -> list[tuple[Statement, Quantity]]:
    found = []
    for sentence in sentences_with_cues(ask):
        low = sentence.page.low
        for match in LENGTH.finditer(low, sentence.start, sentence.end):
            said = judged(ask, sentence, match.start(), match.end())
            unit = _UNITS.get(match["unit"][0])
            if said is not None and unit is not None:
                found.append((said, Quantity(_number(match["low"]), unit)))
    return found


_UNITS = {"d": "days", "w": "weeks", "m": "months", "h": "hours"}


_A_MONTH = {"days": 28.0, "weeks": 4.0, "months": 1.0}
_BILLED_AS_A_MONTH = range(28, 32)


def _in_months(value: Quantity) -> Quantity:
    """Return a length in months; hours of wear are none and stay hours."""
    if value.unit == "days" and value.value in _BILLED_AS_A_MONTH:
        return Quantity(1.0, "months")
    each = _A_MONTH.get(value.unit)
    return value if each is None else Quantity(round(value.value / each, 2), "months")


def _number(words: str) -> float:
    if words in {"a", "an"}:
        return 1.0
    return float(words) if words[0].isdigit() else float(number_in_words(words) or 0)


def _asked(ask: Ask) -> Fact | None:
    """Return the length of the rental asked for, where the request states one."""
    length = _WRITTEN.search((ask.item.details.duration or "").lower())
    if length is None:
        return None
    answer = find_item_field(ask)
    value = Quantity(float(length[1]), f"{length[2]}s")
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=_in_months(value),
        as_of=answer.as_of,
        evidence=answer.evidence or ask.item.evidence[:MOST_EVIDENCE],
        how=f"{value} asked for",
    )


BOXES = "boxes"
"""Group of what forms list with a box each among the treatments tried."""

_TICKED = re.compile(r"\[\s*[x\u2713]\s*\]|[\u2611\u2612]")


def find_trial_success(ask: Ask) -> Fact:
    """Answer whether a trial at home, with its outcome, is on record.

    On a form whose boxes somebody ticked, a trial's box left empty denies it.
    """
    said = [
        replace(each, finding=None, why="the trial is planned, not done")
        if each.finding is Finding.PRESENT and _is_planned(each)
        else each
        for each in (*statements(ask), *_used(ask))
    ]
    return weigh(ask, [*said, *_not_ticked(ask)])


_AHEAD = re.compile(
    r"\b(?:to (?:decreas|reduc|improv|help|reliev|see|determin|assess|manag)\w*|if\b"
    r"|request\w*|recommend\w*|will|would|pending|propos\w*|prior to"
    r"|before(?!\s+(?:is|was|\d)\b|\s*[:|]))\b"
)
_DONE = re.compile(
    r"\b(?:was|were|gave|had|has|have|helped|helps|used|reduced|decreased|fell|improved"
    r"|completed|underwent|provided|successful(?:ly)?|after|following|reports?|reported)\b"
)


def _is_planned(said: Statement) -> bool:
    """Tell whether a trial is hoped for: "30 days of TENS to decrease pain"."""
    sentence = said.page.sentences[said.sentence]
    words = said.page.low[sentence.start : sentence.end]
    ahead = _AHEAD.search(words)
    return (
        ahead is not None
        and (_DONE.search(words[: ahead.start()]) is None or ahead[0] == "if")
        and _TOLD.search(words) is None
    )


_TOLD = re.compile(
    r"\b(?:gave|helped|reduced|decreased|fell|improved|completed|provided|was success)"
)


USE, OUTCOME, FAILED = "use", "outcome", "failed"
"""Groups of the words for use at home, for what it gave, and for its giving none."""

_CLINIC = re.compile(
    r"\b(?:in[\s-](?:the )?(?:clinic|office|therapy|session)|at the end of|modalit\w+"
    r"|(?:during|at|in|with|by) (?:the |his |her )?(?:therapy|therapist|pt\b|session)"
    r"|request\w*|recommend\w*|would|will|plan)\b"
)


def _used(ask: Ask) -> Iterator[Statement]:
    """Yield use at home with its outcome in the same sentence or the next."""
    outcomes = list(ask.records.scanned.of(ask.entry.fact, OUTCOME))
    for hit in ask.records.scanned.of(ask.entry.fact, USE):
        page, number = hit.page, hit.sentence
        words = page.low[page.sentences[number].start : page.sentences[number].end]
        near = [
            each
            for each in outcomes
            if each.page is page and number <= each.sentence <= number + 1
        ]
        failed = ask.records.scanned.in_sentence(ask.entry.fact, page, number, FAILED)
        for each in failed:
            first, last = min(hit.start, each.start), max(hit.end, each.end)
            none = CueHit(page, number, first, last, CueGroup.ABSENT.value)
            said = judge(ask, none)
            if said is not None:
                yield said
        near = near or list(_eased(page, number))
        if not near or _CLINIC.search(words):
            continue
        after = min(near, key=lambda each: each.sentence)
        same = after.sentence == number
        first = min(hit.start, after.start) if same else hit.start
        last = max(hit.end, after.end) if same else hit.end
        group = CueGroup.PRESENT.value
        said = judge(ask, CueHit(page, number, first, last, group))
        gave = judge(ask, after)
        if said is not None and gave is not None:
            yield said if gave.finding is Finding.PRESENT else gave


def _eased(page: ReadPage, number: int) -> Iterator[CueHit]:
    """Yield scores that fell, told with the use or in the sentence after it."""
    for place in range(number, min(number + 2, len(page.sentences))):
        sentence = page.sentences[place]
        words = page.low[sentence.start : sentence.end]
        told = told_twice(words, sentence.start) if PAIN.search(words) else None
        if told is not None and told[0].middle > told[1].middle:
            group = CueGroup.PRESENT.value
            yield CueHit(page, place, told[0].start, told[0].end, group)


def _not_ticked(ask: Ask) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, BOXES):
        page = hit.page
        if not is_clinical(page.document) or not ask.counts_then(page.date):
            continue
        line = page.low[max(0, hit.start - _LINE) : hit.end + _LINE]
        if unfilled(page, hit) and _TICKED.search(line):
            yield Statement(
                page,
                hit.sentence,
                hit.start,
                hit.end,
                Finding.ABSENT,
                "",
                ask.day(page, hit.start),
            )


_LINE = 90
"""Characters around a box within which the same list was filled in."""

FINDERS: Finders = {
    "trial_duration": find_trial_duration,
    "trial_success": find_trial_success,
}
