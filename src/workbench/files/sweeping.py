"""Uploads end after a week; what went into no case by then is destroyed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from workbench.audit.chain import record

from .actions import forget
from .models import StoredFile, Upload

KEPT = timedelta(days=7)


def sweep_uploads() -> int:
    """Forget uploads that began a week ago; return how many left nothing behind.

    A file that something else points at stays, and the upload's row goes.
    """
    found = 0
    for upload in Upload.objects.filter(begun__lt=timezone.now() - KEPT):
        with transaction.atomic():
            found += _swept(upload)
    return found


def _swept(upload: Upload) -> bool:
    now = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if now is None:
        return False
    file = now.file
    if file is None:
        record("sweep-upload", by=None, on=now)
        forget(now)
        return True
    now.delete()
    if not _unused(file):
        return False
    record("sweep-upload", by=None, on=file, sha256=file.sha256)
    return True


def _unused(file: StoredFile) -> bool:
    """Remove a file that no row of any table points at; tell whether it was so.

    Every reference to a file is protected, hidden ones too; the database is asked.
    """
    place = file.place
    try:
        with transaction.atomic():
            StoredFile.objects.get(pk=file.pk).delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: place.unlink(missing_ok=True))
    return True
