"""Replay a published letter: its own summary through the same engine, then compare.

The engine is handed only the clinical case summary, the request and the dates; the
published decision and rationale are looked at afterwards.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache, cached_property, partial

from openimr.clinical import Records, read_records
from openimr.corpus.replay.causes import Cause
from openimr.domain import (
    CaseFile,
    Decision,
    DisputedItem,
    Document,
    DocumentKind,
    Letter,
    LetterItem,
    Page,
    PageStatus,
    Verdict,
)
from openimr.domain.page_list import page_numbers
from openimr.text import find_dates

from .disagreement import Compared, Retrial, driving_facts, explain, find_cause
from .trial import Judgement, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedItem:
    """One disputed item: what was published, and what the engine proposes."""

    letter: str
    requested: str
    treatment: str | None
    published: Decision | None
    proposed: Decision | None
    """None where the library holds no criteria for the treatment on that day."""

    decided_by: Verdict | None
    request_date: dt.date | None
    cited: tuple[str, ...]
    """Guidelines of the letter, as ``mtus_cp_2009 63-66``."""

    applied: tuple[str, ...]
    """Guidelines of the engine, in the same form."""

    same_guideline: bool
    """A guideline is shared, with a page in common where both give pages."""

    contradicted: tuple[str, ...]
    """What the guideline asks and the summary contradicts."""

    not_held: tuple[str, ...]
    """What the guideline asks and the summary does not hold."""

    cause: Cause | None = None
    """What drives a disagreement, or keeps the two from being compared."""

    explained: str | None = None
    """Where they disagree: one sentence on why, told from the letter and the rules."""

    @property
    def agrees(self) -> bool | None:
        """Tell whether proposal and publication agree; None where one is lacking."""
        if self.published is None or self.proposed is None:
            return None
        return self.published is self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An item put before the engine: what it came to, not yet in words."""

    item: LetterItem
    proposal: Judgement | None
    """None where the library holds no criteria for the treatment on that day."""

    request_date: dt.date | None
    same_guideline: bool
    cause: Cause | None
    drivers: tuple[str, ...]
    """Facts that the cause is about."""

    explained: str | None

    def facts(self, status: Verdict) -> tuple[str, ...]:
        """Return what required criteria of an outcome ask for."""
        return self.proposal.asked(status) if self.proposal else ()


def replay(letter: Letter) -> tuple[ReplayedItem, ...]:
    """Put each item of a letter before the engine, with the letter's own summary."""
    return tuple(_told(letter, heard) for heard in hear(letter))


def hear(letter: Letter, *, explained: bool = True) -> tuple[Heard, ...]:
    """Put each item of a letter before the engine and compare, without the words.

    ``explained`` says in a sentence why an item comes out otherwise than published;
    that takes reading its rationale as well, which costs as much as the summary.
    """
    hearing = _Hearing(letter, _request_date(letter))
    return tuple(_heard(hearing, item, explained=explained) for item in letter.items)


@dataclass(frozen=True)
class _Hearing:
    """A letter's summary, read once, and only where an item has criteria."""

    letter: Letter
    day: dt.date | None

    @cached_property
    def records(self) -> Records:
        return read_records(_as_case(self.letter))

    def judged(
        self, item: LetterItem, guideline: str | None = None
    ) -> Judgement | None:
        asked = DisputedItem(details=item.details)
        trial = Trial(asked, lambda: self.records, self.day or dt.date.max)
        return trial.judged(guideline)

    def with_rationale(self, item: LetterItem) -> Judgement | None:
        asked = DisputedItem(details=item.details)
        case = _as_case(self.letter, item.rationale_text)
        trial = Trial(asked, lambda: read_records(case), self.day or dt.date.max)
        return trial.judged()


def _heard(hearing: _Hearing, item: LetterItem, *, explained: bool) -> Heard:
    proposal = hearing.judged(item)
    cited = [(c.guideline or c.name, c.pages) for c in item.guidelines]
    applied = proposal.applied if proposal else ()
    shared = any(_meets(a, b) for a in cited for b in applied)
    retrial = Retrial(
        under=cache(partial(hearing.judged, item)),
        with_rationale=cache(partial(hearing.with_rationale, item)),
    )
    compared = Compared(
        item=item,
        proposal=proposal,
        same_guideline=shared,
        summary=bool(hearing.letter.summary_text),
    )
    cause = find_cause(compared, retrial, by_rationale=explained)
    return Heard(
        item=item,
        proposal=proposal,
        request_date=hearing.day,
        same_guideline=shared,
        cause=cause,
        drivers=driving_facts(cause, proposal),
        explained=explain(item, proposal, retrial) if explained else None,
    )


def _told(letter: Letter, heard: Heard) -> ReplayedItem:
    item, proposal = heard.item, heard.proposal
    return ReplayedItem(
        letter=letter.source,
        requested=item.details.requested,
        treatment=item.details.treatment,
        published=item.decision,
        proposed=proposal.decision if proposal else None,
        decided_by=proposal.decided_by if proposal else None,
        request_date=heard.request_date,
        cited=tuple(_named(c.guideline or c.name, c.pages) for c in item.guidelines),
        applied=tuple(_named(*pair) for pair in proposal.applied) if proposal else (),
        same_guideline=heard.same_guideline,
        contradicted=_labels(heard, Verdict.NOT_MET),
        not_held=_labels(heard, Verdict.NOT_DOCUMENTED),
        cause=heard.cause,
        explained=heard.explained,
    )


def _labels(heard: Heard, status: Verdict) -> tuple[str, ...]:
    """Return in words what the required criteria of an outcome ask for."""
    if heard.proposal is None:
        return ()
    labels = [heard.proposal.label(fact) for fact in heard.facts(status)]
    return tuple(dict.fromkeys(labels))


def _request_date(letter: Letter) -> dt.date | None:
    """Return the UR date, else the last day that the summary names."""
    if letter.case.ur_date is not None:
        return letter.case.ur_date
    named = [mention.value for mention in find_dates(letter.summary_text or "")]
    return max((day for day in named if day), default=letter.case.decision_date)


def _as_case(letter: Letter, rationale: str | None = None) -> CaseFile:
    """Return the summary as the one page of a case file; a rationale is another."""
    texts = [letter.summary_text or "", *([rationale] if rationale else [])]
    pages = tuple(
        Page(
            file=letter.source,
            number=number,
            text=text,
            status=PageStatus.TEXT,
            document="D1",
        )
        for number, text in enumerate(texts, start=1)
    )
    document = Document(
        id="D1",
        file=letter.source,
        first_page=1,
        pages=len(pages),
        kind=DocumentKind.OTHER,
        title="Clinical case summary",
    )
    return CaseFile(name=letter.source, documents=(document,), pages=pages)


def _named(guideline: str, pages: str | None) -> str:
    return f"{guideline} {pages}" if pages else guideline


def _meets(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    if one[0] != other[0]:
        return False
    if one[1] is None or other[1] is None:
        return True
    return bool(page_numbers(one[1]) & page_numbers(other[1]))
