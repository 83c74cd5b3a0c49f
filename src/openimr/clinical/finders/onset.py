"""Since when it hurts, and how long ago the injury was."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.dating import moments, relative_moments
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement
from openimr.domain import DISPUTE_PAPERS, Fact, Finding, Quantity
from openimr.text import Precision

from .bound import Sentences, judged, sentences_with_cues
from .span import LENGTH, days_of

_BEFORE_CLAIM = 400
"""Days before the claim's own day; what began earlier is another matter."""

_SAME = 45
"""Two tellings of one beginning may differ by so many days."""

_MONTH = 30.4375
_LABEL_REACH = 24
"""Characters between a label such as ``DOI`` and its day."""

_RANGE = re.compile(r"\s*(?:-|\u2013|to|through|thru)\s*\Z")
_SINCE = re.compile(
    r"(?:\b(?:since|in|from|on|of|by|around|about|early|late|mid|until|onset|began|"
    r"started)|[:(,])\s*(?:the\s+|about\s+|approximately\s+|early\s+|late\s+|mid[\s-]?"
    r"|(?:spring|summer|fall|autumn|winter)\s+(?:of\s+)?)*\Z"
)
_NOT_LENGTH = re.compile(
    r"[\s-]*(?:old\b|of age|from (?:now|today)|supply|follow|trial|course of|program"
    r"|later|before|apart|visits?|(?:of|on)\s+(?:relief|benefit|norco|naproxen))"
)
_HOLDING = re.compile(
    r"\b(?:relief|eas(?:ed|es)|help(?:ed|s)|calm(?:ed|s)|gone|quiet\w*"
    r"|worse\w*|increas\w+|flar\w+|better|every|each|next|within|return in"
    r"|up to|sits?|stands?|walks?)\s+(?:\w+\s+){0,4}\Z"
)
_AGO = re.compile(r"\s*(?:ago|out\b|post|after|since|from\b|following|status|s/p)")


@dataclass(frozen=True, slots=True)
class _Onset:
    """A day on which it began, and the passage that tells it."""

    day: dt.date
    said: Statement


def find_onset(ask: Ask) -> Fact:
    """Answer since when it hurts at the item's place.

    The earliest beginning told of that place counts; without one, the day of the
    injury.  What began long before the claim's own day is another matter.
    """
    labels = list(_labels(ask))
    claim = _claim_day(labels)
    told = [*_lengths(ask, "told"), *_days(ask, "told"), *_days(ask, "injury")]
    near = [each.said for each in told if each.said.finding is not Finding.PRESENT]
    found = [each for each in told if each.said.finding is Finding.PRESENT]
    if claim is not None:
        floor = claim - dt.timedelta(days=_BEFORE_CLAIM)
        found = [each for each in found if each.day >= floor]
    if not found:
        return _from_claim(ask, claim, labels, near)
    first = min(found, key=lambda each: each.day)
    same = [e for e in found if (e.day - first.day).days <= _SAME]
    return _answer(ask, first.day, [*_ranked(same), *_of(labels, first.day)], found)


def find_injury_day(ask: Ask) -> Fact:
    """Answer how long ago the claim's injury was.

    The day that the papers of the dispute give wins, then that of most reports; the
    passages that tell of it are quoted before bare labels.
    """
    labels = list(_labels(ask))
    claim = _claim_day(labels)
    told = [*_lengths(ask, "told"), *_days(ask, "injury")]
    near = [each.said for each in told if each.said.finding is not Finding.PRESENT]
    found = [each for each in told if each.said.finding is Finding.PRESENT]
    if claim is None and found:
        claim = min(each.day for each in found)
    return _from_claim(ask, claim, [*found, *labels], near)


def _from_claim(
    ask: Ask,
    claim: dt.date | None,
    told: Sequence[_Onset],
    near: Sequence[Statement],
) -> Fact:
    if claim is None:
        return silent(ask, near)
    return _answer(ask, claim, _of(told, claim), told)


def _of(told: Sequence[_Onset], day: dt.date) -> list[_Onset]:
    """Return what tells of a day: clinical pages before papers, the latest first."""
    same = [each for each in told if abs((each.day - day).days) <= _SAME]
    clinical = [each for each in same if is_clinical(each.said.page.document)]
    return _ranked(clinical) or _ranked(same)


