"""The disputed items of our own letters, part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openimr.domain import Decision, LetterItem, LetterVote, Span

from .citations import read_citations
from .conclusion import find_conclusion
from .outline import Part, PartKind
from .own_citations import read_own_citations
from .reading import CONCLUSIONS, Recognise
from .sections import ends_of
from .sheet import Sheet

_CLAIMS = "Claims Administrator guideline: "
_GUIDELINE = re.compile(r".{1,80}? guideline: ")
_RATIONALE = "Decision rationale: "
_APPROVED = "Approved by utilization review and not in dispute: "
_NOT_FOUND = "Looked for and not found:"
_WOULD_CHANGE = "What would change this answer:"
_MAJORITY = "Majority: "
_VOTE = re.compile(r"Reviewer \d+: (?P<not>not )?medically necessary\Z")
_DECISIONS = {"Upheld": Decision.UPHELD, "Overturned": Decision.OVERTURNED}
_ITEM_LEVEL = 2


@dataclass(slots=True)
class _Found:
    """The parts of one item, sorted by what they are."""

    claims: Part | None = None
    relied_on: Part | None = None
    rationale: list[Part] = field(default_factory=list)
    votes: list[tuple[Decision, list[Part]]] = field(default_factory=list)
    approved: Part | None = None
    not_found: list[Part] = field(default_factory=list)
    would_change: list[Part] = field(default_factory=list)


def items_of(
    sheet: Sheet, parts: Sequence[Part], recognise: Recognise
) -> Iterator[LetterItem]:
    """Yield the disputed items of the section on issues, in order."""
    starts = [
        place
        for place, part in enumerate(parts)
        if part.kind is PartKind.HEADING and part.level == _ITEM_LEVEL
    ]
    for start, end in zip(starts, ends_of(starts, len(parts)), strict=True):
        yield _item(sheet, parts[start], _sorted(parts[start + 1 : end]), recognise)


def _sorted(parts: Sequence[Part]) -> _Found:
    """Sort an item's parts: labels open, what follows belongs to the last one."""
    found = _Found()
    current: list[Part] = []
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        opens_list = following is not None and following.kind is PartKind.ITEM
        words = part.words
        if part.kind is PartKind.HEADING:
            current = _vote(found, part)
        elif place == 0 and words.startswith(_CLAIMS):
            found.claims = part
        elif place == 1 and _GUIDELINE.match(words):
            found.relied_on = part
        elif not found.rationale and words.startswith(_RATIONALE):
            current = found.rationale
            current.append(part)
        elif words == _NOT_FOUND and opens_list:
            current = found.not_found
        elif words == _WOULD_CHANGE and opens_list:
            current = found.would_change
        elif words.startswith(_APPROVED):
            found.approved, current = part, []
        elif found.votes and words.startswith(_MAJORITY):
            current = []
        else:
            current.append(part)
    return found


def _vote(found: _Found, part: Part) -> list[Part]:
    """Open a reviewer's vote; return where its rationale gathers."""
    said = _VOTE.match(part.words)
    if said is None:
        return []
    decision = Decision.UPHELD if said["not"] else Decision.OVERTURNED
    found.votes.append((decision, []))
    return found.votes[-1][1]


def _item(
    sheet: Sheet, heading: Part, found: _Found, recognise: Recognise
) -> LetterItem:
    requested, _, decided = heading.words.rpartition(": ")
    claims = _behind(found.claims, _CLAIMS)
    relied = _behind(found.relied_on)
    relied_words = sheet.raw[relied.start : relied.end] if relied else ""
    cited = read_own_citations(relied_words, relied.start if relied else 0)
    reasons = _stretch(found.rationale)
    concluded = (
        find_conclusion(sheet.raw, reasons.start, reasons.end) if reasons else None
    )
    approved = _behind(found.approved, _APPROVED)
    return LetterItem(
        details=recognise(requested),
        decision=_DECISIONS.get(decided),
        claims_administrator_guidelines=read_citations(
            sheet, claims, prose=False
        ).citations,
        guidelines=cited.citations,
        other_evidence=cited.other,
        rationale_text=_words(found.rationale).removeprefix(_RATIONALE) or None,
        conclusion=CONCLUSIONS[concluded[0]] if concluded else None,
        claims_administrator_text=claims.of(sheet.raw) if claims else None,
        guideline_text=relied_words or None,
        approved=approved.of(sheet.raw).removesuffix(".") if approved else None,
        not_found=tuple(part.words for part in found.not_found),
        would_change=tuple(part.words for part in found.would_change),
        votes=tuple(
            LetterVote(decision=decision, rationale_text=_words(parts) or None)
            for decision, parts in found.votes
        ),
        spans=tuple(
            (name, span)
            for name, span in (
                ("requested", Span(heading.start, heading.start + len(requested))),
                ("claims_administrator_guidelines", claims),
                ("guidelines", relied),
                ("rationale_text", reasons),
                ("conclusion", concluded[1] if concluded else None),
            )
            if span is not None
        ),
    )


def _behind(part: Part | None, label: str | None = None) -> Span | None:
    """Return the place of what stands behind a label."""
    if part is None:
        return None
    match = None if label else _GUIDELINE.match(part.words)
    length = len(label) if label else match.end() if match else 0
    return Span(part.start + length, part.end)


def _words(parts: Sequence[Part]) -> str:
    return " ".join(part.words for part in parts)


def _stretch(parts: Sequence[Part]) -> Span | None:
    """Return where a rationale begins, behind its label, and ends."""
    if not parts:
        return None
    return Span(parts[0].start + len(_RATIONALE), parts[-1].end)
