"""Files in an archive, and which files are letters by their names."""

import zipfile
from collections.abc import Iterator

from openimr.letters.read import FORMATS

from .entries import ARCHIVE, INSIDE, ROWS, Entry, shown

_KNOWN = frozenset({*FORMATS, ARCHIVE, ROWS})
_NOT_OURS = "__MACOSX/"
"""Folder that macOS adds to archives; its files only look like letters."""


def is_wanted(name: str) -> bool:
    """Tell whether a file of a folder is read, by its name alone."""
    stem, _, ending = name.rpartition(".")
    return bool(stem) and f".{ending.lower()}" in _KNOWN and not _is_hidden(name)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def members(entry: Entry, archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Yield the files in an archive by name; one that is there twice counts once."""
    last = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    for name in sorted(last):
        base = name.replace("\\", "/").rsplit("/", 1)[-1]
        if not is_wanted(base) or name.startswith(_NOT_OURS):
            continue
        info = last[name]
        yield Entry(
            shown(f"{entry.address}{INSIDE}{name}"),
            f"{info.file_size}-{info.CRC:08x}",
            info.file_size,
            entry.opened_at,
            name,
        )
