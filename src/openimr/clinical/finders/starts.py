"""Beginnings of a course as sentences state them: since when, for how long."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from openimr.clinical.dating import MONTHS, SEASONS, moments
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.sections import SectionKind
from openimr.text import Precision, number_in_words

_SINCE = re.compile(
    r"\b(?:since|started|starting|start date|began|begun|initiated|first (?:prescribed"
    r"|given|started|dispensed)|dating (?:back )?to|as far back as)\b"
    r"(?:\s+(?:at least|about|approximately|around|on|in|early|late|of|:|as early as"
    r"|from))*\s*:?\s*\(?\Z"
)


_COUNT = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|eighteen|twenty(?:[\s-]four)?|several)"
)


_ABOUT = (
    r"(?:the\s+(?:past|last)\s+|at least\s+|about\s+|approximately\s+|almost\s+"
    r"|nearly\s+|over\s+|more than\s+|some\s+)*"
)
_SPAN = re.compile(
    rf"\b(?:for|over|since|from)\s+{_ABOUT}(?P<count>{_COUNT})"
    r"(?:\s+and a half)?\s+(?P<unit>days?|weeks?|months?|years?)(?:\s+now)?\b"
    rf"|\bx\s*(?P<count4>{_COUNT})\s*(?P<unit4>wks?|mos?|yrs?|weeks?|months?|years?)\b"
    rf"|\b(?P<count2>{_COUNT})[\s-]+(?P<unit2>days?|weeks?|months?|years?)\s+"
    r"(?:on|of|history of (?:taking|using|use of))\b"
    rf"|\b(?:past|last)\s+(?P<count3>{_COUNT})\s+"
    r"(?P<unit3>days?|weeks?|months?|years?)\b"
)
_PLANNED = re.compile(r"\b(?:only|then|trial|will|return|next|another|supply|more)\b")


_PERFECT = re.compile(
    r"\b(?:(?:has|have|had) (?:been|used|had)|taken|taking|takes|on|using|uses|already"
    r"|past|last|now)\b"
)


_BEGUN = (
    r"(?:started|begun|began|gave|given|prescribed|put|placed|added|initiated|resumed"
    r"|introduced|first)"
)
_MONTH = re.compile(
    rf"\b(?:since|{_BEGUN}\b[^.;]{{0,50}}?\b(?:in|last))\s+"
    r"(?:early |late |mid[- ]?|the middle of )?(january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b(?!,?\s+\d)"
)
_SEASON = re.compile(
    rf"\b(?:since|{_BEGUN}\b[^.;]{{0,50}}?\b(?:in|last))\s+(?:(?:the|this|last)\s+)?"
    r"(?:early |late )?(?P<season>(?<!the )fall|spring|summer|autumn|winter)\b"
    r"(?!,?\s+(?:of\s+)?\d)"
)
"""\"Since the fall\" is since the injury."""

_SEASON_BEGUN = dt.timedelta(days=45)
"""Of a season that a report calls the last one, so much has passed."""

_BEGUN_IN = re.compile(
    r"\b(?:started|begun|began|put|placed|initiated|introduced|added|first)\b"
    r"[^.;\d]{0,50}?\b(?:in|on|around|back in)\s+(?:early |late |mid[- ]?)?\Z"
)
"""\"He put her on it for spasm in\" before a day or a month."""

_AGO = re.compile(
    rf"\b{_BEGUN}\b[^.;]{{0,50}}?\b(?:(?P<count>{_COUNT})\s+"
    r"(?P<unit>days?|weeks?|months?|years?)\s+ago|last\s+(?P<last>week|month|year))\b"
)
"""\"It was started three weeks ago\"."""


_FIRST_TRIAL = re.compile(
    r"\A[^.;]{0,60}\b(?:(?:as|for|is|on) (?:a |the |his |her )?(?:first|initial) trial"
    r"|which (?:he|she) (?:has|had) (?:not|never) (?:had|taken|tried|used)"
    r"|(?:has|had) (?:not|never) been (?:tried|taken|used) before)\b"
)
"""Words behind a drug that say it is begun only now."""


def is_first_trial(mention: Mention) -> bool:
    """Tell whether a report begins the drug: "as a first trial for arthritis"."""
    end = mention.page.sentences[mention.sentence].end
    return _FIRST_TRIAL.match(mention.page.low[mention.hit.end : end]) is not None


