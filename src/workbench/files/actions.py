"""Sending a file in pieces: begin, send, finish; each can be repeated unharmed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.errors import UploadError
from workbench.people.models import User

from .models import Piece, StoredFile, Upload
from .store import destroy, drop, get, plain_name, put

MOST_BYTES = 4 << 30
MOST_PIECE = 8 << 20
MOST_OPEN = 500
"""Uploads of one person that are under way at a time."""

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BeginUpload:
    """Announce a file: its name, size and, where the sender knows it, its hash."""

    name: str
    size: int
    sha256: str
    by: User

    def check(self) -> None:
        """Raise unless such a file can be taken.

        Raises:
            UploadError: it is empty or too large, or the hash is no SHA-256.
        """
        if not 0 < self.size <= MOST_BYTES:
            raise UploadError(
                "The file is empty or larger than 4 GiB.  Send it in parts."
            )
        if self.sha256 and not _HASH.fullmatch(self.sha256):
            raise UploadError(
                "The checksum is no SHA-256 in small hexadecimal letters."
            )
        if Upload.objects.filter(by=self.by, file=None).count() >= MOST_OPEN:
            raise UploadError(
                f"You have {MOST_OPEN} unfinished uploads.  Finish or drop some first."
            )

    @transaction.atomic
    def execute(self) -> Upload:
        """Check and begin."""
        self.check()
        upload = Upload.objects.create(
            by=self.by,
            name=plain_name(self.name) or "unnamed",
            size=self.size,
            sha256=self.sha256,
            begun=timezone.now(),
        )
        record("begin-upload", by=self.by, on=upload, size=self.size)
        return upload


@dataclass(frozen=True, slots=True)
class SendPiece:
    """Add bytes from a place in the file; the same piece twice counts once."""

    upload: Upload
    start: int
    data: bytes
    sha256: str
    by: User

    def check(self) -> None:
        """Raise unless the piece fits.

        Raises:
            UploadError: it is somebody else's upload, finished, beyond the end, too
                large, or not what its checksum says.
        """
        if self.upload.by_id != self.by.pk:
            raise UploadError("This upload is not yours.")
        if self.upload.file_id is not None:
            raise UploadError("This upload is finished.")
        end = self.start + len(self.data)
        if self.start < 0 or not self.data or end > self.upload.size:
            raise UploadError("The piece lies outside the file that was announced.")
        if len(self.data) > MOST_PIECE:
            raise UploadError("A piece holds 8 MiB at most.")
        if self.sha256 and sha256(self.data).hexdigest() != self.sha256:
            raise UploadError("The piece was changed on its way.  Send it again.")

    def execute(self) -> Upload:
        """Check and store; a piece that starts where one is already is left out.

        Raises:
            UploadError: see :meth:`check`; or it overlaps another piece.
            StorageError: the disk refused it.
        """
        self.check()
        if self.upload.pieces.filter(start=self.start).exists():
            return self.upload
        file = put(f"piece {self.start}", [self.data])
        try:
            kept = self._keep(file)
        except UploadError:
            destroy(file)
            raise
        if not kept:
            destroy(file)  # two senders of the same piece; the first one counts
        return self.upload

    @transaction.atomic
    def _keep(self, file: StoredFile) -> bool:
        now = Upload.objects.select_for_update().filter(pk=self.upload.pk).first()
        if now is None or now.file_id is not None:
            raise UploadError("This upload is finished or was dropped.")
        end = self.start + len(self.data)
        for start, size in now.pieces.values_list("start", "size"):
            if start == self.start:
                return False
            if start < end and self.start < start + size:
                first, end_of_gap = now.gap
                raise UploadError(
                    "The piece overlaps another one.  "
                    f"Send bytes {first} up to {end_of_gap}."
                )
        Piece.objects.create(
            upload=now, start=self.start, size=len(self.data), file=file
        )
        return True


@dataclass(frozen=True, slots=True)
class FinishUpload:
    """Put the pieces together; a second time gives the same file."""

    upload: Upload
    by: User
    pieces: str = ""
    """SHA-256 of the joined hexadecimal hashes of the pieces, in order, as the sender
    reckoned them; so pieces of two versions of a file are not joined."""

    def execute(self) -> StoredFile:
        """Join, compare with the checksums, and record.

        Raises:
            UploadError: pieces are missing, or the whole is not what was announced.
        """
        if self.upload.by_id != self.by.pk:
            raise UploadError("This upload is not yours.")
        if self.upload.file is not None:
            return self.upload.file
        if self.upload.received != self.upload.size:
            at = self.upload.received
            raise UploadError(f"The file is not whole: go on from byte {at}.")
        if self.pieces and self.pieces != self._digest():
            raise UploadError(
                "The file was changed while it was sent.  Drop it and send it anew."
            )
        whole = put(self.upload.name, self._joined())
        if self.upload.sha256 and whole.sha256 != self.upload.sha256:
            destroy(whole)
            raise UploadError(
                "The file is not the one that was announced.  Send it anew."
            )
        return self._keep(whole)

    def _digest(self) -> str:
        told = self.upload.pieces.order_by("start").values_list("file__sha256")
        return sha256("".join(sha for (sha,) in told).encode()).hexdigest()

    @transaction.atomic
    def _keep(self, whole: StoredFile) -> StoredFile:
        Upload.objects.select_for_update().filter(pk=self.upload.pk).first()
        won = Upload.objects.filter(pk=self.upload.pk, file=None).update(file=whole)
        self.upload.refresh_from_db()
        if not won:
            destroy(whole)
            return self.upload.file  # type: ignore[return-value]
        record("finish-upload", by=self.by, on=self.upload, sha256=whole.sha256)
        pieces = list(self.upload.pieces.select_related("file"))
        transaction.on_commit(lambda: _remove(pieces))
        return whole

    def _joined(self) -> Iterator[bytes]:
        for piece in self.upload.pieces.order_by("start").select_related("file"):
            yield from get(piece.file)


@dataclass(frozen=True, slots=True)
class DropUpload:
    """Give up an upload; its pieces are destroyed."""

    upload: Upload
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """Check, destroy and record.

        Raises:
            UploadError: it is somebody else's, or finished.
        """
        now = Upload.objects.select_for_update().filter(pk=self.upload.pk).first()
        if now is None or now.by_id != self.by.pk:
            raise UploadError("This upload is not yours.")
        if now.file_id is not None:
            raise UploadError("This upload is finished.")
        record("drop-upload", by=self.by, on=now)
        forget(now)


def forget(upload: Upload) -> None:
    """Remove an unfinished upload; the bytes go when the transaction ends."""
    _remove(list(upload.pieces.select_related("file")))
    upload.delete()


def _remove(pieces: list[Piece]) -> None:
    for piece in pieces:
        piece.delete()
        drop(piece.file)
