"""What a reviewer makes of a case: the draft, and what was signed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.assignment.models import Assignment
from workbench.cases.models import Case, Reading
from workbench.files.models import StoredFile


class Draft(models.Model):
    """A reviewer's work on one reading of a case, saved at every step."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="draft")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+")
    """What the draft rests on; another reading makes it out of date."""

    content = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """Sealed JSON: overrides, own facts, decisions, summary, rationales."""

    version = models.IntegerField(default=1)
    """Counts saves; a save names the version that it was made from."""

    changed = models.DateTimeField()


class Signature(models.Model):
    """A signed determination; it stays, whatever becomes of it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signatures")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="signatures"
    )
    number = models.IntegerField()
    """Counts the signatures of an assignment."""

    signed = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=64)
    """SHA-256 of the record that was shown and confirmed."""

    determination = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """JSON of the signed determination, as ``openimr schema`` describes it."""

    letter = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """The signed PDF."""

    record = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """JSON of what was shown, decided and attested."""

    evidence = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    """The evidence page (HTML) as it was shown; quotes records, names included."""

    returned = models.DateTimeField(null=True)
    """When quality gave it back; a further signature follows."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assignment", "number"], name="review_signature_once"
            )
        ]


class Book(models.Model):
    """What the desk shows of a reading, made once and sealed."""

    reading = models.OneToOneField(Reading, models.PROTECT, related_name="book")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """JSON: documents, texts of pages, quotes of the proposal."""

    timeline = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    """JSON of the treatment over time."""

    asked = models.DateTimeField(null=True)
    """When the drawing of its pages was last put in the queue."""


class Sheaf(models.Model):
    """Pictures of some pages that follow each other, sealed together."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="sheaves")
    first = models.IntegerField()
    last = models.IntegerField()
    """Numbers of pages in the case, both included."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reading", "first"], name="review_sheaf_once"
            )
        ]


class Drawing(models.Model):
    """That the pages of a reading are to be drawn, and the worker that does it."""

    reading = models.OneToOneField(Reading, models.PROTECT, related_name="drawing")
    wanted = models.BooleanField(default=True)
    """Whether it waits in the queue or goes on."""

    attempt = models.IntegerField(default=0)
    """Counts the workers that began."""

    beat = models.DateTimeField(null=True)
    """Last sign of life of the worker that draws; none while no worker does."""

    died = models.IntegerField(default=0)
    """How many workers died over it, one after the other."""
