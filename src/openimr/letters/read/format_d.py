"""Formats D1 and D2: item, colon, decision; then three labelled paragraphs.

They differ in the reviewer's credentials alone: D1 has them in a sentence, D2 as a
list (process.md 8.4).  Layouts of 2017 and later keep the same labels.
"""

import re
from collections.abc import Iterator

from openimr.domain import Decision, LetterFormat, LetterWarning, Span

from .events import Event, Kind, UsualLabels, find_events, usual_labels
from .headings import decision_of, heading_start
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

DECISIONS = Heading(
    "IMR ISSUES, DECISIONS AND RATIONALES",
    r"The\s+Final\s+Determination\s+was\s+based\s+on\s+decisions\s+for\s+the\s+disputed",
)
DOCUMENTS = Heading("DOCUMENTS REVIEWED")
_ENDINGS = ("NOTES ON THIS DRAFT", "Sincerely", "Effect of the Decision")
"""Lines that stand behind the last rationale."""

_LABELS = ("MAXIMUS guideline", "Claims Administrator guideline")
_TAIL_DECISION = re.compile(
    r"[\s:;,.\u2013\u2014-]*\(?\b(?P<word>(?:partially\s+)?(?:upheld|overturned))\)?[\s.*]*\Z",
    re.IGNORECASE,
)
_LIST_LABELS = ("of Licensure", "OF LICENSURE", "/Specialty:")


def recognises(text: str) -> bool:
    """Tell whether a letter has this layout."""
    return DECISIONS.is_in(text) or any(label in text for label in _LABELS)


def read(sheet: Sheet) -> Parts:
    """Return where everything stands."""
    text = sheet.plain
    method = METHOD.find(text)
    summary = SUMMARY.find(text, method.end if method else 0)
    decisions = DECISIONS.find(text, summary.end if summary else 0)
    opens = decisions.end if decisions else (summary.end if summary else 0)
    start = DECISIONS_LEAD.after(text, opens)
    items = read_items(sheet, start, _end_of_items(text, start))
    first = items[0].requested.start if items else len(text)
    ends = decisions.start if decisions else first
    opens = method.end if method else 0
    behind = summary.start if summary else min(ends, 4000)
    documents = text.find(DOCUMENTS.words, opens, behind)
    credentials = Span(opens, documents if documents >= 0 else behind)
    profile = text[credentials.start : credentials.end]
    listed = any(map(profile.__contains__, _LIST_LABELS))
    return Parts(
        format=LetterFormat.D2 if listed else LetterFormat.D1,
        header=Span(0, method.start if method else min(credentials.end, 1500)),
        credentials=credentials,
        summary=Span(SUMMARY_LEAD.after(text, summary.end), ends) if summary else None,
        items=items,
    )


def _end_of_items(text: str, start: int) -> int:
    ends = len(text)
    for ending in _ENDINGS:
        at = text.find(ending, start, ends)
        if at >= 0 and not text[text.rfind("\n", 0, at) + 1 : at].strip():
            ends = at
    return ends


def read_items(sheet: Sheet, start: int, end: int) -> tuple[ItemParts, ...]:
    """Return the disputed items of a stretch in order."""
    text = sheet.plain
    usual = usual_labels(text, start, end)
    if usual is not None:
        return _usual_items(sheet, usual, start, end)
    groups = _groups(sheet, find_events(text, start, end), start)
    lows = [start, *(group[-1].end for group in groups)]
    headings = [
        heading_start(sheet, low, group[0].start)
        for low, group in zip(lows, groups, strict=False)
    ]
    return tuple(
        _item(sheet, group, Span(heading, group[0].start), stop)
        for group, heading, stop in zip(
            groups, headings, ends_of(headings, end), strict=True
        )
    )


def _usual_items(
    sheet: Sheet, labels: list[UsualLabels], start: int, end: int
) -> tuple[ItemParts, ...]:
    headings = []
    for label in labels:
        headings.append(heading_start(sheet, start, label.decision))
        start = label.rationale_opens()
    items = []
    for label, heading, stop in zip(
        labels, headings, ends_of(headings, end), strict=True
    ):
        reasons = label.rationale_opens()
        items.append(
            ItemParts(
                sheet.span(heading, label.decision),
                decision_of(label.word),
                claims=Span(label.claims_opens(), label.reviewer),
                reviewer=Span(label.reviewer_opens(), label.rationale),
                rationale=Span(reasons, max(reasons, stop)),
            )
        )
    return tuple(items)


def _groups(sheet: Sheet, events: list[Event], start: int) -> list[list[Event]]:
    """Put the labels of each item together; every group opens with a decision."""
    groups: list[list[Event]] = []
    low = start
    for number, event in enumerate(events):
        following = events[number + 1] if number + 1 < len(events) else None
        if event.kind is Kind.DECISION:
            if _opens_item(sheet.plain, event, following):
                groups.append([event])
        elif groups and event.kind.value > groups[-1][-1].kind.value:
            groups[-1].append(event)
        elif event.kind is not Kind.RATIONALE or not groups:
            groups.append([_decision_before(sheet.plain, event, low), event])
        elif (decided := _decision_before(sheet.plain, event, low)).word:
            groups.append([decided, event])
        low = event.end
    return groups


def _opens_item(text: str, event: Event, following: Event | None) -> bool:
    """Tell a heading's decision from the words "decision: upheld" in a sentence."""
    if following is not None and not text[event.end : following.start].strip():
        return True
    line_end = text.find("\n", event.start)
    return 0 <= line_end <= event.end


def _decision_before(text: str, label: Event, low: int) -> Event:
    """Return the decision that stands before a label without a colon, if one does."""
    from_ = max(low, label.start - 60)
    match = _TAIL_DECISION.search(text, from_, label.start)
    if match is None:
        ends = low + len(text[low : label.start].rstrip(" \t\r\n:"))
        return Event(Kind.DECISION, ends, label.start)
    return Event(Kind.DECISION, match.start(), label.start, match["word"])


def _item(sheet: Sheet, group: list[Event], heading: Span, end: int) -> ItemParts:
    places: list[Span | None] = [None] * len(Kind)
    stop = end
    for event in reversed(group):
        places[event.kind] = Span(event.end, max(event.end, stop))
        stop = event.start
    _, claims, reviewer, rationale = places
    word = group[0].word
    decision = decision_of(word) if word else None
    return ItemParts(
        requested=sheet.span(heading.start, heading.end),
        decision=decision,
        claims=claims,
        reviewer=reviewer,
        rationale=rationale,
        warnings=()
        if decision and rationale
        else tuple(_warnings(word, decision, heading, rationale)),
    )


def _warnings(
    word: str, decision: Decision | None, heading: Span, rationale: Span | None
) -> Iterator[LetterWarning]:
    if decision is None:
        yield _undecided(word, heading)
    if rationale is None:
        yield LetterWarning(
            code="no-rationale", message="An item has no rationale.", span=heading
        )


def _undecided(word: str, heading: Span) -> LetterWarning:
    if word:
        return LetterWarning(
            code="partial-decision",
            message="An item is decided in part; neither upheld nor overturned.",
            span=heading,
        )
    return LetterWarning(
        code="no-decision", message="An item has no decision.", span=heading
    )
