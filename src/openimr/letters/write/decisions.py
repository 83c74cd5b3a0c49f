"""IMR ISSUES, DECISIONS AND RATIONALES: one block an item (process.md 8.4)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.domain import (
    UNHEARD,
    CriterionEntry,
    Decision,
    Determination,
    FactEntry,
    GuidelineEntry,
    ItemDetermination,
    Mark,
    SearchEntry,
    Step,
    Tally,
    UrOutcome,
    Verdict,
)

from . import wording
from .blocks import Block, Bullets, Heading, Paragraph, Role, Run, Text, Tone
from .frame import requested
from .letterhead import Letterhead
from .reviewers import votes
from .statements import NOT_VERIFIED, Anchors, paragraphs, plain, statement

_KNOWN_SOURCE = re.compile(r"\b(?:MTUS|ODG|Official Disability|ACOEM)\b", re.IGNORECASE)
_MTUS = re.compile(r"(?:the\s+)?(?:CA|California)?\s*MTUS\b[\s,:]*", re.IGNORECASE)
_ODG = re.compile(r"\b(?:ODG|Official Disability)\b", re.IGNORECASE)
CLAIMS_LABEL = "Claims Administrator guideline: "
RATIONALE_LABEL = "Decision rationale: "
APPROVED_LABEL = "Approved by utilization review and not in dispute: "
NOT_FOUND_LABEL = "Looked for and not found:"
WOULD_CHANGE_LABEL = "What would change this answer:"

_NECESSARY = re.compile(r"\b(not\s+)?medically\s+necessary\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A disputed item, and what its parts are made of besides."""

    item: ItemDetermination
    place: int
    determination: Determination
    letterhead: Letterhead
    anchors: Anchors
    votes: tuple[Tally, ...]


def issues(
    determination: Determination,
    letterhead: Letterhead,
    anchors: Anchors,
    *,
    parts: Sequence[str],
    votes: tuple[Tally, ...] = (),
) -> list[Block]:
    """Return the decision on each disputed item with the named parts, in order."""
    if not determination.items:
        return [Paragraph(text=plain("The file names no disputed item."))]
    blocks: list[Block] = []
    for place, item in enumerate(determination.items):
        name = requested(item.requested)
        words = f"{name}: {wording.DECISIONS[item.decision]}"
        blocks.append(Heading(level=2, text=words))
        given = _Item(
            item=item,
            place=place,
            determination=determination,
            letterhead=letterhead,
            anchors=anchors,
            votes=votes,
        )
        for part in parts:
            blocks += _PARTS[part](given)
    return blocks


def _claims(given: _Item) -> Iterator[Block]:
    label = Run(CLAIMS_LABEL, Tone.STRONG)
    yield Paragraph(text=(label, *claims_administrator(given.item)))


def _relied_on(given: _Item) -> Iterator[Block]:
    label = Run(f"{given.letterhead.short} guideline: ", Tone.STRONG)
    yield Paragraph(text=(label, *relied_on(given.item)))


def _reasons(given: _Item) -> Iterator[Block]:
    label = Run(RATIONALE_LABEL, Tone.STRONG)
    for text in paragraphs(_rationale(given.item, given.anchors), (label,)):
        yield Paragraph(text=text)


def _votes(given: _Item) -> Iterator[Block]:
    if given.votes:
        tally = given.votes[given.place]
        yield from votes(given.determination, given.place, tally, given.anchors)


def claims_administrator(item: ItemDetermination) -> Text:
    """Return what utilization review cited, as far as the file shows it."""
    if item.ur is None:
        return plain("No utilization review decision on this item is in the file.")
    cited = " ".join((item.ur.guideline or "").split())
    if not cited:
        return plain(
            "The Claims Administrator did not cite any medical evidence for its "
            "decision in the pages on file."
        )
    parts = [part.strip().rstrip(".") for part in cited.split(";")]
    if not all(_KNOWN_SOURCE.search(part) for part in parts):
        parts = [cited.rstrip(".")]
    return plain(" ".join(f"Decision based on {_as_cited(part)}." for part in parts))


def _as_cited(words: str) -> str:
    if _MTUS.match(words):
        return _MTUS.sub("MTUS ", words, count=1).strip()
    if _ODG.search(words) and "MTUS" not in words.upper():
        return f"Non-MTUS Citation {words}"
    return words


def relied_on(item: ItemDetermination) -> Text:
    """Return the guidelines that decide, in the grammar of published letters."""
    used = [entry for entry in item.guidelines if entry.used]
    runs: list[Run] = []
    if not any(entry.step is Step.MTUS for entry in used):
        runs.append(Run("Decision based on MTUS: None."))
    for entry in used:
        runs += [Run(" ")] if runs else []
        runs += _source(entry)
    if not used:
        words = " [no guideline of the library addresses this item]"
        runs.append(Run(words, Tone.CAUTION))
    return tuple(runs)


