"""A decided draft to a signed determination: the letter, its data, its record."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from openimr import signing
from openimr.domain import Credentials, Determination
from openimr.errors import SigningError
from openimr.letters.write import (
    LetterContent,
    Letterhead,
    compose,
    pdf_bytes,
    to_json,
)
from openimr.letters.write.frame import NOT_STATED, ON_ASSIGNMENT
from openimr.signing import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    RECORD_FILE,
    Attestation,
    Decided,
    Record,
)

_NO_ORGANISATION = "Independent Medical Review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a letter is set; the signed one looks like the draft."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    format: str = "modern"
    """Name of a template, as ``compose`` takes it."""

    appendix: bool = False

    def letter(
        self, determination: Determination, patient: str | None
    ) -> LetterContent:
        """Return the content of the letter in this look."""
        return compose(
            determination,
            self.letterhead,
            patient=patient,
            format=self.format,
            appendix=self.appendix,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it lies in its folder, checked against the case it was made from."""

    determination: Determination
    shown: Record
    """The record of what is shown; ``docs/signing.md`` names its fields."""

    evidence: bytes
    patient: str | None
    look: Look

    @property
    def digest(self) -> str:
        """Return the SHA-256 that the physician confirms."""
        return signing.digest(self.shown)

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the pages that nobody has read."""
        return signing.unread_pages(self.determination)

    @property
    def attestations(self) -> tuple[Attestation, ...]:
        """Return what a signature on this draft states."""
        return signing.attestations(self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signed determination: its files by name, and the decisions in it."""

    files: Mapping[str, bytes]
    decided: tuple[Decided, ...]
    digest: str
    """SHA-256 of the record that the letter carries and is bound to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who signs, with which key, and when."""

    reviewer: Credentials
    """Stand in the letter; never a name."""

    signer: Signer
    at: dt.datetime
    """Time of signing, with its zone; its day is the decision date."""

    attested_unread: bool = False
    """The physician has looked at the pages that were not read."""

    assigned: dt.date | None = None
    """Day on which the review was assigned."""

    time_stamper: TimeStamper | None = None


def seal(
    draft: Draft, decided: Determination, choices: Sequence[Decided], hand: Hand
) -> Signed:
    """Return the signed determination of a draft that was decided."""
    final = _final(decided, hand.reviewer, hand.at.date(), hand.assigned)
    content = _as_final(draft.look).letter(final, draft.patient).mapped(_filled_in)
    data = to_json(final)
    record = signing.signature_record(
        shown=draft.shown,
        decided=choices,
        reviewer=hand.reviewer,
        attestations=draft.attestations,
        at=hand.at,
        letter=[content.title, *content.texts()],
        determination=signing.parse(data, DATA_FILE),
    )
    spelled = signing.canonical(record)
    letter = signing.sign_pdf(
        pdf_bytes(content), spelled, hand.signer, hand.at, hand.time_stamper
    )
    files = {
        LETTER_FILE: letter,
        DATA_FILE: data,
        EVIDENCE_FILE: draft.evidence,
        RECORD_FILE: spelled + b"\n",
    }
    return Signed(files=files, decided=tuple(choices), digest=signing.sha256(spelled))


def check_confirmed(draft: Draft, confirmed: str) -> None:
    """Make sure that what was confirmed is the draft as it is.

    Raises:
        SigningError: it is another one.
    """
    if confirmed.strip().lower() != draft.digest:
        cure = "Look at the draft as it now is; openimr sign --show tells its digest."
        raise SigningError("--digest", "it is not that of the draft", cure)


def _final(
    decided: Determination,
    reviewer: Credentials,
    day: dt.date,
    assigned: dt.date | None,
) -> Determination:
    """Return a determination as it is signed on a day."""
    case = replace(
        decided.case,
        decision_date=day,
        date_assigned=assigned or decided.case.date_assigned,
    )
    return replace(decided, status="signed", reviewer=reviewer, case=case)


def _as_final(look: Look) -> Look:
    """Return the look of the signed letter, whose neutral head calls it no draft."""
    if look.letterhead.organisation != Letterhead().organisation:
        return look
    head = replace(look.letterhead, organisation=_NO_ORGANISATION)
    return replace(look, letterhead=head)


def _filled_in(text: str) -> str:
    """Leave no place open in a signed letter that nobody will fill in any more."""
    return NOT_STATED if text == ON_ASSIGNMENT else text


def check_draft(determination: Determination, name: str) -> None:
    """Make sure that a determination is a draft for one reviewer.

    Raises:
        SigningError: it is none; ``name`` is what the message calls it.
    """
    if determination.what_if:
        problem = "it answers a what-if and proposes nothing"
        raise SigningError(name, problem, "Sign a draft of openimr review.")
    if determination.status != "draft":
        raise SigningError(name, "it is no draft", "Sign a draft of openimr review.")
    if determination.panel:
        problem = "it has several reviewers, and this signature is for one"
        raise SigningError(
            name, problem, "Have each reviewer sign a draft of their own."
        )
