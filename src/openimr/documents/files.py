"""Find the files of a case: stable order, nothing outside the folder, bounded."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openimr.domain import IgnoredFile
from openimr.errors import (
    EmptyInputError,
    MissingInputError,
    TooLargeError,
    UnreadableFileError,
)

from .limits import MOST_DEPTH, MOST_FILES

READERS = ("pdf", "docx", "txt")
"""Formats read in this version."""

IMAGES = ("png", "jpg", "jpeg", "tif", "tiff")
"""Formats of a case file that hold no text without character recognition."""

DRAWN = ("pdf", *IMAGES)
"""Formats whose pages can be looked at as pictures."""

WANTED = "a PDF with a text layer, a DOCX or text file, or a folder of them"

_FIGURES = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file of the case that is part of the record."""

    name: str
    """Path inside the case, with forward slashes; bytes that are no text escaped."""

    path: Path
    format: str
    """Its extension in lower case, without the dot."""


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts as a person does: figures by value, folder by folder.

    >>> sorted(["b/10.pdf", "b/9.pdf", "A.pdf"], key=natural_key)
    ['A.pdf', 'b/9.pdf', 'b/10.pdf']
    """
    pieces: list[tuple[int, int, str]] = []
    for part in name.casefold().split("/"):
        for piece in _FIGURES.split(part):
            if piece:
                figures = piece[0] in "0123456789"
                pieces.append((1, int(piece), "") if figures else (2, 0, piece))
        pieces.append((0, 0, ""))
    return (*pieces, (0, 0, name))


def find_files(case: Path) -> tuple[list[FoundFile], list[IgnoredFile]]:
    """Return the files of a case in reading order, and those that are no record.

    Hidden files and folders are passed over in silence; a link is followed only to a
    file inside the folder.

    Raises:
        MissingInputError: nothing at that path.
        EmptyInputError: a folder without any file.
        TooLargeError: more files than a case may have.
        UnreadableFileError: the folder cannot be listed.
    """
    try:
        if case.is_file():
            return _sorted([_found(case.name, case)])
        if not case.is_dir():
            raise MissingInputError(case)
        entries = list(_walk(case))
    except (OSError, ValueError) as problem:  # a NUL in the path is a ValueError
        raise UnreadableFileError(
            _printable(str(case)), "the folder cannot be listed"
        ) from problem
    if not entries:
        raise EmptyInputError(case, WANTED)
    return _sorted(entries)


def _sorted(
    entries: list[FoundFile | IgnoredFile],
) -> tuple[list[FoundFile], list[IgnoredFile]]:
    found = [entry for entry in entries if isinstance(entry, FoundFile)]
    ignored = [entry for entry in entries if isinstance(entry, IgnoredFile)]
    found.sort(key=lambda entry: natural_key(entry.name))
    ignored.sort(key=lambda entry: natural_key(entry.file))
    return found, ignored


def _walk(case: Path) -> Iterator[FoundFile | IgnoredFile]:
    root = case.resolve()
    locked: list[OSError] = []
    count = 0
    for folder, folders, names in os.walk(root, onerror=locked.append):
        inside = Path(folder).relative_to(root)
        yield from _prune(root, inside, folders)
        for name in names:
            if name.startswith("."):
                continue
            count += 1
            if count > MOST_FILES:
                raise TooLargeError(case, "too many files", f"{MOST_FILES} files")
            yield _entry(root, inside / name)
    for problem in locked:
        yield _locked_folder(root, problem)


def _prune(root: Path, inside: Path, folders: list[str]) -> Iterator[IgnoredFile]:
    """Take out the folders that are not entered, and say why of all but hidden ones."""
    for name in list(folders):
        path = inside / name
        deep = len(path.parts) >= MOST_DEPTH
        if deep or name.startswith(".") or (root / path).is_symlink():
            folders.remove(name)
        if name.startswith("."):
            continue
        if (root / path).is_symlink():
            yield IgnoredFile(
                file=_printable(path.as_posix()), reason="a linked folder"
            )
        elif deep:
            reason = f"more than {MOST_DEPTH} folders deep"
            yield IgnoredFile(file=_printable(path.as_posix()), reason=reason)


def _locked_folder(root: Path, problem: OSError) -> IgnoredFile:
    folder = Path(os.fsdecode(problem.filename or root))
    if folder == root:
        raise problem
    name = _printable(folder.relative_to(root).as_posix())
    return IgnoredFile(file=name, reason="a folder that cannot be listed")


def _entry(root: Path, inside: Path) -> FoundFile | IgnoredFile:
    path, name = root / inside, _printable(inside.as_posix())
    if path.is_symlink() and not _stays_inside(root, path):
        return IgnoredFile(file=name, reason="a link that leads out of the folder")
    if not path.is_file():
        return IgnoredFile(file=name, reason="not a regular file")
    return _found(name, path)


def _stays_inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # broken, or a circle of links
        return False


def _found(name: str, path: Path) -> FoundFile | IgnoredFile:
    extension = path.suffix[1:].lower()
    if extension in READERS or extension in IMAGES:
        return FoundFile(name=_printable(name), path=path, format=extension)
    return IgnoredFile(file=_printable(name), reason="not a format of case files")


def _printable(name: str) -> str:
    """Return a name that can be written as UTF-8, and is another for another file."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
