"""What a quality lead wrote, in rows of a version before: sealed, or forgotten.

Comments and reasons lie in sealed files; the columns that held them stay empty.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import models, transaction

from workbench.cases.models import Case
from workbench.files.words import seal_words

from .models import Check, Release


def seal_rows() -> int:
    """Seal comments and reasons that lie in rows; return how many those were.

    May be stopped at any time and begun again.

    Raises:
        StorageError: the disk refused a file; rows before that are done.
    """
    comments = Check.objects.exclude(comment="")
    reasons = Release.objects.exclude(reason="")
    done = sum(_seal_comment(*each) for each in _found(comments, "signature__case"))
    return done + sum(_seal_reason(*each) for each in _found(reasons, "case"))


def _found(
    rows: "models.QuerySet[models.Model]", case: str
) -> Iterable[tuple[int, UUID]]:
    return list(rows.order_by("pk").values_list("pk", case))


@transaction.atomic
def _seal_comment(pk: int, case: UUID) -> bool:
    Case.objects.select_for_update().get(pk=case)
    row = Check.objects.get(pk=pk)
    if not row.comment:
        return False
    row.words, row.comment = seal_words("comment.txt", row.comment), ""
    row.save(update_fields=["words", "comment"])
    return True


@transaction.atomic
def _seal_reason(pk: int, case: UUID) -> bool:
    Case.objects.select_for_update().get(pk=case)
    row = Release.objects.get(pk=pk)
    if not row.reason:
        return False
    row.why, row.reason = seal_words("reason.txt", row.reason), ""
    row.save(update_fields=["why", "reason"])
    return True


def forget_words(case: Case) -> None:
    """Empty what still lies in rows, in the transaction that destroys the files."""
    Check.objects.filter(signature__case=case).exclude(comment="").update(comment="")
    Release.objects.filter(case=case).exclude(reason="").update(reason="")
