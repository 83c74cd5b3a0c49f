"""Bring a site back from a backup, or look whether a backup is whole."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from workbench.audit.chain import stored
from workbench.audit.chain import verify as verified
from workbench.audit.models import Entry
from workbench.errors import BackupError, StorageError
from workbench.files.disk import pieces, write
from workbench.files.models import StoredFile
from workbench.files.sealing import unseal, unwrap
from workbench.people.models import User

from .tables import go_on_counting, migrations, put
from .writing import FILES, LAYOUT, MANIFEST, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was brought back."""

    rows: int
    files: int
    acts: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    rows: Path
    wrapped: bytes
    key_name: str
    files: tuple[str, ...]
    migrations: tuple[str, ...]
    version: str
    acts: int
    last: str


def verify(folder: Path, report: Report = lambda *_: None) -> Restored:
    """Tell what a backup holds; every file in it is opened and compared.

    Raises:
        BackupError: there is no backup, or it is not whole.
        KeyLostError: the site's key that opens it is not at hand.
    """
    told = _manifest(folder)
    rows = 0
    seals: dict[str, tuple[bytes, str, str]] = {}
    for line in _lines(told):
        rows += 1
        if line.startswith(b'{"model": "files.storedfile"'):
            found = json.loads(line)
            fields = found["fields"]
            if fields["wrapped_key"]:
                wrapped = base64.b64decode(fields["wrapped_key"])
                name = found["pk"].replace("-", "")
                seals[name] = (wrapped, fields["key_name"], fields["sha256"])
    for number, name in enumerate(told.files, start=1):
        _check_file(_place(folder, name), *seals[name])
        report(number, len(told.files))
    return Restored(rows=rows, files=len(told.files), acts=told.acts, last=told.last)


def restore(folder: Path, report: Report = lambda *_: None) -> Restored:
    """Bring a site back into an empty database and an empty folder of files.

    All rows are put in within one transaction; files come first, and without rows
    nobody can open them.  What was being read or drawn is queued anew.

    Raises:
        BackupError: there is no backup, it is not whole, was written by another
            version of the tables, or the site is not empty.
        KeyLostError: the site's key that opens it is not at hand.
    """
    told = _manifest(folder)
    _check_site(told)
    for number, name in enumerate(told.files, start=1):
        _bring_back(_place(folder, name), name)
        report(number, len(told.files))
    try:
        with transaction.atomic():
            rows = put(_lines(told))
            _forget_destroyed(told)
            go_on_counting()
            _check_acts(told)
            _queue_again()
    except (DatabaseError, ValueError, KeyError, TypeError) as problem:
        raise BackupError(
            f"{folder}: its rows do not fit the database ({type(problem).__name__}).  "
            "Nothing was put in; use the version of the program that wrote them."
        ) from problem
    return Restored(rows=rows, files=len(told.files), acts=told.acts, last=told.last)


def _manifest(folder: Path) -> _Manifest:
    place = folder / MANIFEST
    try:
        told: Mapping[str, Any] = json.loads(place.read_bytes())
        if told["layout"] != LAYOUT:
            raise BackupError(
                f"{place}: written by version {told['version']} in another layout.  "
                "Restore with that version."
            )
        return _Manifest(
            rows=folder / Path(told["rows"]["file"]).name,
            wrapped=base64.b64decode(told["key"]["wrapped"], validate=True),
            key_name=told["key"]["name"],
            files=tuple(_NAME.fullmatch(each)[0] for each in told["files"]),  # type: ignore[index]
            migrations=tuple(told["migrations"]),
            version=told["version"],
            acts=int(told["acts"]["count"]),
            last=told["acts"]["last"],
        )
    except FileNotFoundError as problem:
        raise BackupError(
            f"{folder}: there is no backup.  Name the folder that backup wrote to."
        ) from problem
    except (OSError, ValueError, KeyError, TypeError, binascii.Error) as problem:
        raise BackupError(
            f"{place}: it cannot be read.  Use another copy of the backup."
        ) from problem


_NAME = re.compile("[0-9a-f]{32}")


def _place(folder: Path, name: str) -> Path:
    return folder / FILES / name[:2] / name


def _check_site(told: _Manifest) -> None:
    if User.objects.exists() or Entry.objects.exists() or StoredFile.objects.exists():
        raise BackupError(
            "The database holds people, files or acts already.  "
            "Restore into an empty one: a new DATABASE_URL or OPENIMR_DATA."
        )
    if set(told.migrations) != set(migrations()):
        raise BackupError(
            f"The backup was written by version {told.version}, whose tables are "
            "others.  Restore with that version, then bring the database up to date."
        )


def _lines(told: _Manifest) -> Iterator[bytes]:
    """Yield the rows of a backup; what was changed or cut off is noticed."""
    key = unwrap(told.wrapped, told.key_name, settings.FILE_KEYS)
    held = b""
    try:
        for frame in unseal(pieces(told.rows), key, told.rows):
            *whole, held = (held + frame).split(b"\n")
            yield from whole
    except StorageError as problem:
        raise BackupError(
            f"{told.rows}: it was changed or cut off.  Use another copy of the backup."
        ) from problem
    except OSError as problem:
        raise BackupError(
            f"{told.rows}: it cannot be read.  Use another copy of the backup."
        ) from problem
    if held:
        yield held


def _check_file(place: Path, wrapped: bytes, key_name: str, expected: str) -> None:
    key = unwrap(wrapped, key_name, settings.FILE_KEYS)
    seen = sha256()
    try:
        for frame in unseal(pieces(place), key, place):
            seen.update(frame)
    except (OSError, StorageError) as problem:
        raise BackupError(
            f"{place}: it is missing or was changed.  Use another copy of the backup."
        ) from problem
    if seen.hexdigest() != expected:
        raise BackupError(f"{place}: it holds another file.  Use another copy.")


def _bring_back(source: Path, name: str) -> None:
    place = settings.FILES_FOLDER / name[:2] / name[2:4] / name
    try:
        write(place, pieces(source))
    except OSError as problem:
        why = (problem.strerror or "the system refuses").lower()
        raise BackupError(
            f"{source}: it was not brought back ({why}).  "
            "Mend that and restore again; nothing was put into the database."
        ) from problem


def _forget_destroyed(told: _Manifest) -> None:
    """Mark files as destroyed that were so before the backup had copied them."""
    held = set(told.files)
    for row in StoredFile.objects.exclude(wrapped_key=None).iterator():
        if row.pk.hex not in held:
            row.wrapped_key, row.destroyed = None, row.stored
            row.save(update_fields=["wrapped_key", "destroyed"])


def _check_acts(told: _Manifest) -> None:
    found = verified(stored())
    if found.fault or (found.entries, found.last) != (told.acts, told.last):
        raise BackupError(
            f"{told.rows}: the record of acts in it is not whole.  "
            f"{found.fault or 'It ends elsewhere.'}  Use another copy of the backup."
        )


def _queue_again() -> None:
    """Queue what was being read or drawn, or waited; tasks are not in a backup."""
    from workbench.cases.models import Progress, Reading
    from workbench.cases.tasks import read_records
    from workbench.review.viewer.tasks import queue_wanted

    unfinished = [Progress.WAITING, Progress.RUNNING]
    for reading in Reading.objects.filter(progress__in=unfinished):
        # The number moves on, so that a worker of the lost site changes nothing.
        Reading.objects.filter(pk=reading.pk).update(
            progress=Progress.WAITING, attempt=F("attempt")
        )
        read_records.enqueue(str(reading.pk))
    queue_wanted()
