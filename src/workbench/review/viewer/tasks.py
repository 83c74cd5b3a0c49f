"""Drawing the pages of a case in the background, before its reviewer opens it.

A worker that is killed is found by its silence (:mod:`.drawing`), and what it left is
queued again; the sheaves that it kept stay.
"""

from datetime import timedelta
from uuid import UUID

from django.db import models, transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from workbench.cases.models import Case, Reading
from workbench.cases.signals import moved
from workbench.cases.states import State
from workbench.review.models import Book, Drawing

from . import drawing
from .case_book import book_of, row_of, shown_reading, timeline_of
from .sheaves import draw_missing

_PATIENCE = timedelta(minutes=10)
"""Time after which a drawing that is not complete is asked for again."""


@task(queue_name="review")
def draw_pages(reading: str) -> None:
    """Make the book and timeline of a reading, and draw its pages.

    What is there is kept; so it may be asked for again at any time.  While another
    worker is at it, nothing is done.
    """
    found = Reading.objects.select_related("case").filter(pk=UUID(reading)).first()
    if found is None or found.case_file is None:
        return
    with drawing.at_work(found) as held:
        if held:
            book = book_of(found)
            timeline_of(found)
            draw_missing(found, book)


def ask_for_drawing(reading: Reading) -> None:
    """Put the drawing of a reading in the queue, unless that was done just now."""
    row, now = row_of(reading), timezone.now()
    stale = models.Q(asked=None) | models.Q(asked__lt=now - _PATIENCE)
    if Book.objects.filter(stale, pk=row.pk).update(asked=now):
        _queue(reading)


@transaction.atomic
def _queue(reading: Reading) -> None:
    drawing.wanted(reading)
    draw_pages.enqueue(str(reading.pk))


def take_up_silent() -> int:
    """Queue again the drawings whose worker died; return how many those were."""
    found = 0
    for row in drawing.silent():
        with transaction.atomic():
            if drawing.left(row):
                draw_pages.enqueue(str(row.reading_id))
                found += 1
    return found


def queue_wanted() -> None:
    """Queue every drawing that is not over, where the queue itself was lost."""
    for row in Drawing.objects.filter(wanted=True).order_by("pk"):
        with transaction.atomic():
            Drawing.objects.filter(pk=row.pk).update(beat=None)
            draw_pages.enqueue(str(row.reading_id))


@receiver(moved, sender=Case, dispatch_uid="review-draw-pages")
def _assigned(case: Case, to: State, **_: object) -> None:
    # Earlier would draw cases that are never reviewed; later, somebody would wait.
    if to == State.ASSIGNED:
        reading = shown_reading(case)
        if reading is not None:
            _queue(reading)
