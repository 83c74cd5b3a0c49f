"""Replay a published letter: its own summary through the same engine, then compare.

The engine is handed only the clinical case summary, the request and the dates; the
published decision and rationale are looked at afterwards.
"""

import datetime as dt
from dataclasses import dataclass

from openimr.clinical import Records, read_records
from openimr.domain import (
    CaseFile,
    Decision,
    DisputedItem,
    Document,
    DocumentKind,
    ItemDetermination,
    Letter,
    LetterItem,
    Page,
    PageStatus,
    Verdict,
)
from openimr.domain.page_list import page_numbers
from openimr.text import find_dates

from .disagreement import Retrial, explain
from .engine import Knowledge, knowledge
from .review_case import decide
from .what_if import WhatIf


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

    explained: str | None = None
    """Where they disagree: one sentence on why, told from the letter and the rules."""

    @property
    def agrees(self) -> bool | None:
        """Tell whether proposal and publication agree; None where one is lacking."""
        if self.published is None or self.proposed is None:
            return None
        return self.published is self.proposed


def replay(letter: Letter) -> tuple[ReplayedItem, ...]:
    """Put each item of a letter before the engine, with the letter's own summary."""
    known = knowledge()
    day = _request_date(letter)
    records = read_records(_as_case(letter))
    return tuple(_replayed(letter, item, records, known, day) for item in letter.items)


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


def _replayed(
    letter: Letter,
    item: LetterItem,
    records: Records,
    known: Knowledge,
    day: dt.date | None,
) -> ReplayedItem:
    asked, until = DisputedItem(details=item.details), day or dt.date.max
    proposal = decide(asked, records, known, until, 1)

    def under(guideline: str) -> ItemDetermination:
        what_if = WhatIf(edition=guideline)
        return decide(asked, records, known, until, 1, what_if=what_if)

    def with_rationale() -> ItemDetermination:
        more = read_records(_as_case(letter, item.rationale_text))
        return decide(asked, more, known, until, 1)

    cited = [(c.guideline or c.name, c.pages) for c in item.guidelines]
    applied = [(g.guideline, g.pages) for g in proposal.guidelines if g.used]
    return ReplayedItem(
        letter=letter.source,
        requested=item.details.requested,
        treatment=item.details.treatment,
        published=item.decision,
        proposed=proposal.decision if proposal.criteria else None,
        decided_by=proposal.decided_by if proposal.criteria else None,
        request_date=day,
        cited=tuple(_named(*pair) for pair in cited),
        applied=tuple(_named(*pair) for pair in applied),
        same_guideline=any(_meets(a, b) for a in cited for b in applied),
        contradicted=_asked(proposal, Verdict.NOT_MET),
        not_held=_asked(proposal, Verdict.NOT_DOCUMENTED),
        explained=explain(
            item, proposal, Retrial(under=under, with_rationale=with_rationale)
        ),
    )


def _asked(proposal: ItemDetermination, status: Verdict) -> tuple[str, ...]:
    """Return what the required criteria with that outcome ask for, by fact."""
    labels = {fact.fact: fact.label for fact in proposal.facts}
    found = [
        labels.get(rule.fact, rule.fact)
        for rule in proposal.criteria
        if rule.required and rule.status is status
    ]
    return tuple(dict.fromkeys(found))


def _named(guideline: str, pages: str | None) -> str:
    return f"{guideline} {pages}" if pages else guideline


def _meets(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    if one[0] != other[0]:
        return False
    if one[1] is None or other[1] is None:
        return True
    return bool(page_numbers(one[1]) & page_numbers(other[1]))
