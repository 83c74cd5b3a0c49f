"""Files of a store fetched many at a time, for each takes long and none much."""

from collections.abc import Sequence
from typing import Any

from .entries import Entry
from .stores import filesystem, is_remote

_MANY = 32
_MOST_BYTES = 32_000_000
"""Fetched at a time; a file beyond it is fetched alone."""


class Ahead:
    """The next files of a list, and what was fetched of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._next = [e for e in entries if is_remote(e.address) and not e.member]
        self._next.reverse()
        self._fetched: dict[str, bytes | Exception] = {}

    def bytes_of(self, entry: Entry) -> bytes:
        """Return the content of a file of a store.

        Raises:
            Exception: whatever the store raises for this file.
        """
        if entry.address not in self._fetched:
            self._fetch(entry)
        data = self._fetched.pop(entry.address)
        if isinstance(data, Exception):
            raise data
        return data

    def _fetch(self, entry: Entry) -> None:
        system, path = filesystem(entry.address)
        wanted = {path: entry.address}
        size = entry.size
        while self._next and len(wanted) < _MANY and not _is_glob(path):
            each = self._next.pop()
            other, place = filesystem(each.address)
            if other is not system or size + each.size > _MOST_BYTES:
                break
            if _is_glob(place):
                continue
            size += each.size
            wanted[place] = each.address
        self._fetched = {wanted[path]: data for path, data in _cat(system, [*wanted])}


def _cat(system: Any, paths: list[str]) -> list[tuple[str, bytes | Exception]]:
    """Return contents, or errors, by the paths that were asked for."""
    if len(paths) == 1:
        return [(paths[0], system.cat_file(paths[0]))]
    found = system.cat(paths, on_error="return")
    return [(path, found[path]) for path in paths]


def _is_glob(path: str) -> bool:
    """Tell whether a store would take the name of a file for a pattern."""
    return any(mark in path for mark in "*?[")
