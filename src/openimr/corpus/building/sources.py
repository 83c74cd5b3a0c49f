"""Sources in: which files stand at the places that a user names, in a fixed order."""

import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from openimr.errors import EmptyInputError, MissingInputError, UnsupportedFormatError
from openimr.letters.read import FORMATS

from .archives import is_wanted, members
from .entries import Entry, place_of, shown
from .stores import is_remote, remote_entries

_WANTED = "letters as .txt, .pdf or .docx, in folders, archives or a store"
_GLOB = "*?["


def entries_of(sources: Sequence[str]) -> Iterator[Entry]:
    """Yield every file at the sources: in their order, within each by name.

    A source is a file, a folder with all below it, a glob, or an address that fsspec
    knows (``s3://bucket/2019/*.pdf``).  An archive counts as a folder.  Hidden files,
    and files of a folder that are of no kind we read, are passed over.

    Raises:
        MissingInputError: there is nothing at a source.
        EmptyInputError: a source holds no letter, or there is no source.
        UnreadableFileError: a store does not answer.
    """
    if not sources:
        raise EmptyInputError("the list of sources", _WANTED)
    for source in sources:
        found = remote_entries(source) if is_remote(source) else _local(source)
        empty = True
        for entry in found:
            empty = False
            yield entry
        if empty:
            raise EmptyInputError(source, _WANTED)


def _local(source: str) -> Iterator[Entry]:
    path = Path(os.path.abspath(source.removeprefix("file://")))  # noqa: PTH100 - links stay
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _file(path, path.stat())
    elif path.exists():
        raise UnsupportedFormatError(source, FORMATS)
    elif any(mark in source for mark in _GLOB):
        yield from _matches(path)
    else:
        raise MissingInputError(source)


def _matches(pattern: Path) -> Iterator[Entry]:
    fixed, parts = Path(pattern.anchor), pattern.parts[1:]
    while parts and not any(mark in parts[0] for mark in _GLOB):
        fixed, parts = fixed / parts[0], parts[1:]
    found = sorted(fixed.glob(str(Path(*parts)))) if fixed.is_dir() else []
    if not found:
        raise MissingInputError(pattern)
    for path in found:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file() and is_wanted(path.name):
            yield from _file(path, path.stat())


def _folder(folder: Path) -> Iterator[Entry]:
    """Yield what is below a folder; links to folders are not followed."""
    try:
        inside = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        yield Entry(shown(str(folder)), "", 0, str(folder))
        return
    for each in inside:
        if each.is_dir(follow_symlinks=False):
            if not each.name.startswith("."):
                yield from _folder(Path(each.path))
        elif is_wanted(each.name):
            yield from _scanned(each)


def _scanned(each: "os.DirEntry[str]") -> Iterator[Entry]:
    try:
        status = each.stat()
    except OSError:  # a link to nothing; opening it says so
        yield Entry(shown(each.path), "", 0, place_of(each.path))
        return
    if stat.S_ISREG(status.st_mode):
        yield from _file(each.path, status)


def _file(path: Path | str, status: os.stat_result) -> Iterator[Entry]:
    place = str(path)
    stamp = f"{status.st_size}-{status.st_mtime_ns}"
    address = shown(place)
    elsewhere = "" if address == place else place
    entry = Entry(address, stamp, status.st_size, elsewhere)
    if not entry.is_archive:
        yield entry
        return
    try:
        with zipfile.ZipFile(place) as archive:
            yield from members(entry, archive)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        yield entry  # reading it says what is wrong with it