def _ranked(told: Sequence[_Onset]) -> list[_Onset]:
    def latest(each: _Onset) -> tuple[int, int, int]:
        day = each.said.day or dt.date.min
        return -day.toordinal(), each.said.page.order, each.said.start

    return sorted(told, key=latest)


def _answer(
    ask: Ask, day: dt.date, told: Sequence[_Onset], all_told: Sequence[_Onset]
) -> Fact:
    days = (ask.as_of - day).days
    value = Quantity(float(_months(day, ask.as_of)), ask.entry.unit or "months")
    other = [e.said for e in all_told if abs((e.day - day).days) > _SAME]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=told[0].said.day if told else None,
        evidence=quotes([each.said for each in told], MOST_EVIDENCE),
        against=quotes(other, MOST_AGAINST),
        how=f"{day:%m/%d/%Y} to {ask.as_of:%m/%d/%Y} = {days} days = {value}",
    )


def _months(first: dt.date, last: dt.date) -> int:
    months = 12 * (last.year - first.year) + last.month - first.month
    return max(0, months - (last.day < first.day))


def _claim_day(labels: Sequence[_Onset]) -> dt.date | None:
    """Return the day of injury that the papers of the dispute name, or most reports."""
    papers = [e for e in labels if e.said.page.document.kind in DISPUTE_PAPERS]
    counted = Counter(each.day for each in papers or labels)
    return min(counted, key=lambda day: (-counted[day], day), default=None)


def _labels(ask: Ask) -> Iterator[_Onset]:
    """Yield the days of injury that stand after a label, in any paper."""
    for hit in ask.records.scanned.of(ask.entry.fact, "label"):
        page = hit.page
        if not ask.counts_then(page.date):
            continue
        day = _labelled(hit)
        if day is not None and day <= ask.as_of:
            end = page.sentences[hit.sentence].end
            yield _Onset(
                day,
                Statement(
                    page,
                    hit.sentence,
                    hit.start,
                    min(max(hit.end, hit.start + 30), max(end, hit.end)),
                    Finding.PRESENT,
                    day=page.date,
                ),
            )


def _labelled(hit: CueHit) -> dt.date | None:
    """Return the day that follows a label; the last one of a cumulative trauma."""
    low, last, found = hit.page.low, hit.end, None
    for moment in moments(hit.page, hit.start, min(len(low), hit.end + 40)):
        between = low[max(last, hit.start) : moment.start]
        first = found is None and moment.start - hit.end <= _LABEL_REACH
        if moment.precision is Precision.YEARLESS:
            continue
        if first or (found is not None and _RANGE.fullmatch(between)):
            found, last = moment.day, moment.end
    return found


def _days(ask: Ask, group: str) -> Iterator[_Onset]:
    """Yield the days named beside the words of a group."""
    for sentence in sentences_with_cues(ask, group):
        page = sentence.page
        span = page, sentence.start, sentence.end
        for moment in (*moments(*span), *relative_moments(*span)):
            if moment.day > ask.as_of:
                continue
            lead = page.low[max(sentence.start, moment.start - 30) : moment.start]
            if group == "told" and not _SINCE.search(lead):
                continue
            said = judged(ask, sentence, moment.start, moment.end)
            if said is not None:
                yield _Onset(moment.day, said)


def _lengths(ask: Ask, group: str) -> Iterator[_Onset]:
    """Yield the beginnings told as a length: 'for six months', 'two years ago'."""
    for sentence in sentences_with_cues(ask, group):
        told = ask.day(sentence.page, sentence.start)
        if told is None:
            continue
        for match in LENGTH.finditer(sentence.page.low, sentence.start, sentence.end):
            if _is_length(sentence, match):
                said = judged(ask, sentence, match.start(), match.end())
                if said is not None:
                    yield _Onset(told - dt.timedelta(days=_length(match)), said)


def _length(match: re.Match[str]) -> float:
    """Return days; a month more than the calendar's would not turn nine into eight."""
    days = days_of(match)
    return days + 1 if days >= _MONTH else days


def _is_length(sentence: Sentences, match: re.Match[str]) -> bool:
    low = sentence.page.low
    lead = low[max(sentence.start, match.start() - 40) : match.start()]
    if match["unit"][0] in "hd" or _NOT_LENGTH.match(low, match.end()):
        return False
    return _AGO.match(low, match.end()) is not None or not _HOLDING.search(lead)


FINDERS: Finders = {"onset": find_onset, "injury_day": find_injury_day}
