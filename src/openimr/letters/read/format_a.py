"""Format A: the notice of 2013, which decides twice and then explains item by item.

Numbered sentences decide; "Regarding the request for …" opens the explanation of each
(process.md 8.1).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from openimr.domain import LetterFormat, LetterWarning, Span

from .days import day_of
from .format_c import item_of
from .parts import ItemParts, Parts
from .sections import COLON, Heading, after, ends_of
from .sheet import Sheet
from .statements import Statement, find_statements

DECISION = Heading("INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE")
QUALIFICATIONS = Heading("Medical Qualifications of the Expert Reviewer")
SUMMARY = Heading("Expert Reviewer Case Summary")
PLAIN_SUMMARY = Heading("Case Summary")
DOCUMENTS = Heading("Documents Reviewed for Determination")
_DETERMINED = re.compile(r"\bdetermined\s+(?:that\s+)?the\s+(?:\w+\s+)?request")
_REGARDING = re.compile(
    r"(?:Regarding|Concerning)\s+the\s+(?:retrospective\s+)?request"
)
_NUMBER_BEFORE = re.compile(r"(?<![\w.])(?P<number>\d{1,2})\s*[.)]\s*\Z")
_EFFECT = re.compile(
    r"\n[^\S\n]*(?:Effect\s+of\s+the\s+Decision|(?:Sincerely|Disclaimer)\s*[,:])"
)
_DISCLAIMER = re.compile(
    r"\s*(?:\(?Disclaimer\s*:|The\s+following\s+(?:case\s+)?summary\s+was\s+taken)"
    r"[^:]{0,300}:"
)
_DATE = r"(\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][a-z]+\s+\d{1,2},?\s+\d{4})"
_PROSE_DATES = (
    (
        "application_received",
        re.compile(rf"Review\s+was\s+(?:filed|received)\s+on\s+{_DATE}"),
    ),
    (
        "ur_date",
        re.compile(rf"Review\s+(?:Denial|Decision|Modification)\s+dated\s+{_DATE}"),
    ),
    (
        "date_assigned",
        re.compile(
            rf"Request\s+for\s+Information\s+was\s+provided[^.]{{0,60}}?\s+on\s+{_DATE}"
        ),
    ),
)


class _Opening(NamedTuple):
    """Where an item's explanation begins, and its number."""

    start: int
    end: int
    number: int | None


def recognises(text: str) -> bool:
    """Tell whether a letter has this layout."""
    return DECISION.is_in(text) or (
        QUALIFICATIONS.is_in(text) and _DETERMINED.search(text) is not None
    )


def read(sheet: Sheet) -> Parts:
    """Return where everything stands."""
    text = sheet.plain
    qualified = QUALIFICATIONS.find(text)
    summary = SUMMARY.find(text) or PLAIN_SUMMARY.find(text)
    documents = DOCUMENTS.find(text, summary.end if summary else 0)
    decided = list(_decided(text, qualified.start if qualified else len(text)))
    regarding = list(_regarding(text, documents.end if documents else 0))
    explained = regarding[0].start if regarding else len(text)
    first = _DETERMINED.search(text)
    header_end = decided[0].start if decided else (first.start() if first else 2000)
    items = tuple(_items(sheet, decided, regarding))
    return Parts(
        format=LetterFormat.A,
        header=Span(0, header_end),
        credentials=Span(qualified.end, summary.start if summary else explained)
        if qualified
        else None,
        documents=Span(documents.end, explained) if documents else None,
        summary=_summary(text, summary, documents.start if documents else explained),
        items=items,
        dates=tuple(_dates(text, qualified.start if qualified else len(text))),
        prose=True,
    )


def _summary(text: str, heading: Span | None, end: int) -> Span | None:
    if heading is None:
        return None
    start = after(COLON, text, heading.end)
    lead = _DISCLAIMER.match(text, start, end)
    start = lead.end() if lead else start
    quoted = _DISCLAIMER.match(text, start, end)
    return Span(quoted.end() if quoted else start, end)


def _dates(text: str, end: int) -> Iterator[tuple[str, date, Span]]:
    for name, pattern in _PROSE_DATES:
        match = pattern.search(text, 0, end)
        day = day_of(match[1]) if match else None
        if match and day:
            yield name, day, Span(*match.span(1))


def _decided(text: str, end: int) -> Iterator[Statement]:
    """Yield the deciding sentences once each; the letter gives them twice."""
    seen: set[str] = set()
    for statement in find_statements(text, 0, end):
        words = " ".join(statement.words.of(text).lower().split())
        key = f"{statement.number} {words}"
        if key not in seen:
            seen.add(key)
            yield statement


def _items(
    sheet: Sheet, decided: list[Statement], regarding: list[_Opening]
) -> Iterator[ItemParts]:
    blocks = _blocks(sheet.plain, regarding)
    by_number = {number: block for number, block in blocks if number is not None}
    for place, statement in enumerate(decided):
        block = by_number.get(statement.number) if statement.number else None
        if block is None and len(blocks) == len(decided):
            block = blocks[place][1]
        if block is not None:
            yield item_of(sheet, statement, block)
        else:
            yield _unexplained(sheet, statement)


def _blocks(text: str, regarding: list[_Opening]) -> list[tuple[int | None, Span]]:
    stops = ends_of([opening.start for opening in regarding], len(text))
    blocks = []
    for opening, end in zip(regarding, stops, strict=True):
        effect = _EFFECT.search(text, opening.end, end)
        block = Span(opening.end, effect.start() if effect else end)
        blocks.append((opening.number, block))
    return blocks


def _regarding(text: str, start: int) -> Iterator[_Opening]:
    """Yield every place that opens the explanation of an item."""
    for match in _REGARDING.finditer(text, start):
        at = match.start()
        number = _NUMBER_BEFORE.search(text, max(start, at - 8), at)
        if number is not None:
            yield _Opening(number.start(), match.end(), int(number["number"]))
        else:
            yield _Opening(at, match.end(), None)


def _unexplained(sheet: Sheet, statement: Statement) -> ItemParts:
    words = sheet.span(statement.words.start, statement.words.end)
    return ItemParts(
        requested=words,
        decision=statement.decision,
        retrospective=statement.retrospective,
        warnings=(
            LetterWarning(
                code="no-rationale", message="An item has no rationale.", span=words
            ),
        ),
    )
