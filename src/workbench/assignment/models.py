"""Reviewers of the organisation, and which of them has which case."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.cases.models import Case, Reading
from workbench.files.models import StoredFile
from workbench.files.words import shown_words
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
    """What the check for conflicts found when the case was assigned, without names and
    without what people typed.

    Versions before kept those here; :mod:`.sealed` reads and seals them.
    """

    checked = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed JSON of what the report lacks: names that were compared, reasons, what
    was found out, the approval of several reviewers."""

    sealed = models.BooleanField(default=True, db_default=False)
    """Whether the report was written, or sealed, without such words; False in rows of
    a version before, which are still to be looked at."""

    attested = models.DateTimeField(null=True)
    """When the reviewer stated to be free of conflicts; before, the file is shut."""

    ended = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)
    """The program's own sentence; a person's only in a row of a version before."""

    why_ended = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    """Sealed text: why, in the words of who ended it."""

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
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["id"],
                condition=models.Q(sealed=False),
                name="assignment_not_sealed",
            )
        ]

    @property
    def ending(self) -> str:
        """Return why it ended, or a sentence on why that cannot be shown."""
        return shown_words(self.why_ended, self.end_reason)


class Question(models.Model):
    """What a case asks of a reviewer and whom it names, made from one reading."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="question")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """Sealed JSON of an :class:`openimr.domain.panel_case.PanelCase`."""

    parties = models.CharField(max_length=64)
    """Hash of the parties; an attestation is for one such list."""

    made = models.DateTimeField()
