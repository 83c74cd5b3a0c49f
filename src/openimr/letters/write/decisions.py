"""IMR ISSUES, DECISIONS AND RATIONALES: one block an item (process.md 8.4)."""

import re
from collections.abc import Iterator

from openimr.domain import (
    CriterionEntry,
    Decision,
    Determination,
    FactEntry,
    GuidelineEntry,
    ItemDetermination,
    Mark,
    SearchEntry,
    Step,
    UrOutcome,
    Verdict,
)

from . import wording
from .blocks import Block, Bullets, Heading, Paragraph, Role, Run, Text, Tone
from .frame import requested
from .letterhead import Letterhead
from .statements import NOT_VERIFIED, Anchors, paragraphs, plain, statement

_KNOWN_SOURCE = re.compile(r"\b(?:MTUS|ODG|Official Disability|ACOEM)\b", re.IGNORECASE)
_MTUS = re.compile(r"(?:the\s+)?(?:CA|California)?\s*MTUS\b[\s,:]*", re.IGNORECASE)
_ODG = re.compile(r"\b(?:ODG|Official Disability)\b", re.IGNORECASE)
_NECESSARY = re.compile(r"\b(not\s+)?medically\s+necessary\b", re.IGNORECASE)


def issues(
    determination: Determination, letterhead: Letterhead, anchors: Anchors
) -> list[Block]:
    """Return the section with the decision on each disputed item and its reasons."""
    lead = (
        "The final determination rests on one decision for each disputed item or "
        "service, set out below:"
    )
    blocks: list[Block] = [
        Heading(level=1, text="IMR ISSUES, DECISIONS AND RATIONALES")
    ]
    if not determination.items:
        return [*blocks, Paragraph(text=plain("The file names no disputed item."))]
    blocks.append(Paragraph(text=plain(lead)))
    for item in determination.items:
        blocks += _item(item, letterhead, anchors)
    return blocks


def _item(
    item: ItemDetermination, letterhead: Letterhead, anchors: Anchors
) -> Iterator[Block]:
    name = requested(item.requested)
    yield Heading(level=2, text=f"{name}: {wording.DECISIONS[item.decision]}")
    label = Run("Claims Administrator guideline: ", Tone.STRONG)
    yield Paragraph(text=(label, *claims_administrator(item)))
    label = Run(f"{letterhead.short} guideline: ", Tone.STRONG)
    yield Paragraph(text=(label, *relied_on(item)))
    label = Run("Decision rationale: ", Tone.STRONG)
    for text in paragraphs(_rationale(item, anchors), (label,)):
        yield Paragraph(text=text)
    yield from _approved_part(item)
    yield from _not_found(item, anchors)
    yield from _would_change(item)


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
        yield Run(f"Other Medical Treatment Guideline or Medical Evidence: {name}")
        return
    match entry.step:
        case Step.MTUS:
            start = f"Decision based on MTUS {_MTUS.sub('', name, count=1)}"
        case Step.ACOEM_ODG:
            start = f"Decision based on Non-MTUS Citation {name}"
        case _:
            start = f"Other Medical Treatment Guideline or Medical Evidence: {name}"
    section = f" {entry.section.strip()}" if entry.section.strip() else ""
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
        label = Run("Approved by utilization review and not in dispute: ", Tone.STRONG)
        yield Paragraph(text=(label, Run(f"{item.ur.approved.strip().rstrip('.')}.")))


def _not_found(item: ItemDetermination, anchors: Anchors) -> Iterator[Block]:
    facts = [fact for fact in item.facts if _decisive_gap(fact, item.criteria)]
    found = [
        text
        for fact in facts
        if fact.searched and (text := _search(fact, fact.searched, anchors))
    ]
    if found:
        label = (Run("Looked for and not found:", Tone.STRONG),)
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
    for number, near in enumerate(searched.nearest[:2]):
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
    label = (Run("What would change this answer:", Tone.STRONG),)
    yield Paragraph(text=label, role=Role.LABEL)
    yield Bullets(
        items=tuple(plain(wording.closed(each)) for each in item.would_change)
    )
