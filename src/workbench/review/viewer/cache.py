"""What was unsealed a moment ago, kept in memory within bounds.

Stored files never change, so what was made of one stays right.  Records lie in the
clear in memory only; each process keeps its own, and forgets the oldest first.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from workbench.files.models import StoredFile
from workbench.files.store import get

Made = TypeVar("Made")


class Unsealed(Generic[Made]):
    """What is made of stored files, by file."""

    def __init__(self, make: Callable[[bytes], Made], most_bytes: int) -> None:
        self._make = make
        self._most = most_bytes
        self._kept: OrderedDict[UUID, tuple[int, Made]] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def of(self, file: StoredFile) -> Made:
        """Return what the file holds; from the disk where it is not at hand.

        Raises:
            StorageError: it was destroyed, or cannot be given back.
        """
        with self._lock:
            kept = self._kept.get(file.pk)
            if kept is not None and file.wrapped_key is not None:
                self._kept.move_to_end(file.pk)
                return kept[1]
        content = b"".join(get(file))
        made = self._make(content)
        self._keep(file.pk, len(content), made)
        return made

    def _keep(self, key: UUID, size: int, made: Made) -> None:
        with self._lock:
            if key in self._kept or size > self._most:
                return
            self._kept[key] = size, made
            self._held += size
            while self._held > self._most:
                _, (gone, _) = self._kept.popitem(last=False)
                self._held -= gone

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
            self._held = 0