_GOES_ON = re.compile(
    r"\b(?:continu\w*|renew\w*|resum\w*|restart\w*|re-?order\w*|again|still"
    r"|increas\w*|decreas\w*|rais\w*|lower\w*|reduc\w*|taper\w*|wean\w*|titrat\w*"
    r"|remain\w*|stay\w*|as before|maintain\w*|switch\w*|chang\w*|helps?|helped|uses?"
    r"|tak(?:es|ing|en)|since|monthly|ongoing|chronic\w*|further|more"
    r"|(?<!\d )(?<!no )(?<!one )(?<!two )re-?fill(?:ed|ing)?(?! ?[x:(]? ?\d))\b"
)
"""Words beside a prescription that say that it is not the first; "2 refills" do not."""


def goes_on(mention: Mention) -> bool:
    """Tell whether the sentence of a prescription speaks of a drug already in use."""
    sentence = mention.page.sentences[mention.sentence]
    return bool(_GOES_ON.search(mention.page.low, sentence.start, sentence.end))


_RENEWS = re.compile(
    r"\b(?:continu(?:e|es|ed|ing)|re-?fill(?:ed|ing)?|renew(?:ed|ing|al of)?"
    r"|re-?order(?:ed|ing)?|maintain(?:ed|ing)?|keep (?:on|taking)|stays? on"
    r"|remains? on)\b(?! (?:off|without|therapy|home|pt\b))"
)
"""Words before a drug that hand on what is taken already."""


def renews(mention: Mention) -> bool:
    """Tell whether a prescription hands on a drug that is taken already."""
    sentence = mention.page.sentences[mention.sentence]
    return bool(_RENEWS.search(mention.page.low, sentence.start, mention.hit.start))


_COUNTS = ("count", "count2", "count3", "count4")


_UNITS = ("unit", "unit2", "unit3", "unit4")


_DAYS = {
    "da": 1.0, "we": 7.0, "wk": 7.0, "mo": 30.4375, "ye": 365.25, "yr": 365.25,
}  # fmt: skip


class Start(NamedTuple):
    """The day that a sentence gives as the beginning, and how closely it is known."""

    day: dt.date
    vague: bool = False
    """Known to the month or the year; the day is the first of it."""

    year: bool = False
    """Known to the year only."""


def stated_starts(mention: Mention) -> Iterator[Start]:
    """Yield the beginnings that a sentence states."""
    page = mention.page
    sentence = page.sentences[mention.sentence]
    others = len(page.low[sentence.start : sentence.end])
    for moment in moments(page, sentence.start, sentence.end):
        lead = page.low[max(sentence.start, moment.start - 70) : moment.start]
        begun = _SINCE.search(lead) or _BEGUN_IN.search(lead)
        if begun and abs(moment.start - mention.hit.end) < min(others, 90):
            bare = page.low[moment.start : moment.end].isdigit()
            yield Start(moment.day, moment.precision is Precision.MONTH, bare)
    if page.date is None:
        return
    words = page.low[sentence.start : sentence.end]
    month = _MONTH.search(words)
    if month:
        yield Start(_last_month(MONTHS.index(month[1]) + 1, page.date), vague=True)
    season = _SEASON.search(words)
    if season:
        over = page.date - _SEASON_BEGUN
        yield Start(_last_month(SEASONS[season["season"]], over), vague=True)
    if mention.section is SectionKind.PLAN and not mention.told:
        return
    at = mention.hit.start - sentence.start
    span = _span(words, at) or _ago(words, at)
    if span is not None and not mention.told:
        yield Start(page.date - dt.timedelta(days=span))


def _last_month(month: int, before: dt.date) -> dt.date:
    year = before.year if month <= before.month else before.year - 1
    return dt.date(year, month, 1)


def _span(words: str, at: int) -> float | None:
    """Return the days of "for six months", "six months on ..." near the drug."""
    for match in _SPAN.finditer(words):
        if min(abs(match.start() - at), abs(at - match.end())) > 60:
            continue
        around_it = words[max(0, match.start() - 40) : match.end() + 12]
        if _PLANNED.search(around_it) or not _PERFECT.search(
            words[max(0, match.start() - 60) : match.end() + 40]
        ):
            continue
        count = next(filter(None, (match[name] for name in _COUNTS)))
        unit = next(filter(None, (match[name] for name in _UNITS)))
        if count == "several":
            continue
        return _count(count) * _DAYS[unit.rstrip("s")[:2]]
    return None


def _ago(words: str, at: int) -> float | None:
    """Return the days since "started three weeks ago", "begun last month"."""
    for match in _AGO.finditer(words):
        if match.start() - 60 <= at <= match.end() + 20 and match["count"] != "several":
            unit = _DAYS[(match["unit"] or match["last"])[:2]]
            return unit * (_count(match["count"]) if match["count"] else 1.0)
    return None


def _count(words: str) -> float:
    return 1.0 if words in {"a", "an"} else _number(words)


def _number(words: str) -> float:
    return float(words) if words.isdigit() else float(number_in_words(words) or 0)
