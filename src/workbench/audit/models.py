"""One act or one reading, with who, when, what."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """An entry of the chain; the database refuses to change or remove one.

    ``details`` holds ids, codes and counts, never words of a record.
    """

    number = models.BigIntegerField(primary_key=True)
    """From 1, without gaps."""

    at = models.DateTimeField()
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="acts"
    )
    """None: the program itself, or somebody who is not known."""

    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    """Table of what the act is on; empty where there is nothing."""

    subject = models.CharField(max_length=64)
    case = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "number"], name="audit_by_case"),
            models.Index(fields=["who", "number"], name="audit_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
