"""The road from a physician's reworked draft to a signed determination.

It goes by the case file as it was read, not by the papers: nothing is read twice.  What
is shown, and therefore signed, is the draft with the physician's own work in it; the
record keeps what was proposed beside it.
"""

from collections.abc import Iterable, Iterator

from openimr import signing
from openimr.domain import CaseFile, Determination, Evidence, ItemDetermination
from openimr.domain.dispute import value_of
from openimr.errors import SigningError
from openimr.letters.write import evidence_html, from_json, pdf_bytes, to_json
from openimr.signing import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    CaseFileDigest,
    Decided,
    Record,
)

from .own_findings import stands
from .question import Question
from .rework import undecided
from .sealing import Draft, Hand, Look, Signed, check_confirmed, check_draft, seal

_DRAFT = "the draft"


def open_work(
    proposal: bytes,
    draft: Determination,
    question: Question,
    files: Iterable[CaseFileDigest],
    look: Look,
) -> Draft:
    """Return a reworked draft, ready to be signed.

    Args:
        proposal: the ``determination.json`` that the physician began with.
        draft: the proposal with the physician's own work, from ``reworked``.
        question: the case as it was put to the engine.
        files: the files of the case, by content.
        look: how the letter is set.

    Raises:
        SigningError: it is no draft, its pages are not those of the case, or words
            that it quotes do not stand there.
    """
    case, patient = question.case, value_of(question.dispute.patient)
    check_draft(draft, _DRAFT)
    _check_pages(draft, case)
    plain = signing.parse(to_json(draft), DATA_FILE)
    pages = {(page.file, page.number): page.text for page in case.pages}
    written = {
        LETTER_FILE: pdf_bytes(look.letter(draft, patient)),
        EVIDENCE_FILE: evidence_html(draft, pages),
    }
    shown = signing.shown_record(plain, files, written)
    return Draft(
        determination=draft,
        shown={**shown, **_proposed(proposal)},
        evidence=written[EVIDENCE_FILE],
        patient=patient,
        look=look,
    )


def _proposed(proposal: bytes) -> Record:
    """Return what the program proposed, in the fields of the record of the shown."""
    plain = signing.parse(proposal, DATA_FILE)
    return {
        "decisions": [
            {
                "item": number,
                "requested": item.requested,
                "decision": item.decision,
                "decided_by": item.decided_by,
            }
            for number, item in enumerate(from_json(proposal).items, 1)
        ],
        "proposal": signing.digest(plain),
    }


def _check_pages(draft: Determination, case: CaseFile) -> None:
    ledger = [(entry.file, entry.page, entry.status) for entry in draft.pages]
    if ledger != [(page.file, page.number, page.status) for page in case.pages]:
        cure = "Begin again with the reading that the draft rests on."
        raise SigningError(_DRAFT, "its pages are not those of the case", cure)
    for passage in dict.fromkeys(_quoted(draft)):
        if not stands(case, passage):
            place = f"{_DRAFT}, {passage.document} p. {passage.page}"
            cure = "Take the quotation out, or mark it on the page again."
            raise SigningError(place, "words quoted from it do not stand there", cure)


def _quoted(draft: Determination) -> Iterator[Evidence]:
    """Yield what a physician quotes; the rest is as the program read it."""
    for said in draft.summary:
        yield from said.evidence
    for item in draft.items:
        for said in item.rationale:
            yield from said.evidence
        if item.own is not None:
            yield from (fact.evidence for fact in item.own.facts)


def sign_work(draft: Draft, hand: Hand, confirmed: str) -> Signed:
    """Return the signed determination.

    Raises:
        SigningError: the digest is another one, an item is not decided, pages were
            looked at by nobody, or the key cannot sign.
    """
    check_confirmed(draft, confirmed)
    signing.check_unread(draft.unread, attested=hand.attested_unread)
    open_items = list(undecided(draft.determination))
    if open_items:
        cure = "Decide it, then look at the draft again."
        raise SigningError(f"item {open_items[0]}", "no decision", cure)
    choices = [
        _choice(number, item)
        for number, item in enumerate(draft.determination.items, 1)
    ]
    return seal(draft, draft.determination, choices, hand)


def _choice(number: int, item: ItemDetermination) -> Decided:
    own = item.own
    return Decided(
        item=number,
        requested=item.requested,
        proposed=own.proposed if own else None,
        proposed_by=own.proposed_by if own else None,
        decision=item.decision,
        reason=own.reason if own else None,
    )
