"""Files, and uploads on their way to become files."""

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file sealed on the disk; its row holds the wrapped key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of the bytes in the clear."""

    wrapped_key = models.BinaryField(null=True)
    """None: the file was destroyed; its name and hash stay."""

    key_name = models.CharField(max_length=16)
    stored = models.DateTimeField()
    destroyed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def place(self) -> Path:
        """Where it lies, sealed."""
        name = self.pk.hex
        return settings.FILES_FOLDER / name[:2] / name[2:4] / name


class Upload(models.Model):
    """A file that is being sent in pieces."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    """As the sender reckoned it; empty where the sender could not."""

    begun = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    """The finished file."""

    @property
    def received(self) -> int:
        """Bytes that are here, without a gap from the start."""
        return self.gap[0]

    @property
    def gap(self) -> tuple[int, int]:
        """The first bytes that are missing, from and up to; empty where none are."""
        at = 0
        for start, size in self.pieces.order_by("start").values_list("start", "size"):
            if start != at:
                return at, start
            at += size
        return at, self.size


class Piece(models.Model):
    """One piece of an upload, sealed on the disk like a file."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    start = models.BigIntegerField()
    size = models.IntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "start"], name="files_piece_once")
        ]
