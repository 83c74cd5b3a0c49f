"""Parties of a case, and the notices that they are given."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.cases.models import Case, CaseRecord
from workbench.people.models import Invitation, User


class Kind(models.TextChoices):
    """What a party is in the dispute."""

    WORKER = "worker", "Injured worker"
    ATTORNEY = "attorney", "Attorney of the worker"
    CLAIMS_ADMINISTRATOR = "claims_administrator", "Claims administrator"


class PartyQuerySet(models.QuerySet["Party"]):
    """Narrows parties to those as which somebody may act."""

    def visible_to(self, user: User) -> "PartyQuerySet":
        """Return the open parties that a person is; nobody else's are seen."""
        return self.filter(user=user, ended=None)


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

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=models.Q(ended=None),
                name="parties_person_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {Kind(self.kind).label.lower()}"


class PartyInvitation(models.Model):
    """An invitation that makes its taker a party to a case."""

    invitation = models.OneToOneField(
        Invitation, models.PROTECT, related_name="to_party"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="party_invitations")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    language = models.CharField(max_length=2, default="en")
    party = models.OneToOneField(
        Party, models.PROTECT, null=True, related_name="invited_by"
    )
    """What came of it; a second invitation of the same mailbox is taken with it."""


class Notice(models.Model):
    """Something a party is told; the words follow from kind, data and language."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    made = models.DateTimeField()
    seen = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)
    """When the e-mail went out that says that there is news."""

    tries = models.IntegerField(default=0, db_default=0)
    """How often sending it was begun."""

    tried = models.DateTimeField(null=True)

    @property
    def label(self) -> str:
        """Return the kind in words, for the coordinator's page."""
        return self.kind.replace("_", " ")


class Sent(models.Model):
    """A record that a party sent in; nobody else's are shown to that party.

    Several parties may have sent the same bytes.  Each sees the name under which it
    sent them, which tells nothing of what the others sent.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="sent")
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="sent_by")
    name = models.CharField(max_length=255, default="", db_default="")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["party", "record"], name="parties_sent_once"
            )
        ]
