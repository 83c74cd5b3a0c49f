"""What a quality lead wrote, in rows of a version before: sealed, or forgotten.

Comments and reasons lie in sealed files; the columns that held them stay empty.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from workbench.cases.models import Case
from workbench.files.words import seal_words

from .models import Check, Release


def seal_rows() -> int:
    """Seal comments and reasons that lie in rows; return how many those were.

    May be stopped at any time and begun again.

    Raises:
        StorageError: the disk refused a file; rows before that are done.
    """
    return sum(map(_sealed, _OPEN))


@dataclass(frozen=True, slots=True)
class _Open:
    """Where words lay open, and the file that takes them."""

    model: type[Check] | type[Release]
    case: str
    """How a row is led to its case."""

    column: str
    file: str
    name: str
    """Of the file."""


_OPEN = (
    _Open(Check, "signature__case", "comment", "words", "comment.txt"),
    _Open(Release, "case", "reason", "why", "reason.txt"),
)


def _sealed(place: _Open) -> int:
    rows = place.model._default_manager.exclude(**{place.column: ""}).order_by("pk")
    found = list(rows.values_list("pk", place.case))
    return sum(_seal(place, pk, case) for pk, case in found)


@transaction.atomic
def _seal(place: _Open, pk: int, case: UUID) -> bool:
    Case.objects.select_for_update().get(pk=case)
    row = place.model._default_manager.get(pk=pk)
    words = getattr(row, place.column)
    if not words:
        return False
    setattr(row, place.file, seal_words(place.name, words))
    setattr(row, place.column, "")
    row.save(update_fields=[place.file, place.column])
    return True


def forget_words(case: Case) -> None:
    """Empty what still lies in rows, in the transaction that destroys the files."""
    for place in _OPEN:
        rows = place.model._default_manager.filter(**{place.case: case})
        rows.exclude(**{place.column: ""}).update(**{place.column: ""})
