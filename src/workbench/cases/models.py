"""Cases, their files, and each reading of them."""

import uuid
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Right

from .desk_models import Decision, RecordsRequest, Telling, What
from .states import State

__all__ = [
    "Case",
    "CaseRecord",
    "Decision",
    "NumberSeries",
    "Progress",
    "Reading",
    "RecordsRequest",
    "Telling",
    "What",
    "digest_of_records",
]


class CaseQuerySet(models.QuerySet["Case"]):
    """Narrows cases to those that somebody may see."""

    def visible_to(self, user: User) -> "CaseQuerySet":
        """Return the cases that a person may see; nothing is seen by default."""
        rights = user.rights
        if {Right.COORDINATE, Right.ASSURE} & rights:
            return self
        if Right.REVIEW in rights:
            return self.filter(
                pk__in=user.assignments.filter(ended=None).values("case")
            )
        if Right.TAKE_PART in rights:
            return self.filter(pk__in=user.parties.filter(ended=None).values("case"))
        return self.none()


class Case(models.Model):
    """One application for review."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    programme = models.CharField(max_length=60, default="california_workers_comp")
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.RECEIVED
    )
    priority = models.CharField(max_length=20, default="regular")
    worker = models.CharField(max_length=200, blank=True)
    claims_administrator = models.CharField(max_length=200, blank=True)
    request_date = models.DateField(null=True)
    received = models.DateField()
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    changed = models.DateTimeField()
    legal_hold = models.BooleanField(default=False)
    next_due = models.DateField(null=True)
    """First running due date of an open case; reckoned anew by every act and daily."""

    next_due_of = models.CharField(max_length=60, blank=True, default="", db_default="")
    """Id of that deadline in the programme."""

    dispute_key = models.CharField(
        max_length=64, blank=True, default="", db_default="", db_index=True
    )
    """What tells the dispute from others, a hash; the same one is filed once."""

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "received"], name="cases_by_state"),
            models.Index(fields=["received", "number"], name="cases_by_age"),
            models.Index(fields=["next_due", "number"], name="cases_by_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the address of the coordinator's page."""
        from django.urls import reverse

        return reverse("cases:case", args=[self.pk])

    @property
    def reading(self) -> "Reading | None":
        """The latest reading, whatever became of it."""
        return self.readings.order_by("-number").first()

    @property
    def last_read(self) -> "Reading | None":
        """The latest reading that came to its end."""
        done = self.readings.filter(progress=Progress.DONE)
        return done.select_related("overview").order_by("-number").first()


class NumberSeries(models.Model):
    """The last case number of a year; its row is locked to take the next."""

    year = models.IntegerField(primary_key=True)
    last = models.IntegerField(default=0)


class CaseRecord(models.Model):
    """A file of a case; the same bytes are taken once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    added = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "sha256"], name="cases_same_bytes_once"
            ),
            models.UniqueConstraint(fields=["case", "name"], name="cases_name_once"),
        ]


class Progress(models.TextChoices):
    """What became of a reading."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Reading(models.Model):
    """One run over all records of a case; results are kept sealed.

    A reading is taken by a worker for one attempt; the attempt's number is part of
    every change, so that a worker that was believed dead changes nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="readings")
    number = models.IntegerField()
    records_digest = models.CharField(max_length=64)
    progress = models.CharField(
        max_length=10, choices=Progress.choices, default=Progress.WAITING
    )
    attempt = models.IntegerField(default=0)
    queued = models.DateTimeField()
    beat = models.DateTimeField()
    """Last sign of life."""

    finished = models.DateTimeField(null=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    fault = models.CharField(max_length=500, blank=True)
    """One sentence without words of the record."""

    pages = models.JSONField(default=dict)
    """Count of pages by status."""

    case_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    determination = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    overview = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    """Sealed JSON: what a coordinator's page needs, without the words of the pages."""

    engine = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "number"], name="cases_reading_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


def digest_of_records(records: "models.QuerySet[CaseRecord]") -> str:
    """Return the hash of the names and bytes of records, whatever their order."""
    told = sorted(records.values_list("name", "sha256"))
    return sha256("\n".join(f"{sha} {name}" for name, sha in told).encode()).hexdigest()