def _source(entry: GuidelineEntry) -> Iterator[Run]:
    name = entry.name.strip()
    if entry.rule_only:
        yield Run(f"Other Medical Treatment Guideline or Medical Evidence: {name}.")
        return
    match entry.step:
        case Step.MTUS:
            start = f"Decision based on MTUS {_MTUS.sub('', name, count=1)}"
        case Step.ACOEM_ODG:
            start = f"Decision based on Non-MTUS Citation {name}"
        case _:
            start = f"Other Medical Treatment Guideline or Medical Evidence: {name}"
    section = ", Section(s): " + entry.section.strip() if entry.section.strip() else ""
    if not entry.pages:
        yield Run(f"{start}{section}.")
        return
    yield Run(f"{start}{section} Page(s): {entry.pages}")
    if entry.pages_mark is not Mark.VERIFIED:
        yield Run(f" {NOT_VERIFIED}", Tone.CAUTION)
    yield Run(".")


def _rationale(item: ItemDetermination, anchors: Anchors) -> list[Text]:
    said = [statement(each, anchors, item.guidelines) for each in item.rationale]
    if not said:
        said = [(Run("[no rationale has been written yet]", Tone.CAUTION),)]
    if not _concludes(item):
        said.append(plain(conclusion(item)))
    return said


def _concludes(item: ItemDetermination) -> bool:
    """Tell whether the last sentence already says what was decided."""
    last = item.rationale[-1].text if item.rationale else ""
    found = list(_NECESSARY.finditer(last))
    upheld = item.decision is Decision.UPHELD
    return bool(found) and (found[-1][1] is not None) == upheld


def conclusion(item: ItemDetermination) -> str:
    """Return the sentence with which a rationale ends."""
    verb = "is" if item.decision is Decision.OVERTURNED else "is not"
    return f"The request for {requested(item.requested)} {verb} medically necessary."


def _approved_part(item: ItemDetermination) -> Iterator[Block]:
    """Yield what stays approved: a modification that stands leaves it standing."""
    if item.ur and item.ur.outcome is UrOutcome.MODIFY and item.ur.approved:
        label = Run(APPROVED_LABEL, Tone.STRONG)
        yield Paragraph(text=(label, Run(f"{item.ur.approved.strip().rstrip('.')}.")))


def _not_found(item: ItemDetermination, anchors: Anchors) -> Iterator[Block]:
    facts = [fact for fact in item.facts if _decisive_gap(fact, item.criteria)]
    found = [
        text
        for fact in facts
        if fact.searched and (text := _search(fact, fact.searched, anchors))
    ]
    if found:
        label = (Run(NOT_FOUND_LABEL, Tone.STRONG),)
        yield Paragraph(text=label, role=Role.LABEL)
        yield Bullets(items=tuple(found))


def _decisive_gap(fact: FactEntry, criteria: tuple[CriterionEntry, ...]) -> bool:
    return any(
        criterion.fact == fact.fact
        and criterion.required
        and criterion.status is Verdict.NOT_DOCUMENTED
        for criterion in criteria
    )


def _search(fact: FactEntry, searched: SearchEntry, anchors: Anchors) -> Text:
    words = f"{fact.label.strip() or fact.fact}: looked for"
    words += f" {wording.some_of(searched.terms)}" if searched.terms else " it"
    if searched.documents:
        words += f" in {wording.ids(searched.documents)}"
    words += _dates(searched)
    if searched.unreadable:
        words += f"; {', '.join(searched.unreadable)} could not be read"
    if not searched.nearest:
        return plain(f"{words}.")
    runs = [Run(f"{words}. Nearest: ")]
    nearest = sorted(searched.nearest, key=lambda near: near.why != UNHEARD)
    for number, near in enumerate(nearest[:2]):
        place = f"{near.document} p. {near.page}"
        runs += [Run("; ")] if number else []
        runs += [Run(place, Tone.REFERENCE, anchors.get(near.document))]
        runs += [Run(f", {near.why.strip().rstrip('.')}")] if near.why.strip() else []
    return (*runs, Run("."))


def _dates(searched: SearchEntry) -> str:
    if searched.from_ and searched.to:
        return f" ({wording.day(searched.from_)} to {wording.day(searched.to)})"
    one = searched.from_ or searched.to
    return f" ({wording.day(one)})" if one else ""


def _would_change(item: ItemDetermination) -> Iterator[Block]:
    if not item.would_change:
        return
    label = (Run(WOULD_CHANGE_LABEL, Tone.STRONG),)
    yield Paragraph(text=label, role=Role.LABEL)
    yield Bullets(
        items=tuple(plain(wording.closed(each)) for each in item.would_change)
    )


_PARTS: Mapping[str, Callable[[_Item], Iterable[Block]]] = {
    "claims": _claims,
    "relied_on": _relied_on,
    "rationale": _reasons,
    "votes": _votes,
    "approved": lambda given: _approved_part(given.item),
    "not_found": lambda given: _not_found(given.item, given.anchors),
    "would_change": lambda given: _would_change(given.item),
}
"""Every part of an item that a template can place."""
