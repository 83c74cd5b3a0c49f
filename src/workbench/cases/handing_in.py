"""Files that a form hands in: sent with it, or before it in pieces."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from workbench.files.actions import FinishUpload
from workbench.files.models import StoredFile, Upload
from workbench.files.store import drop, put
from workbench.people.models import User


@contextmanager
def handed_in(given: dict[str, Any], by: User) -> Iterator[list[StoredFile]]:
    """Give the files of a form's ``chosen`` and ``uploads``.

    What came with the form is destroyed if the act on it fails, for the form has to be
    sent again; uploads stay.

    Raises:
        UploadError: an upload is not whole.
        StorageError: the disk refused a file.
    """
    sent: list[StoredFile] = []
    try:
        for file in given["chosen"]:
            sent.append(put(file.name or "", file.chunks()))
        yield [*sent, *_uploaded(given["uploads"], by)]
    except BaseException:
        for stored in sent:
            drop(stored)
        raise


def _uploaded(ids: str, by: User) -> Iterator[StoredFile]:
    wanted = [found for word in ids.split() if (found := _id(word)) is not None]
    mine = {one.pk: one for one in Upload.objects.filter(by=by, pk__in=wanted)}
    for pk in dict.fromkeys(wanted):
        if pk in mine:
            yield FinishUpload(mine[pk], by).execute()


def _id(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
