"""Each case has files of its own, so that to destroy them harms no other."""

from workbench.errors import RecordError
from workbench.files.models import StoredFile
from workbench.files.store import get, put

from .models import CaseRecord


def own_file(file: StoredFile) -> StoredFile:
    """Return a file that is no record of any case: this one, or a copy of it.

    It is locked, so that two cases that take one upload at one time share nothing.

    Raises:
        RecordError: it was destroyed.
        StorageError: it cannot be read, or the disk refused the copy.
    """
    held = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if held is None or held.wrapped_key is None:
        raise RecordError("A file that was sent is gone.  Send it again.")
    if CaseRecord.objects.filter(file=held).exists():
        return put(held.name, get(held))
    return held
