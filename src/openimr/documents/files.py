"""Find the files of a case: stable order, nothing outside the folder, bounded."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openimr.domain import IgnoredFile
from openimr.errors import (
    EmptyInputError,
    InputError,
    MissingInputError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)

from .formats import READERS, WANTED, Foreign, named_format, tell_format
from .limits import MOST_DEPTH, MOST_FILES

_FIGURES = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file of the case that is part of the record."""

    name: str
    """Path inside the case, with forward slashes; bytes that are no text escaped."""

    path: Path
    """Where its bytes are, under whatever name; of a refused file, where it is in."""

    format: str
    """What it is, one of ``formats.READERS``."""

    refused: InputError | None = None
    """Why its bytes could not be taken out of the archive or file that holds it."""


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

    What is packed or attached is not looked into; ``opening.opened`` does that.
    Hidden files and folders are passed over in silence; a link is followed only to a
    file inside the folder.

    Raises:
        MissingInputError: nothing at that path.
        EmptyInputError: a folder without any file.
        UnsupportedFormatError: a single file that is no case file.
        TooLargeError: more files than a case may have.
        UnreadableFileError: the folder cannot be listed.
    """
    try:
        if case.is_file():
            return [_single(case)], []
        if not case.is_dir():
            raise MissingInputError(case)
        entries = list(_walk(case))
    except (OSError, ValueError) as problem:  # a NUL in the path is a ValueError
        raise UnreadableFileError(
            printable(str(case)), "the folder cannot be listed"
        ) from problem
    if not entries:
        raise EmptyInputError(case, WANTED)
    return in_order(entries)


def in_order(
    entries: Iterable[FoundFile | IgnoredFile],
) -> tuple[list[FoundFile], list[IgnoredFile]]:
    """Part the files that are records from those that are none, each in order."""
    entries = list(entries)
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
            yield IgnoredFile(file=printable(path.as_posix()), reason="a linked folder")
        elif deep:
            reason = f"more than {MOST_DEPTH} folders deep"
            yield IgnoredFile(file=printable(path.as_posix()), reason=reason)


def _locked_folder(root: Path, problem: OSError) -> IgnoredFile:
    folder = Path(os.fsdecode(problem.filename or root))
    if folder == root:
        raise problem
    name = printable(folder.relative_to(root).as_posix())
    return IgnoredFile(file=name, reason="a folder that cannot be listed")


def _entry(root: Path, inside: Path) -> FoundFile | IgnoredFile:
    path, name = root / inside, printable(inside.as_posix())
    if path.is_symlink() and not _stays_inside(root, path):
        return IgnoredFile(file=name, reason="a link that leads out of the folder")
    if not path.is_file():
        return IgnoredFile(file=name, reason="not a regular file")
    return enter(name, path)


def _stays_inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # broken, or a circle of links
        return False


def _single(case: Path) -> FoundFile:
    file = enter(printable(case.name), case)
    if isinstance(file, IgnoredFile):
        raise UnsupportedFormatError(file.file, READERS)
    return file


def enter(name: str, path: Path, why: str = "") -> FoundFile | IgnoredFile:
    """Return a file as what it is; ``why`` opens the reason if it is no record."""
    format_ = tell_format(path, name)
    if isinstance(format_, Foreign):
        return IgnoredFile(file=name, reason=f"{why}{format_.reason}")
    return FoundFile(name=name, path=path, format=format_)


def refuse(
    name: str, holder: Path, problem: InputError, why: str = ""
) -> FoundFile | IgnoredFile:
    """Return a file that could not be taken out of what holds it.

    If its name is that of a case file it keeps its place in the ledger.
    """
    format_ = named_format(name)
    if format_ is None:
        return IgnoredFile(file=name, reason=f"{why}{half_sentence(name, problem)}")
    return FoundFile(name=name, path=holder, format=format_, refused=problem)


def half_sentence(name: str, problem: InputError) -> str:
    """Return the trouble alone of a message "name: trouble.  Cure."."""
    return str(problem).removeprefix(f"{name}: ").split(".  ")[0]


def printable(name: str) -> str:
    """Return a name that can be written as UTF-8, and is another for another file."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
