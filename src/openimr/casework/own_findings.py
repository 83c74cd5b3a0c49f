"""Check what a physician adds to a proposal: facts by page, judgements, reasons."""

from collections.abc import Sequence

from openimr.domain import (
    LONGEST_QUOTE,
    CaseFile,
    Decision,
    Determination,
    Evidence,
    FactDefinition,
    Finding,
    ItemDetermination,
    Page,
    PageStatus,
    Quantity,
    Verdict,
)
from openimr.domain.own_work import (
    Overruling,
    OwnDecision,
    OwnFact,
)
from openimr.errors import OwnWorkError, WhatIfError

from .engine import knowledge
from .what_if import read_what_if

LONGEST_REASON = 2000
"""Characters of a reason; more belongs into the rationale."""


def passage(case: CaseFile, page: int, start: int, end: int, words: str) -> Evidence:
    """Return the words between two places of a page, as evidence.

    Args:
        case: the case file as it was read.
        page: place of the page in the ledger of the case, from 1.
        start: offset of the first character in the page's raw text.
        end: offset behind the last one.
        words: the words that are to stand there; white space may be folded.

    Raises:
        OwnWorkError: there is no such page, it is another person's, or other words
            stand there.
    """
    place = f"page {page}"
    if not 1 <= page <= len(case.pages):
        cure = f"The case has {len(case.pages)}."
        raise OwnWorkError(place, "no such page", cure)
    found = case.pages[page - 1]
    start, end = _trimmed(found.text, start, end)
    quote = " ".join(found.text[start:end].split())
    if not quote or quote != " ".join(words.split()):
        cure = "Mark the passage on the page again."
        raise OwnWorkError(place, "these words do not stand there", cure)
    if len(quote) > LONGEST_QUOTE:
        cure = f"Mark {LONGEST_QUOTE} characters at most."
        raise OwnWorkError(place, "the passage is too long", cure)
    return Evidence(
        document=_document(case, found, place),
        page=found.number,
        quote=quote,
        start=start,
        end=end,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _document(case: CaseFile, page: Page, place: str) -> str:
    if page.status is PageStatus.MISFILED:
        problem = "it names another person and was set aside"
        raise OwnWorkError(place, problem, "Quote a page of this case.")
    for document in case.documents:
        if document.file == page.file and page.number in document.page_numbers():
            return document.id
    raise OwnWorkError(place, "it belongs to no document", "Quote another page.")


def stands(case: CaseFile, evidence: Evidence) -> bool:
    """Tell whether the words of some evidence stand where it says."""
    files = {document.id: document.file for document in case.documents}
    return any(
        page.file == files.get(evidence.document)
        and page.number == evidence.page
        and " ".join(page.text[evidence.start : evidence.end].split()) == evidence.quote
        for page in case.pages
    )


def own_fact(
    draft: Determination, item: int, fact: str, said: str, evidence: Evidence
) -> OwnFact:
    """Return a fact that a physician found, checked against the vocabulary.

    ``said`` is present, absent, or a number in the fact's unit.

    Raises:
        OwnWorkError: the item, the fact or the value is not known.
    """
    _item(draft, item)
    try:
        wish = read_what_if([f"{fact}={said}"], None, None, knowledge()).supposed[0]
    except WhatIfError as error:
        raise _told(error) from None
    known = knowledge().library.facts[wish.fact]
    _check_finding(known, wish.finding, wish.value)
    return OwnFact(
        item=item,
        fact=wish.fact,
        finding=wish.finding,
        value=wish.value,
        evidence=evidence,
    )


def _told(error: WhatIfError) -> OwnWorkError:
    place, problem, cure = (str(field) for field in error.fields)
    return OwnWorkError(place, problem, cure)


def _check_finding(
    known: FactDefinition, finding: Finding, value: Quantity | None
) -> None:
    if finding is Finding.SILENT:
        cure = "Say present or absent, or judge the criterion itself."
        raise OwnWorkError(known.id, "a passage cannot show silence", cure)
    if known.unit and finding is Finding.PRESENT and value is None:
        cure = f"Give a number of {known.unit}."
        raise OwnWorkError(known.id, "the fact is a number, and none is given", cure)


def overruling(
    draft: Determination, item: int, criterion: str, status: Verdict, reason: str
) -> Overruling:
    """Return a judgement on a criterion, with its reason.

    Raises:
        OwnWorkError: the item or criterion is not there, or no reason is given.
    """
    known = [entry.id for entry in _item(draft, item).criteria]
    if criterion not in known:
        cure = "Choose one that the item lists."
        raise OwnWorkError(f"item {item}", "no such criterion", cure)
    return Overruling(
        item=item,
        criterion=criterion,
        status=status,
        reason=_reason(criterion, reason),
    )


def own_decision(
    proposal: Determination,
    judged: Sequence[Decision | None],
    item: int,
    decision: Decision,
    reason: str,
) -> OwnDecision:
    """Return a decision on an item, with its reason where one is needed.

    ``judged`` is what each item comes to, own facts and judgements counted in; None
    where the library holds no criteria.

    Raises:
        OwnWorkError: there is no such item, or a reason is missing.
    """
    proposed = _item(proposal, item)
    needed = not proposed.criteria or not (
        decision is proposed.decision is judged[item - 1]
    )
    place = f"item {item}"
    return OwnDecision(
        item=item,
        decision=decision,
        reason=_reason(place, reason) if needed or reason.strip() else None,
        proposed=judged[item - 1],
    )


def _item(draft: Determination, item: int) -> ItemDetermination:
    if not 1 <= item <= len(draft.items):
        cure = f"The draft has {len(draft.items)}."
        raise OwnWorkError(f"item {item}", "no item of that number", cure)
    return draft.items[item - 1]


def _reason(place: str, words: str) -> str:
    told = " ".join(words.split())
    if not told:
        problem = "what differs from the proposal needs a written reason"
        raise OwnWorkError(place, problem, "Say why, in a sentence.")
    if len(told) > LONGEST_REASON:
        cure = f"Use {LONGEST_REASON} characters at most."
        raise OwnWorkError(place, "the reason is too long", cure)
    return told
