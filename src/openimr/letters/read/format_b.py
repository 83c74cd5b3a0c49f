"""Format B: "Medical Professional Review" of 2013, one question under capital labels.

The label of the rationale says how it was decided; the closing sentence may keep the
form's own "is/was" (process.md 8.2).
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from openimr.domain import Decision, LetterFormat, LetterWarning, Span

from .conclusion import find_conclusion
from .parts import ItemParts, Parts
from .sections import ends_of
from .sheet import Sheet

T = TypeVar("T")

_LABEL = re.compile(
    r"(?P<issue>ISSUES?\s+(?:AT|IN)\s+DISPUTE)"
    r"|(?P<summary>(?:CLINICAL\s+)?CASE\s+SUMMARY)"
    r"|(?P<documents>DOCUMENTS\s+REVIEWED(?:\s+FOR\s+DETERMINATION)?)"
    r"|(?P<guidelines>MEDICAL\s+TREATMENT\s+GUIDELINE(?:\(S\)|S)?\s+RELIED\s+UPON"
    r"(?:\s+BY\s+(?:THE\s+)?PROFESSIONAL\s+REVIEWER)?(?:\s+AND\s+WHY)?)"
    r"|(?P<rationale>RATIONALE\s+FOR\s+WHY\s+THE\s+REQUESTED\s+TREATMENT\s*/\s*SERVICE"
    r"\s+(?:IS\s*/\s*WAS|IS|WAS)\s+(?P<not>NOT\s+)?MEDICALLY\s+NECESSARY)"
    r"|(?P<qualifications>MEDICAL\s+REVIEWER(?:'S|\u2019S)?\s+QUALIFICATIONS)"
)
_CAPITALS = re.compile(r"\n[^\S\n]*(?=[A-Z]{4})")
_TITLE = "MEDICAL PROFESSIONAL REVIEW"
_ISSUE = "ISSUE AT DISPUTE"
_WHETHER = re.compile(
    r"(?:Whether\s+)?(?:or\s+not\s+)?the\s+(?P<retro>retrospective\s+)?"
    r"request(?:ed)?\s+(?:for\s+)?(?P<words>.{1,700}?)\s+"
    r"(?:is\s*/\s*was|is|was|are|were)\s*medically\s*necessary",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(r"[\s:]*")


def recognises(text: str) -> bool:
    """Tell whether a letter has this layout."""
    return _TITLE in text[:600] or _ISSUE in text


def read(sheet: Sheet) -> Parts:
    """Return where everything stands."""
    text = sheet.plain
    places = _sections(text)
    issues = [place for name, place in places if name == "issue"]
    first = issues[0].start if issues else 0
    return Parts(
        format=LetterFormat.B,
        header=Span(0, first),
        credentials=_one(places, "qualifications"),
        documents=_one(places, "documents"),
        summary=_one(places, "summary"),
        items=tuple(_items(sheet, places)),
        prose=True,
    )


def _sections(text: str) -> list[tuple[str, Span]]:
    """Return every labelled section; a rationale's name tells its decision."""
    openings = _CAPITALS.finditer("\n" + text[:-1])
    labels = [label for at in openings if (label := _LABEL.match(text, at.end() - 1))]
    stops = ends_of([label.start() for label in labels], len(text))
    sections = []
    for label, stop in zip(labels, stops, strict=True):
        name = str(label.lastgroup)
        if name == "rationale":
            name = (Decision.UPHELD if label["not"] else Decision.OVERTURNED).value
        lead = _LEAD.match(text, label.end(), stop)
        sections.append((name, Span(lead.end() if lead else label.end(), stop)))
    return sections


def _one(places: list[tuple[str, Span]], name: str) -> Span | None:
    return next((place for other, place in places if other == name), None)


def _items(sheet: Sheet, places: list[tuple[str, Span]]) -> Iterator[ItemParts]:
    issues = [
        match
        for name, place in places
        if name == "issue"
        for match in _WHETHER.finditer(sheet.plain, place.start, place.end)
    ]
    rationales = [
        (Decision(name), place)
        for name, place in places
        if name in (Decision.UPHELD, Decision.OVERTURNED)
    ]
    guidelines = [place for name, place in places if name == "guidelines"]
    for number, issue in enumerate(issues):
        decided = _nth(rationales, number)
        decision, rationale = decided if decided else (None, None)
        yield _item(sheet, issue, decision, rationale, _nth(guidelines, number))


def _nth(found: Sequence[T], number: int) -> T | None:
    """Return a section's own entry, or the one that all items share."""
    if not found:
        return None
    return found[min(number, len(found) - 1)]


def _item(
    sheet: Sheet,
    issue: re.Match[str],
    decision: Decision | None,
    rationale: Span | None,
    guidelines: Span | None,
) -> ItemParts:
    words = sheet.span(*issue.span("words"))
    if decision is None and rationale is not None:
        concluded = find_conclusion(sheet.plain, rationale.start, rationale.end)
        decision = concluded[0] if concluded else None
    return ItemParts(
        requested=words,
        decision=decision,
        reviewer=guidelines,
        rationale=rationale,
        retrospective=issue["retro"] is not None,
        template=True,
        warnings=()
        if rationale
        else (
            LetterWarning(
                code="no-rationale", message="An item has no rationale.", span=words
            ),
        ),
    )
