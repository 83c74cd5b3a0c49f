"""Whether a letter is the one that a physician signed, in one word and one sentence."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

import pypdfium2 as pdfium
from asn1crypto import x509

from openimr.errors import ProtectedFileError, UnreadableFileError

from .canonical import canonical, digest, parse, sha256
from .record import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    RECORD_FILE,
    SIGNATURE,
    CaseFileDigest,
    Record,
)
from .seal import Seal, has_traces, read_seal
from .trust import Trust, stamped_at, trust

_HEADER_WITHIN = 1024
"""Bytes within which a PDF has to say that it is one."""


class Standing(StrEnum):
    """The verdict on a letter."""

    VALID = "valid"
    ALTERED = "altered"
    """Some byte of the letter is not as it was signed."""

    ANOTHER_DIGEST = "signed for another digest"
    """The letter is as signed; what stands with it is not what it was bound to."""

    DRAFT = "draft"
    """Nobody has signed."""

    NOT_TRUSTED = "signer not trusted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A verdict with what it rests on."""

    standing: Standing
    said: str
    """One sentence for the user."""

    digest: str | None = None
    """SHA-256 of the record that the letter carries, where its bytes are as signed."""

    shown: str | None = None
    """SHA-256 of what the physician was shown."""

    signed_at: str | None = None
    """The time of signing that the letter states."""

    stamped_at: dt.datetime | None = None
    """The time of signing that a trusted authority states."""

    signer: str | None = None
    """Subject of the signer's certificate."""

    differs: tuple[str, ...] = ()
    """What is not as it was signed."""


def verify_letter(
    letter: bytes,
    name: str,
    roots: Sequence[x509.Certificate],
    now: dt.datetime,
    *,
    expected: str | None = None,
) -> Verified:
    """Return the verdict on one letter.

    Args:
        letter: the bytes of the PDF.
        name: what messages call it.
        roots: certificates of the authorities that the user trusts.
        now: the moment for which certificates are judged where no trusted time stamp
            gives another.
        expected: the digest that the letter should be signed for, if one is known;
            that of the record or that of what was shown.

    Raises:
        UnreadableFileError: it is no PDF, or a damaged one that nobody signed.
        ProtectedFileError: it opens with a password only.
    """
    seal = read_seal(letter)
    if seal is None:
        return _without_seal(letter, name)
    record = _record_of(letter)
    if record is None:
        said = f"{name}: is signed, but not for a determination of OpenIMR."
        return Verified(
            standing=Standing.ANOTHER_DIGEST, said=said, signer=_subject(seal)
        )
    found = _judged(seal, name, roots, now)
    found = replace(
        found,
        digest=sha256(canonical(record)),
        shown=str(record.get("shown_sha256")),
        signed_at=str(record.get("signed_at")),
    )
    if expected is not None and expected.lower() not in {found.digest, found.shown}:
        return _another(found, name, ["digest"])
    return found


def verify_folder(  # noqa: PLR0913 - what a verdict may rest on
    files: Mapping[str, bytes],
    name: str,
    roots: Sequence[x509.Certificate],
    now: dt.datetime,
    *,
    expected: str | None = None,
    case_files: Iterable[CaseFileDigest] | None = None,
    alone: bool = False,
    evidence: bool = True,
) -> Verified:
    """Return the verdict on a signed folder: the letter and what it was bound to.

    ``files`` are the folder's files by name and hold ``letter.pdf``; ``case_files``
    are those of the case, where they are at hand to be compared.  ``alone`` says that
    the letter was handed over without its folder; without ``evidence`` the evidence
    page is not asked for.  The other arguments, and the errors, are those of
    ``verify_letter``.
    """
    letter = files[LETTER_FILE]
    found = verify_letter(letter, name, roots, now, expected=expected)
    if found.standing in {Standing.ALTERED, Standing.DRAFT, Standing.ANOTHER_DIGEST}:
        return found
    record = _record_of(letter) or {}
    differing = [] if alone else _differing(record, files)
    if not evidence and EVIDENCE_FILE in differing:
        differing.remove(EVIDENCE_FILE)
    if case_files is not None:
        differing += _differing_case(record, case_files)
    return _another(found, name, differing) if differing else found


def bound_case_files(letter: bytes) -> tuple[str, ...]:
    """Return the names of the case's files that a letter says it is bound to.

    Empty where its bytes are not as signed, or it carries no record of ours.
    """
    record = _record_of(letter) if read_seal(letter) else None
    return tuple(
        str(each["file"]) for each in _case_entries(record or {}) if "file" in each
    )


def _case_entries(record: Record) -> list[Record]:
    shown = record.get("shown")
    bound = shown.get("case_files") if isinstance(shown, dict) else None
    entries = bound if isinstance(bound, list) else []
    return [each for each in entries if isinstance(each, dict)]


