"""Answers kept by what the page looks like, so that a second run costs nothing.

Two kinds of entry share a folder.  One is named by the pixels of a page, so that a
page is read once however many files hold it; the other by the bytes of a file and a
page number, so that an unchanged file needs not even be opened.  Both names also hold
the engine, its data and our settings.

Entries hold words of medical records: they are readable by their owner only.  They
are written beside and moved into place, so that two processes can use one folder at
once; a damaged entry counts as none and is written anew.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openimr.errors import OutputError

from .codec import decoded, encoded
from .values import OcrPage

MOST_BYTES = 500_000_000
"""Bytes that a cache may hold: some ten thousand pages."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers.

    Nothing that happens to the folder while it is in use is an error: what cannot be
    kept is read again the next time.
    """

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Cache":
        """Return the cache in that folder, which is made if need be.

        Raises:
            OutputError: there is no such folder and none can be made.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except (OSError, ValueError) as problem:
            raise OutputError(
                folder, "the results of character recognition cannot be kept there"
            ) from problem
        return cls(folder)

    def get(self, *key: str) -> OcrPage | None:
        """Return the page kept under the key; None for none, or a broken one."""
        place = self._place(key)
        try:
            checksum, _, line = place.read_bytes().partition(b"\n")
            page = decoded(line) if checksum == _sum(line) else None
            if isinstance(page, OcrPage):
                os.utime(place)  # the oldest is the one not used for longest
                return page
        except OSError:  # none, or removed by another process a moment ago
            pass
        return None

    def put(self, page: OcrPage, *key: str) -> bool:
        """Keep the page under the key; False if the folder would not take it."""
        place = self._place(key)
        line = encoded(replace(page, seconds=0.0)).encode()
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        except OSError:
            return False
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_sum(line) + b"\n" + line)
            Path(name).replace(place)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return False
        return True

    def prune(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove the entries not used for longest, until the rest fits."""
        entries = sorted(self._entries(), reverse=True)
        held = 0
        for _, place, size in entries:
            held += size
            if held > most_bytes:
                with contextlib.suppress(OSError):
                    Path(place).unlink()

    def _entries(self) -> Iterator[tuple[int, str, int]]:
        """Yield time of last use, path and size of every entry, half written too."""
        for place in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                facts = place.stat()
                yield facts.st_mtime_ns, str(place), facts.st_size

    def _place(self, key: tuple[str, ...]) -> Path:
        name = hashlib.sha256("\0".join(key).encode()).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}.ocr"


def _sum(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode()
