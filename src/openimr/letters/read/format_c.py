"""Format C: numbered sentences that decide, then what each side relied on.

Late 2013 and 2014 (process.md 8.3).
"""

import re

from openimr.domain import LetterFormat, LetterWarning, Span

from .parts import ItemParts, Parts
from .sections import (
    DECISIONS_LEAD,
    METHOD,
    SUMMARY,
    SUMMARY_LEAD,
    Heading,
    ends_of,
)
from .sheet import Sheet
from .statements import Statement, find_statements

DOCUMENTS = Heading("DOCUMENTS REVIEWED")
DECISIONS = Heading("IMR DECISION(S) AND RATIONALE(S)")
_SPELLINGS = (DECISIONS, Heading("IMR DECISIONS AND RATIONALES"))
CLAIMS = re.compile(r"The\s+Claims\s+Administrator(?!\s+guideline)")
REVIEWER = re.compile(
    r"The\s+(?:MAXIMUS\s+)?(?:(?:Physician|Expert|Professional|Medical)\s+)+Reviewer"
    r"(?!(?:'s|\u2019s)?\s+decision\s+rationale)"
)
_OWNER = re.compile(
    r"The\s+(?:MAXIMUS\s+)?(?:[A-Z][a-z]+\s+){0,2}Reviewer(?:'s|\u2019s|s)?\s*\Z"
)
_BEFORE_RATIONALE = re.compile(r"[Dd]ecision\s+[Rr]\Z")
_BEHIND_RATIONALE = re.compile(r"ationale\s+for\s+the\s+[Dd]ecision\s*:?")
_COLON = re.compile(r"\s*:?")
_GAP = re.compile(r"[\s.:]*")


def recognises(text: str) -> bool:
    """Tell whether a letter has this layout."""
    return any(heading.is_in(text) for heading in _SPELLINGS)


def read(sheet: Sheet) -> Parts:
    """Return where everything stands."""
    text = sheet.plain
    method = METHOD.find(text)
    documents = DOCUMENTS.find(text, method.end if method else 0)
    summary = SUMMARY.find(text, documents.end if documents else 0)
    spelt = next((h for h in _SPELLINGS if h.is_in(text)), DECISIONS)
    decisions = spelt.find(text)
    opens = decisions.end if decisions else (summary.end if summary else 0)
    ends = decisions.start if decisions else len(text)
    behind = [place.start for place in (documents, summary) if place]
    return Parts(
        format=LetterFormat.C,
        header=Span(0, method.start if method else min(ends, 3000)),
        credentials=Span(method.end if method else 0, min([*behind, ends])),
        documents=Span(documents.end, summary.start if summary else ends)
        if documents
        else None,
        summary=Span(SUMMARY_LEAD.after(text, summary.end), ends) if summary else None,
        items=read_items(sheet, DECISIONS_LEAD.after(text, opens), len(text)),
        prose=True,
    )


def read_items(sheet: Sheet, start: int, end: int) -> tuple[ItemParts, ...]:
    """Return the items that the deciding sentences open."""
    text = sheet.plain
    opening = [
        statement
        for statement in find_statements(text, start, end)
        if _opens_item(text, statement, end)
    ]
    stops = ends_of([statement.start for statement in opening], end)
    return tuple(
        item_of(sheet, statement, Span(statement.end, stop))
        for statement, stop in zip(opening, stops, strict=True)
    )


def _opens_item(text: str, statement: Statement, end: int) -> bool:
    """Tell an item's opening sentence from the one that closes its rationale."""
    gap = _GAP.match(text, statement.end, end)
    at = gap.end() if gap else statement.end
    if CLAIMS.match(text, at) or REVIEWER.match(text, at):
        return True
    rationale = rationale_label(text, at, min(end, at + 80))
    return rationale is not None and rationale.start == at


def rationale_label(text: str, start: int, end: int) -> Span | None:
    """Return where a rationale's label stands, with its owner and its colon."""
    at = text.find("ationale", start, end)
    while at >= 0:
        before = _BEFORE_RATIONALE.search(text, max(start, at - 24), at)
        if before is not None:
            owner = _OWNER.search(text, max(start, before.start() - 60), before.start())
            colon = _COLON.match(text, at + len("ationale"), end)
            first = owner.start() if owner else before.start()
            return Span(first, colon.end() if colon else at)
        behind = _BEHIND_RATIONALE.match(text, at, end)
        if behind is not None:
            return Span(at - 1, behind.end())
        at = text.find("ationale", at + 1, end)
    return None


def item_of(sheet: Sheet, statement: Statement, block: Span) -> ItemParts:
    """Return an item's places: what decides it, and the block that explains it."""
    text = sheet.plain
    rationale = rationale_label(text, block.start, block.end)
    sources_end = rationale.start if rationale else block.end
    claims = CLAIMS.search(text, block.start, sources_end)
    reviewer = REVIEWER.search(text, block.start, sources_end)
    claims_end = sources_end
    if reviewer and (claims is None or reviewer.start() > claims.start()):
        claims_end = reviewer.start()
    missing = LetterWarning(
        code="no-rationale", message="An item has no rationale.", span=block
    )
    return ItemParts(
        requested=sheet.span(statement.words.start, statement.words.end),
        decision=statement.decision,
        claims=Span(claims.start(), claims_end) if claims else None,
        reviewer=Span(reviewer.start(), sources_end) if reviewer else None,
        rationale=Span(rationale.end, block.end) if rationale else None,
        retrospective=statement.retrospective,
        warnings=() if rationale else (missing,),
    )
