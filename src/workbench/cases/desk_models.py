"""What a coordinator tells, decides and asks for, beside the papers of a case."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.files.models import StoredFile

from .states import State


class What(models.TextChoices):
    """What kind of thing is told."""

    EVENT = "event", "Something happened"
    FACT = "fact", "Answer to a question"
    CERTIFIED = "certified", "Record certified not to exist"
    SUPPLIED = "supplied", "Record was supplied"


class Telling(models.Model):
    """One thing that the papers do not tell, in the words of the case's programme."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="tellings")
    what = models.CharField(max_length=10, choices=What.choices)
    subject = models.CharField(max_length=60)
    """Id of the event, question or record in the programme."""

    value = models.CharField(max_length=60, blank=True)
    """Answer of a question, or the method of an event."""

    day = models.DateField(null=True)
    time = models.TimeField(null=True)
    told = models.DateTimeField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    """None: the workbench itself, as the case was moved."""

    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]


class Decision(models.Model):
    """A coordinator's decision on where a case goes, with its reason."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=30)
    to = models.CharField(max_length=20, choices=State.choices, blank=True)
    agreed = models.BooleanField(null=True)
    """Whether it is what the screening proposed; None where nothing was proposed."""

    reason = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed text."""

    basis = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed JSON of the screening as it stood."""

    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]


class RecordsRequest(models.Model):
    """Records that were asked for, and the letter that asks."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="requests")
    records = models.JSONField(default=list)
    """Ids of the records in the programme."""

    letter = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """Sealed text."""

    due = models.DateField(null=True)
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
