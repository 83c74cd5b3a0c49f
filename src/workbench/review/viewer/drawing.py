"""Who draws the pages of a reading: one worker at a time, noticed when it dies.

What is kept of a drawing is kept sheaf by sheaf (:mod:`.sheaves`), so that two workers
would spoil nothing; they would only do the same work twice.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from workbench.beating import SILENT, signs_of_life
from workbench.cases.models import Reading
from workbench.review.models import Drawing

_LOG = logging.getLogger("workbench.review")
MOST_DEATHS = 3


def wanted(reading: Reading) -> None:
    """Note that pages are to be drawn; in the transaction that queues it."""
    Drawing.objects.update_or_create(reading=reading, defaults={"wanted": True})


@contextmanager
def at_work(reading: Reading) -> Iterator[bool]:
    """Hold the drawing of a reading; False where a living worker holds it.

    It is over when the block ends, by an error too; only a process that ends in the
    middle leaves it, and is found by its silence.
    """
    held = _take(reading)
    if held is None:
        yield False
        return
    with signs_of_life(lambda: held.update(beat=timezone.now())):
        try:
            yield True
        except Exception:
            _over(held)
            raise
    _over(held)


def _take(reading: Reading) -> QuerySet[Drawing] | None:
    row, _ = Drawing.objects.get_or_create(reading=reading)
    now = timezone.now()
    free = Drawing.objects.filter(Q(beat=None) | Q(beat__lt=now - SILENT), pk=row.pk)
    with transaction.atomic():
        if not free.update(wanted=True, beat=now, attempt=F("attempt") + 1):
            return None
        row.refresh_from_db()
    return Drawing.objects.filter(pk=row.pk, attempt=row.attempt, beat__isnull=False)


def _over(held: QuerySet[Drawing]) -> None:
    held.update(wanted=False, beat=None, died=0)


def silent() -> QuerySet[Drawing]:
    """Return the drawings whose worker gave no sign of life for long."""
    return Drawing.objects.filter(beat__lt=timezone.now() - SILENT).order_by("pk")


def left(drawing: Drawing) -> bool:
    """Take a silent drawing from its worker; tell whether another shall go on.

    Not where somebody else did so in the same moment, nor where it ended three workers
    one after the other: a page is then drawn when it is opened.
    """
    again = drawing.died + 1 < MOST_DEATHS
    taken = silent().filter(pk=drawing.pk, attempt=drawing.attempt)
    if not taken.update(beat=None, wanted=again, died=F("died") + 1 if again else 0):
        return False
    if not again:
        _LOG.warning("drawing the pages of a reading ended its worker too often")
    return again
