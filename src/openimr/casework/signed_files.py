"""Signed determinations on the disk: written whole, read back, verified."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from asn1crypto import x509

from openimr.errors import MissingInputError
from openimr.letters.placing import place_files
from openimr.signing import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    RECORD_FILE,
    CaseFileDigest,
    Verified,
    bound_case_files,
    verify_folder,
    verify_letter,
)

from .case_files import case_files
from .input_files import read_file


def verify_path(
    path: Path,
    roots: Sequence[x509.Certificate],
    now: dt.datetime,
    *,
    expected: str | None = None,
    case: Path | None = None,
) -> Verified:
    """Return the verdict on a letter, or on a signed folder with all that is in it.

    Args:
        path: the PDF of a letter, or the folder that ``openimr sign`` wrote.
        roots: certificates of the authorities that the user trusts.
        now: the moment for which certificates are judged.
        expected: the digest that it should be signed for, if one is known.
        case: the case it was made from; its files are compared, too.

    Raises:
        InputError: the file or folder cannot be read, or is no letter.
    """
    if not path.is_dir():
        letter = read_file(path)
        if case is None:
            return verify_letter(letter, path.name, roots, now, expected=expected)
        files = {LETTER_FILE: letter}
        return verify_folder(
            files,
            path.name,
            roots,
            now,
            expected=expected,
            case_files=_present(case, letter),
            alone=True,
        )
    files = {LETTER_FILE: read_file(path / LETTER_FILE)}
    for name in (DATA_FILE, EVIDENCE_FILE, RECORD_FILE):
        if (path / name).is_file():
            files[name] = read_file(path / name)
    return verify_folder(
        files,
        path.name or str(path),
        roots,
        now,
        expected=expected,
        case_files=None if case is None else _present(case, files[LETTER_FILE]),
    )


def verify_kept(  # noqa: PLR0913 - what a verdict may rest on
    letter: bytes,
    determination: bytes,
    record: bytes,
    roots: Sequence[x509.Certificate],
    now: dt.datetime,
    *,
    expected: str | None = None,
    evidence: bytes | None = None,
) -> Verified:
    """Return the verdict on a letter that is kept with its data and its record.

    Args:
        letter: the bytes of the signed PDF.
        determination: its ``determination.json``.
        record: its ``signature.json``.
        roots: certificates of the authorities that the user trusts.
        now: the moment for which certificates are judged.
        expected: the digest that it should be signed for, if one is known.
        evidence: its evidence page, where that is kept.

    Raises:
        UnreadableFileError: the letter is no PDF, or a damaged one.
        ProtectedFileError: it opens with a password only.
    """
    files = {LETTER_FILE: letter, DATA_FILE: determination, RECORD_FILE: record}
    if evidence is not None:
        files[EVIDENCE_FILE] = evidence
    return verify_folder(
        files,
        LETTER_FILE,
        roots,
        now,
        expected=expected,
        evidence=evidence is not None,
    )


def _present(case: Path, letter: bytes) -> tuple[CaseFileDigest, ...]:
    """Return the files of the case that the letter names, those that are there."""
    if not case.exists():
        raise MissingInputError(case)
    return case_files(case, bound_case_files(letter), missing_ok=True)


def write_signed(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write the files of a signed determination, all of them or none.

    Raises:
        OutputError: the folder cannot be written, or one of the files is there
            already; what is signed is never written over.
    """
    return place_files(files, out, replace=False)
