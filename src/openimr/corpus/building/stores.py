"""Stores that fsspec reaches: what they hold, in the order of names."""

import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from openimr.corpus.extra import needed
from openimr.errors import (
    InputError,
    MissingInputError,
    OpenImrError,
    UnreadableFileError,
)

from .archives import is_wanted, members
from .entries import ARCHIVE, Entry

_VERSIONS = (
    *("ETag", "etag", "md5Hash", "content_md5", "checksum", "versionId"),
    *("LastModified", "last_modified", "mtime", "modified", "updated", "created"),
)
"""What stores call that by which a new content shows; the first one counts."""

_IN_THIS_PROCESS = ("memory",)


def is_remote(source: str) -> bool:
    """Tell whether a source is an address of a store, not a path of this machine."""
    return "://" in source and not source.startswith("file://")


def lives_here(source: str) -> bool:
    """Tell whether a store exists in this process only, out of the reach of others."""
    return source.split("://", 1)[0] in _IN_THIS_PROCESS


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it.

    Raises:
        InputError: fsspec, or what it needs for the protocol, is not installed, or the
            address cannot be used.
    """
    core = needed("fsspec.core")
    try:
        system, path = core.url_to_fs(address)
    except (ImportError, ValueError) as problem:
        protocol = address.split("://", 1)[0]
        raise InputError(
            f"{address}: no store of the kind {protocol} can be reached.  "
            "Check the address, or install what fsspec needs for it."
        ) from problem
    return system, path


def remote_entries(source: str) -> Iterator[Entry]:
    """Yield the files at an address; errors as for the other sources."""
    system, path = filesystem(source)
    try:
        yield from _found(system, path, source)
    except OpenImrError:
        raise
    except FileNotFoundError as problem:
        raise MissingInputError(source) from problem
    except Exception as problem:  # each store has errors of its own
        raise UnreadableFileError(source, "the store does not answer") from problem


def _found(system: Any, path: str, source: str) -> Iterator[Entry]:
    if any(mark in path for mark in "*?["):
        matches = system.glob(path, detail=True)
        if not matches:
            raise MissingInputError(source)
        for name in sorted(matches):
            yield from _below(system, matches[name])
    else:
        yield from _below(system, system.info(path), named=True)


def _below(
    system: Any, info: Mapping[str, Any], *, named: bool = False
) -> Iterator[Entry]:
    """Yield a file, or all of a folder, one folder at a time."""
    if info.get("type") != "directory":
        if named or is_wanted(_last(info)):
            yield from _file(system, info)
        return
    for each in sorted(system.ls(info["name"], detail=True), key=_name):
        if _name(each).rstrip("/") != info["name"].rstrip("/"):
            yield from _below(system, each)


def _name(info: Mapping[str, Any]) -> str:
    return str(info["name"])


def _last(info: Mapping[str, Any]) -> str:
    return _name(info).rstrip("/").rsplit("/", 1)[-1]


def _file(system: Any, info: Mapping[str, Any]) -> Iterator[Entry]:
    size = int(info.get("size") or 0)
    version = next((info[key] for key in _VERSIONS if info.get(key)), None)
    stamp = f"{size}-{version}" if version is not None else str(size)
    entry = Entry(system.unstrip_protocol(info["name"]), stamp, size)
    if entry.suffix != ARCHIVE:
        yield entry
        return
    try:
        with system.open(info["name"]) as file, zipfile.ZipFile(file) as archive:
            yield from members(entry, archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        yield entry  # reading it says what is wrong with it
