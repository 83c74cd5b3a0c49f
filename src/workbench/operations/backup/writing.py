"""Write a backup: rows in one state, then the files that they point at."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from openimr import __version__
from workbench.audit.chain import FIRST
from workbench.audit.models import Entry
from workbench.errors import BackupError
from workbench.files.disk import pieces, write
from workbench.files.models import StoredFile
from workbench.files.sealing import name_of_key, new_key, seal, wrap

from .tables import lines, migrations

MANIFEST = "backup.json"
FILES = "files"
LAYOUT = 1
Report = Callable[[int, int], None]
Told = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a backup holds."""

    rows: int
    files: int
    copied: int
    """Files that an earlier backup in the same folder did not hold yet."""

    acts: int
    last: str
    """Count and last digest of the record of acts; note them elsewhere."""


def back_up(folder: Path, now: datetime, report: Report = lambda *_: None) -> Saved:
    """Write a backup into a folder, which may hold an earlier one of the same site.

    The manifest changes last: killed at any moment the folder holds the earlier backup
    or this one.  Files never change, so that only new ones are copied.

    Raises:
        BackupError: the folder holds something else or cannot be written, or a file of
            the site is not on its disk.
    """
    _check(folder)
    try:
        return _backed_up(folder, now, report)
    except OSError as problem:
        why = (problem.strerror or "the system refuses").lower()
        raise BackupError(
            f"{folder}: the backup was not written ({why}).  What stood there before "
            "is untouched; make room or choose another folder."
        ) from problem


def _backed_up(folder: Path, now: datetime, report: Report) -> Saved:
    (folder / FILES).mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"rows-{now:%Y%m%dT%H%M%S%f}.sealed"
    key, site_key = new_key(), settings.FILE_KEYS[0]
    with _one_state():
        rows = _Rows()
        digest = write(folder / name, seal(rows, key))
        kept = list(StoredFile.objects.exclude(wrapped_key=None).order_by("pk"))
        last = Entry.objects.order_by("-number").first()
        steps = migrations()
    count, ending = (last.number, last.digest) if last else (0, FIRST)
    files, copied = _copy_all(folder, kept, report)
    wrapped = base64.b64encode(wrap(key, site_key)).decode()
    told: Told = {
        "layout": LAYOUT,
        "version": __version__,
        "written": now.isoformat(),
        "rows": {"file": name, "sha256": digest, "count": rows.many},
        "key": {"wrapped": wrapped, "name": name_of_key(site_key)},
        "files": files,
        "migrations": steps,
        "acts": {"count": count, "last": ending},
    }
    write(folder / MANIFEST, [json.dumps(told, indent=1).encode()])
    _sweep(folder, name, set(files))
    return Saved(
        rows=rows.many,
        files=len(files),
        copied=copied,
        acts=count,
        last=ending,
    )


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BackupError(f"{folder}: it is no folder.  Name a folder for the backup.")
    if (folder / FILES).is_dir() or not folder.exists():
        return
    if any(folder.iterdir()):
        raise BackupError(
            f"{folder}: it holds something else.  Name an empty or a new folder."
        )


class _Rows:
    """The lines of all rows, counted as they pass."""

    def __init__(self) -> None:
        self.many = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in lines():
            self.many += 1
            yield line


@contextmanager
def _one_state() -> Iterator[None]:
    """See the database as it is at one moment, without holding up who writes."""
    if connection.in_atomic_block:  # of a caller, who sees one state already
        yield
    elif connection.vendor == "sqlite":
        # Django would begin as a writer (IMMEDIATE) and make all others wait.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


def _copy_all(
    folder: Path, rows: list[StoredFile], report: Report
) -> tuple[list[str], int]:
    """Copy what is not there yet; return the names of all, and how many were copied."""
    names, copied = [], 0
    for number, row in enumerate(rows, start=1):
        place = folder / FILES / row.pk.hex[:2] / row.pk.hex
        if not place.exists():
            if _gone_meanwhile(row):
                continue
            write(place, pieces(row.place))
            copied += 1
        names.append(row.pk.hex)
        report(number, len(rows))
    return names, copied


def _gone_meanwhile(row: StoredFile) -> bool:
    """Tell whether a file was destroyed after the rows were written.

    Raises:
        BackupError: it should be there and is not.
    """
    if row.place.exists():
        return False
    if StoredFile.objects.filter(pk=row.pk).exclude(wrapped_key=None).exists():
        raise BackupError(
            f"{row.place}: this stored file is not on the disk.  Bring it back from an "
            "earlier backup first; no new one was written."
        )
    return True


def _sweep(folder: Path, rows: str, files: set[str]) -> None:
    """Take away rows and files that the manifest does not name any more."""
    for place in folder.glob("rows-*.sealed"):
        if place.name != rows:
            place.unlink()
    for place in (folder / FILES).glob("*/*"):
        if place.name not in files:
            place.unlink()
