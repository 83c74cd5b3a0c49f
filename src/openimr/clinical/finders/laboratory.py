"""Laboratory tests that a drug calls for."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.dating import moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding
from openimr.text import Precision

_RESULT = re.compile(
    r"\d|\bnormal\b|\bwithin\b|\breviewed\b|\bdrawn\b|\bdone\b|\bunremarkable\b"
    r"|\bnegative\b|\bin order\b|\belevated\b|\babnormal\b|\bstable\b|\bok\b"
)
_VALUE = re.compile(
    r"[\s:=,]*(?:(?:in|on|of|from) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"\w*\.?(?: \d{1,2},)?(?: (?:19|20)\d\d)?[\s:,]*)?"
    r"(?:(?:of|was|is|were|are|at)\s+)?\d{1,3}(?:\.\d+)?"
    r"(?![\d/-])(?!\.\d|\s*(?:days?|weeks?|wks?|months?|mos?|years?)\b)"
)
"""A figure right behind a test's name."""
_PLANNED = re.compile(
    r"\b(?:will|(?<!in )order|obtain|check|schedule|repeat|again in|due|needs?"
    r"|request)\b"
)


def find_laboratory(ask: Ask) -> Fact:
    """Answer whether the tests that the drug calls for are on file.

    Which tests these are is told by the entry's ``by_class``.
    """
    wanted = ask.for_item(dict(ask.entry.by_class)) or tuple(ask.entry.groups)
    said = [*_results(ask, wanted), *_missing(ask, wanted)]
    fact = weigh(ask, said)
    if fact.finding is not Finding.PRESENT:
        return fact
    days = _days([each for each in said if each.finding is Finding.PRESENT])
    return Fact(
        fact=fact.fact,
        finding=fact.finding,
        as_of=fact.as_of,
        evidence=fact.evidence,
        against=fact.against,
        how="results of " + ", ".join(f"{day:%m/%d/%Y}" for day in days)
        if days
        else None,
    )


def _results(ask: Ask, wanted: tuple[str, ...]) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, *wanted):
        cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is None or said.finding is None:
            if said is not None:
                yield said
            continue
        why = _no_result(hit)
        if why:
            yield Statement(
                said.page, said.sentence, said.start, said.end, None, why, said.day
            )
        elif said.finding is Finding.PRESENT:
            yield said


def _no_result(hit: CueHit) -> str | None:
    sentence = hit.page.sentences[hit.sentence]
    words = hit.page.low[sentence.start : sentence.end]
    if _VALUE.match(hit.page.low, hit.end):
        return None
    if _PLANNED.search(words) and not re.search(r"\bnormal\b|\bdrawn\b", words):
        return "planned, without a result"
    if not _RESULT.search(words):
        return "named without a result"
    if hit.page.section_at(hit.start) is SectionKind.PLAN and not re.search(
        r"normal|in order|tested|drawn|done|reviewed|result|were|was", words
    ):
        return "planned, without a result"
    return None


def _missing(ask: Ask, wanted: tuple[str, ...]) -> Iterator[Statement]:
    """Yield statements that the tests were not done."""
    for hit in ask.records.scanned.of(ask.entry.fact, CueGroup.ABSENT.value):
        named = ask.records.scanned.in_sentence(
            ask.entry.fact, hit.page, hit.sentence, *wanted
        )
        words = hit.page.low[hit.start : hit.end]
        if any(named) or "lab" in words:
            said = judge(ask, hit)
            if said is not None:
                yield said


def _days(said: list[Statement]) -> list[dt.date]:
    """Return the days of the results: those named, else the report's."""
    days: set[dt.date] = set()
    for each in said:
        sentence = each.page.sentences[each.sentence]
        named = [
            moment.day
            for moment in moments(each.page, sentence.start, sentence.end)
            if moment.precision is not Precision.MONTH
        ]
        days.update(named or ([each.day] if each.day else []))
    return sorted(days)


FINDERS: Finders = {"laboratory": find_laboratory}
