"""Store what was made for the viewer, with the row that points at it or not at all."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from workbench.files.models import StoredFile
from workbench.files.store import put

Row = TypeVar("Row")


def keep(
    name: str, content: bytes, pointing: Callable[[StoredFile], Row]
) -> Row | None:
    """Seal content and make the row that points at it; None where there is one already.

    Both are of one transaction: a process that is killed between them leaves bytes
    whose key is nowhere, and no words of a record that outlive the case.

    Raises:
        StorageError: the disk refused it.
    """
    file: StoredFile | None = None
    try:
        with transaction.atomic():
            file = put(name, [content])
            return pointing(file)
    except IntegrityError:  # somebody else made the same in the same moment
        if file is not None:
            file.place.unlink(missing_ok=True)
        return None
