"""The files of a case by their content, as a signature is bound to them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from openimr.errors import MissingInputError, UnreadableFileError
from openimr.signing import CaseFileDigest


def case_files(
    case: Path, named: Iterable[str], *, missing_ok: bool = False
) -> tuple[CaseFileDigest, ...]:
    """Return the files on the disk that hold the files named, each once, by name.

    ``case`` is the folder, archive or file of the case; ``named`` are names of the
    page ledger, where what an archive or file encloses stands behind its own name.

    Raises:
        MissingInputError: a file is not there.
        UnreadableFileError: a file cannot be read.
    """
    if case.is_file():
        return (_digest(case, case.name),)
    found = set()
    for name in named:
        there = _on_disk(case, name)
        if there is not None:
            found.add(there)
        elif not missing_ok:
            raise MissingInputError(case / name)
    return tuple(_digest(case / name, name) for name in sorted(found))


def _on_disk(case: Path, name: str) -> str | None:
    """Return the shortest beginning of a name that is a file of the folder."""
    parts = PurePosixPath(name).parts
    if ".." not in parts:
        for length in range(1, len(parts) + 1):
            beginning = "/".join(parts[:length])
            if (case / beginning).is_file():
                return beginning
    return None


def _digest(path: Path, name: str) -> CaseFileDigest:
    try:
        with path.open("rb") as stream:
            made = hashlib.file_digest(stream, "sha256").hexdigest()
            return CaseFileDigest(file=name, bytes=stream.tell(), sha256=made)
    except OSError as problem:
        reason = (problem.strerror or "it cannot be opened").lower()
        raise UnreadableFileError(path, reason) from None