def _without_seal(letter: bytes, name: str) -> Verified:
    if has_traces(letter):
        said = (
            f"{name}: was altered after it was signed, or its signature is not whole; "
            "do not rely on it."
        )
        return Verified(standing=Standing.ALTERED, said=said, differs=(name,))
    _check_pdf(letter, name)
    said = f"{name}: nobody has signed it; it is a draft and no determination."
    return Verified(standing=Standing.DRAFT, said=said)


def _check_pdf(letter: bytes, name: str) -> None:
    if b"%PDF-" not in letter[:_HEADER_WITHIN]:
        raise UnreadableFileError(name, "it is no PDF")
    try:
        pdfium.PdfDocument(letter).close()
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedFileError(name) from None
        raise UnreadableFileError(name, "it is a damaged PDF") from None


def _record_of(letter: bytes) -> Record | None:
    """Return the record that an intact letter carries, if it is one of ours."""
    try:
        document = pdfium.PdfDocument(letter)
    except pdfium.PdfiumError:
        return None
    try:
        attached = [
            document.get_attachment(at) for at in range(document.count_attachments())
        ]
        found = [bytes(a.get_data()) for a in attached if a.get_name() == RECORD_FILE]
    except pdfium.PdfiumError:
        return None
    finally:
        document.close()
    return _sound(found[0]) if len(found) == 1 else None


def _sound(data: bytes) -> Record | None:
    try:
        record = parse(data, RECORD_FILE)
    except UnreadableFileError:
        return None
    fits = (
        record.get("schema") == SIGNATURE
        and canonical(record) == data
        and record.get("shown_sha256") == digest(record.get("shown"))
    )
    return record if fits else None


def _judged(
    seal: Seal, name: str, roots: Sequence[x509.Certificate], now: dt.datetime
) -> Verified:
    stamped = seal.time_stamp and stamped_at(seal.time_stamp, roots)
    standing = {
        Trust.TRUSTED: Standing.VALID,
        Trust.EXPIRED: Standing.EXPIRED,
        Trust.UNKNOWN: Standing.NOT_TRUSTED,
    }[trust(seal, roots, stamped or now)]
    if standing is Standing.VALID and seal.time_stamp and not stamped:
        standing = Standing.NOT_TRUSTED
    return Verified(
        standing=standing,
        said=f"{name}: {_SENTENCES[standing]}",
        stamped_at=stamped or None,
        signer=_subject(seal),
    )


_SENTENCES = {
    Standing.VALID: "is as it was signed, by a signer that you trust.",
    Standing.EXPIRED: (
        "is as it was signed, but the signer's certificate is not valid on this day "
        "and no trusted time stamp shows that it was when the letter was signed."
    ),
    Standing.NOT_TRUSTED: (
        "is as it was signed, but nothing shows by whom; give the certificate of the "
        "authority that you trust with --trust, and that of a time stamp beside it."
    ),
}


def _subject(seal: Seal) -> str:
    return str(seal.certificate.subject.human_friendly)


def _another(found: Verified, name: str, differing: Sequence[str]) -> Verified:
    what = ", ".join(differing)
    said = f"{name}: is signed for another digest; not what was signed: {what}."
    return replace(
        found, standing=Standing.ANOTHER_DIGEST, said=said, differs=tuple(differing)
    )


def _differing(record: Record, files: Mapping[str, bytes]) -> list[str]:
    """Return the files of a signed folder that are missing or not as signed."""
    shown = record.get("shown")
    written = shown.get("written") if isinstance(shown, dict) else None
    evidence = written.get(EVIDENCE_FILE) if isinstance(written, dict) else None
    found = {
        DATA_FILE: _digest_of(files.get(DATA_FILE)) == record.get("determination"),
        EVIDENCE_FILE: sha256(files.get(EVIDENCE_FILE, b"")) == evidence,
        RECORD_FILE: _digest_of(files.get(RECORD_FILE)) == digest(record),
    }
    return [name for name, same in found.items() if not same]


def _digest_of(data: bytes | None) -> str:
    try:
        return digest(parse(data or b"", DATA_FILE))
    except UnreadableFileError:
        return ""


def _differing_case(record: Record, case_files: Iterable[CaseFileDigest]) -> list[str]:
    """Return the files of the case that are missing, new or not as they were shown."""
    before = {canonical(each): str(each.get("file")) for each in _case_entries(record)}
    now = {canonical(asdict(each)): each.file for each in case_files}
    gone = {file for key, file in before.items() if key not in now}
    new = {file for key, file in now.items() if key not in before}
    return sorted(gone | new)
