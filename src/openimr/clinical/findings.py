"""Weigh what the passages say of a fact into one answer."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from openimr.domain import Evidence, Fact, Finding, NearMiss

from .ask import Ask
from .search import search
from .sections import SectionKind
from .statements import Statement, statements

MOST_EVIDENCE = 6
MOST_AGAINST = 4
LONGEST_VALUE = 120
_TELLING = frozenset({SectionKind.ASSESSMENT, SectionKind.WORK_STATUS})
"""Where a report says in short what it finds."""

_LEAD = re.compile(r"^(?:\W*\d{1,2}[.)]\s+)?(?:[A-Z][A-Za-z /]{2,24}:\s*)?")


def from_words(ask: Ask) -> Fact:
    """Answer a question by the lexicon's words alone."""
    return weigh(ask, list(statements(ask)))


def weigh(ask: Ask, said: Sequence[Statement], how: str | None = None) -> Fact:
    """Return the answer that a fact's passages give together.

    The latest day that says anything decides; where reports of that day say both, the
    entry's ``conflict`` does.
    """
    counted = [each for each in said if each.finding is not None]
    if not counted:
        return silent(ask, said)
    ordered = sorted(counted, key=lambda each: _rank(ask, each))
    finding = ordered[0].finding or Finding.SILENT
    agree = [each for each in ordered if each.finding is finding]
    against = [each for each in ordered if each.finding is not finding]
    return Fact(
        fact=ask.entry.fact,
        finding=finding,
        value=words_of(agree[0]) if ask.entry.tells else None,
        as_of=ordered[0].day,
        evidence=quotes(agree, MOST_EVIDENCE),
        against=quotes(against, MOST_AGAINST),
        how=how or _how(finding, agree[0], against),
    )


def words_of(said: Statement) -> str:
    """Return the passage's words without list number and label."""
    words = _LEAD.sub("", said.evidence().quote).rstrip(". ")
    return (
        words
        if len(words) <= LONGEST_VALUE
        else words[:LONGEST_VALUE].rsplit(" ", 1)[0]
    )


def silent(ask: Ask, said: Iterable[Statement] = (), how: str | None = None) -> Fact:
    """Return the answer that the records say nothing, with all that was searched."""
    near = [
        NearMiss(evidence=each.evidence(), why=each.why)
        for each in sorted(said, key=_nearness)
        if each.finding is None
    ]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.SILENT,
        how=how,
        searched=search(ask, near),
    )


def quotes(said: Iterable[Statement], most: int) -> tuple[Evidence, ...]:
    """Return the passages as evidence, each once, best first."""
    return distinct((each.evidence() for each in said), most)


def distinct(evidence: Iterable[Evidence], most: int) -> tuple[Evidence, ...]:
    """Return evidence without repetitions; other pages before more of the same page."""
    first: dict[tuple[str, int, str], Evidence] = {}
    for each in evidence:
        first.setdefault((each.document, each.page, each.quote), each)
    pages: dict[tuple[str, int], int] = {}
    ranked = []
    for place, each in enumerate(first.values()):
        page = each.document, each.page
        pages[page] = pages.get(page, 0) + 1
        ranked.append((pages[page], place, each))
    ranked.sort(key=lambda row: row[:2])
    return tuple(each for _, _, each in ranked[:most])


def _rank(ask: Ask, said: Statement) -> tuple[int, bool, bool, int, int]:
    day = said.day or dt.date.min
    section = said.page.section_at(said.start)
    return (
        -day.toordinal(),
        said.finding is not ask.entry.conflict,
        ask.entry.tells and section not in _TELLING,
        said.page.order,
        said.start,
    )


def _nearness(said: Statement) -> tuple[bool, int, int, int]:
    paper = said.why.endswith("not by a clinician") or "form" in said.why
    day = said.day or dt.date.min
    return paper, -day.toordinal(), said.page.order, said.start


def _how(finding: Finding, best: Statement, against: Sequence[Statement]) -> str | None:
    if not against:
        return None
    day = f" of {best.day:%m/%d/%Y}" if best.day else ""
    return f"the latest statement{day} ({finding.value}) prevails over an earlier one"
