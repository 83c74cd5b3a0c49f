"""The road from a draft to a signed determination."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from openimr import signing
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Credentials, Determination
from openimr.domain.dispute import value_of
from openimr.errors import SigningError
from openimr.letters.write import (
    LetterContent,
    Letterhead,
    compose,
    docx_bytes,
    evidence_html,
    from_json,
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
    Choice,
    Decided,
    Record,
)

from .case_files import case_files
from .input_files import read_file

_WORD_FILE = "letter.docx"
_AS_USUAL = ReadingOptions()
_NO_ORGANISATION = "Independent Medical Review"
_AGAIN = "Review the case again, and sign what it writes."


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


_PLAIN = Look()


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


def open_draft(
    draft: Path,
    case: Path,
    reading: ReadingOptions = _AS_USUAL,
    look: Look = _PLAIN,
) -> Draft:
    """Return a draft that ``review`` wrote, ready to be signed.

    The case is read again, so that every part of the draft can be made anew and
    compared: what the physician looked at is what ``determination.json`` says, and the
    quotes stand on the pages that are named.

    Args:
        draft: the folder of the draft, or the ``determination.json`` in it.
        case: the folder, archive or file that was reviewed.
        reading: how scans are read; as they were for the review.
        look: how the letter is set; as it was for the review.

    Raises:
        SigningError: it is no draft, or a part of it is not what it should be.
        InputError: the draft or the case cannot be read.
    """
    folder = draft if draft.is_dir() else draft.parent
    named = DATA_FILE if draft.is_dir() else draft.name
    data = read_file(folder / named)
    plain = signing.parse(data, named)
    determination = from_json(data)
    _check_draft(determination, named)
    shown = _shown_files(folder)
    read = read_case(case, reading)
    _check_pages(determination, read)
    name = value_of(read_dispute(read).patient)
    _check_shown(shown, determination, read, look.letter(determination, name))
    files = case_files(case, [entry.file for entry in determination.pages])
    return Draft(
        determination=determination,
        shown=signing.shown_record(plain, files, shown),
        evidence=shown[EVIDENCE_FILE],
        patient=name,
        look=look,
    )


def sign_draft(  # noqa: PLR0913 - one a thing that the physician gives
    draft: Draft,
    *,
    choices: Mapping[int, Choice],
    reviewer: Credentials,
    confirmed: str,
    signer: Signer,
    at: dt.datetime,
    attested_unread: bool = False,
    assigned: dt.date | None = None,
    time_stamper: TimeStamper | None = None,
) -> Signed:
    """Return the signed determination.

    Args:
        draft: from ``open_draft``.
        choices: the physician's decision on each item, by its number from 1.
        reviewer: credentials, which stand in the letter.
        confirmed: the digest that the physician was shown and confirms.
        signer: the key.
        at: the time of signing, with its zone; its day is the decision date.
        attested_unread: the physician has looked at the pages that were not read.
        assigned: the day on which the review was assigned.
        time_stamper: asks an authority for a time stamp.

    Raises:
        SigningError: the digest is another one, an item is without decision, pages
            were looked at by nobody, or the key cannot sign.
    """
    _check_confirmed(draft, confirmed)
    signing.check_unread(draft.unread, attested=attested_unread)
    decided, choices_made = signing.decide(draft.determination, choices)
    final = _final(decided, reviewer, at.date(), assigned)
    content = _as_final(draft.look).letter(final, draft.patient).mapped(_filled_in)
    data = to_json(final)
    record = signing.signature_record(
        shown=draft.shown,
        decided=choices_made,
        reviewer=reviewer,
        attestations=draft.attestations,
        at=at,
        letter=[content.title, *content.texts()],
        determination=signing.parse(data, DATA_FILE),
    )
    spelled = signing.canonical(record)
    letter = signing.sign_pdf(pdf_bytes(content), spelled, signer, at, time_stamper)
    files = {
        LETTER_FILE: letter,
        DATA_FILE: data,
        EVIDENCE_FILE: draft.evidence,
        RECORD_FILE: spelled + b"\n",
    }
    return Signed(files=files, decided=choices_made, digest=signing.sha256(spelled))


def _check_confirmed(draft: Draft, confirmed: str) -> None:
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


def _check_draft(determination: Determination, name: str) -> None:
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


def _shown_files(folder: Path) -> dict[str, bytes]:
    shown = {name: read_file(folder / name) for name in (LETTER_FILE, EVIDENCE_FILE)}
    if (folder / _WORD_FILE).exists():
        shown[_WORD_FILE] = read_file(folder / _WORD_FILE)
    return shown


def _check_pages(determination: Determination, case: CaseFile) -> None:
    ledger = [(entry.file, entry.page, entry.status) for entry in determination.pages]
    if ledger != [(page.file, page.number, page.status) for page in case.pages]:
        cure = "Give the case that was reviewed, read in the same way."
        raise SigningError("--case", "its pages are not those of the draft", cure)


def _check_shown(
    shown: Mapping[str, bytes],
    determination: Determination,
    case: CaseFile,
    content: LetterContent,
) -> None:
    """Make sure that the files shown say what ``determination.json`` says."""
    pages = {(page.file, page.number): page.text for page in case.pages}
    expected = {
        EVIDENCE_FILE: evidence_html(determination, pages),
        LETTER_FILE: pdf_bytes(content),
    }
    if _WORD_FILE in shown:
        expected[_WORD_FILE] = docx_bytes(content)
    for name, data in expected.items():
        if shown[name] != data:
            problem = f"it is not what {DATA_FILE} and the case give"
            raise SigningError(name, problem, _AGAIN)
