"""The road from a draft to a signed determination."""

import datetime as dt
from collections.abc import Mapping
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
    docx_bytes,
    evidence_html,
    from_json,
    pdf_bytes,
)
from openimr.signing import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    Choice,
)

from .case_files import case_files
from .input_files import read_file
from .sealing import (
    Draft,
    Hand,
    Look,
    Signed,
    check_confirmed,
    check_draft,
    seal,
)

__all__ = ["Draft", "Look", "Signed", "open_draft", "sign_draft"]
_WORD_FILE = "letter.docx"
_AS_USUAL = ReadingOptions()
_AGAIN = "Review the case again, and sign what it writes."


_PLAIN = Look()


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
    check_draft(determination, named)
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
    check_confirmed(draft, confirmed)
    signing.check_unread(draft.unread, attested=attested_unread)
    decided, choices_made = signing.decide(draft.determination, choices)
    hand = Hand(
        reviewer=reviewer,
        signer=signer,
        at=at,
        attested_unread=attested_unread,
        assigned=assigned,
        time_stamper=time_stamper,
    )
    return seal(draft, decided, choices_made, hand)


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
