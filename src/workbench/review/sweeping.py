"""Remove what acts that were killed left behind: files that no row points at."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import ForeignObjectRel, Q
from django.utils import timezone

from workbench.files.models import StoredFile
from workbench.files.store import drop

from .kept import PREFIX

SAFE = timedelta(hours=1)
"""No act takes so long between its files and its row."""


def sweep_desks() -> int:
    """Destroy files of the desk that are of no row; return how many there were."""
    old = StoredFile.objects.filter(
        name__startswith=PREFIX, stored__lt=timezone.now() - SAFE
    )
    for link in _links():
        pointing = link.related_model._base_manager.filter(
            **{f"{link.field.name}__isnull": False}
        )
        old = old.exclude(Q(pk__in=pointing.values(link.field.attname)))
    found = list(old)
    for file in found:
        drop(file)
    return len(found)


def _links() -> "Iterator[ForeignObjectRel]":
    """Yield every relation that leads to a stored file, hidden ones too."""
    for field in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel):
            yield field
