"""Reviewers of the organisation, and which of them has which case."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.cases.models import Case


class Reviewer(models.Model):
    """A person who reviews, with what the register of reviewers says of them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer"
    )
    entry = models.JSONField(default=dict)
    """As an entry of ``reviewers.yaml``: licences, specialties, affiliations."""

    changed = models.DateTimeField()


class Assignment(models.Model):
    """One reviewer on one case, from the assignment to its end."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    seat = models.IntegerField(default=1)
    """Place among several reviewers of one case."""

    assigned = models.DateTimeField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    report = models.JSONField(default=dict)
    """What the check for conflicts found when the case was assigned."""

    attested = models.DateTimeField(null=True)
    """When the reviewer stated to be free of conflicts; before, the file is shut."""

    ended = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "reviewer"],
                condition=models.Q(ended=None),
                name="assignment_reviewer_once",
            ),
            models.UniqueConstraint(
                fields=["case", "seat"],
                condition=models.Q(ended=None),
                name="assignment_seat_once",
            ),
        ]
