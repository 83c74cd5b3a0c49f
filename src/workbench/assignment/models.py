"""Reviewers of the organisation, and which of them has which case."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.cases.models import Case, Reading
from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Right


class Reviewer(models.Model):
    """A person who reviews, with what the register of reviewers says of them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer"
    )
    entry = models.JSONField(default=dict)
    """As an entry of ``reviewers.yaml``: licences, specialties, affiliations."""

    changed = models.DateTimeField()


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Narrows assignments to those that somebody may see."""

    def of(self, user: User) -> "AssignmentQuerySet":
        """Return a reviewer's own that have not ended; the file may still be shut."""
        if Right.REVIEW not in user.rights:
            return self.none()
        return self.filter(reviewer=user, ended=None)

    def open_to(self, user: User) -> "AssignmentQuerySet":
        """Return a reviewer's own whose file is open: attested and not ended."""
        return self.of(user).filter(attested__isnull=False)

    def visible_to(self, user: User) -> "AssignmentQuerySet":
        """Return all, past ones too, for a coordinator; else a reviewer's own."""
        if Right.COORDINATE in user.rights:
            return self
        return self.of(user)


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
    """What the check for conflicts found when the case was assigned, without names.

    A version before kept the names here; :mod:`.sealed` reads and seals those.
    """

    checked = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed JSON of what the report lacks: names that were compared, reasons, what
    was found out."""

    attested = models.DateTimeField(null=True)
    """When the reviewer stated to be free of conflicts; before, the file is shut."""

    ended = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)
    declined = models.BooleanField(default=False, db_default=False)
    """Whether the reviewer ended it; the case is then not offered again."""

    objects = AssignmentQuerySet.as_manager()

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


class Question(models.Model):
    """What a case asks of a reviewer and whom it names, made from one reading."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="question")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """Sealed JSON of an :class:`openimr.domain.panel_case.PanelCase`."""

    parties = models.CharField(max_length=64)
    """Hash of the parties; an attestation is for one such list."""

    made = models.DateTimeField()
