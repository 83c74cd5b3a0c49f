"""Parties of a case, and the notices that they are given."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.cases.models import Case, CaseRecord


class Kind(models.TextChoices):
    """What a party is in the dispute."""

    WORKER = "worker", "Injured worker"
    ATTORNEY = "attorney", "Attorney of the worker"
    CLAIMS_ADMINISTRATOR = "claims_administrator", "Claims administrator"


class Party(models.Model):
    """One person with access to one case as a party to it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="parties"
    )
    kind = models.CharField(max_length=24, choices=Kind.choices)
    added = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=models.Q(ended=None),
                name="parties_person_once",
            )
        ]


class Notice(models.Model):
    """Something a party is told; the words follow from kind, data and language."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    made = models.DateTimeField()
    seen = models.DateTimeField(null=True)


class Sent(models.Model):
    """A record that a party sent in; nobody else's are shown to that party."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="sent")
    record = models.OneToOneField(CaseRecord, models.PROTECT, related_name="sent_by")
