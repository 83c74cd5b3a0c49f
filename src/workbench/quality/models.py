"""Checks of signed determinations, and releases."""

from django.conf import settings
from django.db import models

from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.words import shown_words
from workbench.review.models import Signature


class Examination(models.Model):
    """What the program finds in one signed determination, kept for the page."""

    signature = models.OneToOneField(
        Signature, models.PROTECT, related_name="examination"
    )
    content = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """Sealed JSON: items, findings, like cases, the verdict on the signature."""

    engine = models.CharField(max_length=60)
    at = models.DateTimeField()
    sound = models.BooleanField()
    """Whether the signature is as it was made, as far as can be told."""

    blocking = models.JSONField(default=list)
    """Errors of lint: ``check`` and ``item``, no words."""

    figures = models.JSONField(default=dict)
    """Counts: items, those decided as proposed, criteria judged otherwise."""


class Check(models.Model):
    """One look of the quality lead at one signature."""

    class Outcome(models.TextChoices):
        """What came of it."""

        RETURNED = "returned", "Returned to the reviewer"
        PASSED = "passed", "Passed"

    class Reason(models.TextChoices):
        """Why it was returned, for the figures."""

        FINDING = "finding", "A check found an error"
        EVIDENCE = "evidence", "The evidence does not bear the decision"
        GUIDELINE = "guideline", "Another guideline or edition applies"
        RATIONALE = "rationale", "The reasons are incomplete or unclear"
        IDENTITY = "identity", "It tells who somebody is"
        CONSISTENCY = "consistency", "Like cases were decided otherwise, unexplained"
        OTHER = "other", "Something else"

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(
        max_length=20, choices=Reason.choices, blank=True, default="", db_default=""
    )
    comment = models.TextField(blank=True)
    """Empty; a version before kept the words here, which :mod:`.sealed` seals."""

    words = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed text: what is to be mended, told to the reviewer."""

    findings = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField())
    )
    """Errors of lint that went back with it: ``check`` and ``item``, no words."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    @property
    def said(self) -> str:
        """Return the comment, or a sentence on why it cannot be shown."""
        return shown_words(self.words, self.comment)

    @property
    def told(self) -> tuple[str, ...]:
        """Return a sentence for each error that went back; no words of a record."""
        from .findings import told

        return tuple(told(self.findings))


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

    leaks = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField())
    )
    """What the leak test says of the publication copy; no word of the record."""

    reason = models.TextField(blank=True, default="", db_default="")
    """Empty; a version before kept the words here, which :mod:`.sealed` seals."""

    why = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    """Sealed text: why it was released in spite of errors of lint."""

    @property
    def said(self) -> str:
        """Return why it was released in spite of errors, or why that is not shown."""
        return shown_words(self.why, self.reason)


class Sheet(models.Model):
    """A reader's version of a released letter in one language."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="sheets")
    name = models.CharField(max_length=40)
    """Such as ``reader.es.pdf`` or ``requester.pdf``."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    @property
    def label(self) -> str:
        """Return what the quality lead reads in place of the file's name."""
        stem, _, kind = self.name.rpartition(".")
        return f"{_SHEETS.get(stem, stem)} ({'text' if kind == 'txt' else 'PDF'})"


_SHEETS = {
    "reader.en": "Reader's version, English",
    "reader.es": "Reader's version, Spanish",
    "requester": "Checklist for the requesting physician",
}
