"""Put bytes on the disk sealed, and give them back."""

import errno
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from workbench.errors import DiskFullError, StorageError, StoredFileDamagedError

from . import disk
from .models import StoredFile
from .sealing import name_of_key, new_key, seal, unseal, unwrap, wrap

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def put(name: str, pieces: Iterable[bytes]) -> StoredFile:
    """Store a stream and return its row, saved.

    The bytes are on the disk, flushed, before the row exists; so a row never points
    at nothing.  A file without a row, left by a crash, can be opened by nobody: its key
    was to be in the row.

    Raises:
        DiskFullError: there is no room; nothing is left behind.
        StorageError: the disk refused for another reason.
    """
    key, site_key = new_key(), settings.FILE_KEYS[0]
    row = StoredFile(name=plain_name(name), key_name=name_of_key(site_key))
    count, seen = 0, sha256()

    def counted() -> Iterator[bytes]:
        nonlocal count
        for piece in pieces:
            count += len(piece)
            seen.update(piece)
            yield piece

    _write(row.place, seal(counted(), key))
    row.size, row.sha256 = count, seen.hexdigest()
    row.wrapped_key, row.stored = wrap(key, site_key), timezone.now()
    row.save(force_insert=True)
    return row


def plain_name(name: str) -> str:
    """Return a name without control characters, which PostgreSQL cannot keep."""
    return "".join(mark for mark in name if mark.isprintable())[:255]


def _write(place: Path, frames: Iterable[bytes]) -> None:
    try:
        disk.write(place, frames)
    except OSError as problem:
        raise _told(problem, place.name) from problem


def _told(problem: OSError, name: str) -> StorageError:
    if problem.errno in _FULL:
        return DiskFullError(name)
    return StorageError(
        "The file was not stored: the disk refused it.  "
        "Ask the administrator to look at the folder of files."
    )


def get(row: StoredFile) -> Iterator[bytes]:
    """Yield a file's bytes in the clear, frame by frame.

    Raises:
        StorageError: the file was destroyed.
        KeyLostError: its site key is not at hand.
        StoredFileDamagedError: the disk holds something else, or nothing.
    """
    if row.wrapped_key is None:
        raise StorageError(
            f"Stored file {row.pk}: it was destroyed when its time of keeping ended."
        )
    key = unwrap(bytes(row.wrapped_key), row.key_name, settings.FILE_KEYS)
    yield from unseal(_read(row), key, row.pk)


def _read(row: StoredFile) -> Iterator[bytes]:
    try:
        yield from disk.pieces(row.place)
    except OSError as problem:
        raise StoredFileDamagedError(row.pk) from problem


def rewrap(row: StoredFile) -> bool:
    """Wrap a file's key by the newest site key; tell whether there was need.

    Raises:
        KeyLostError: its site key is not at hand.
    """
    newest = settings.FILE_KEYS[0]
    if row.wrapped_key is None or row.key_name == name_of_key(newest):
        return False
    key = unwrap(bytes(row.wrapped_key), row.key_name, settings.FILE_KEYS)
    row.wrapped_key, row.key_name = wrap(key, newest), name_of_key(newest)
    row.save(update_fields=["wrapped_key", "key_name"])
    return True


def destroy(row: StoredFile) -> None:
    """Forget a file's key, then remove its bytes; name and hash stay.

    In a transaction the bytes go when it ends well, for until then the key may come
    back; a file without a key opens to nobody.
    """
    place = row.place
    row.wrapped_key, row.destroyed = None, timezone.now()
    row.save(update_fields=["wrapped_key", "destroyed"])
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def drop(row: StoredFile) -> None:
    """Destroy a file that no row points at any more, and its row with it."""
    destroy(row)
    row.delete()
