"""Checks of signed determinations, and releases."""

from django.conf import settings
from django.db import models

from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.review.models import Signature


class Check(models.Model):
    """One look of the quality lead at one signature."""

    class Outcome(models.TextChoices):
        """What came of it."""

        RETURNED = "returned", "Returned to the reviewer"
        PASSED = "passed", "Passed"

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    comment = models.TextField(blank=True)
    """Told to the reviewer; it names no fact of the record."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Release(models.Model):
    """The determination as it went out to the parties; there is one a case."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="release")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")
    """The one whose letter went out; of several reviewers, one of the majority."""

    letter = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """The letter of the parties (PDF), which does not name the reviewer."""

    determination = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    publication = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+"
    )
    """The determination for the public (JSON), people and places taken out."""


class Sheet(models.Model):
    """A reader's version of a released letter in one language."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="sheets")
    name = models.CharField(max_length=40)
    """Such as ``reader.es.pdf`` or ``requester.pdf``."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
