"""One build at a time in a folder; the lock of a dead build holds nobody."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openimr.errors import InputError, OutputError

if os.name == "nt":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file's lock; the system lets go of it when its owner ends, however.

    Raises:
        InputError: another process holds it.
        OutputError: the file cannot be made.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(path, (error.strerror or "refused").lower()) from error
    try:
        try:
            _take(handle)
        except OSError as error:
            raise InputError(
                f"{path.parent.parent}: another build is at work in this folder.  "
                "Wait until it has ended, or build into another folder."
            ) from error
        yield
    finally:
        os.close(handle)
