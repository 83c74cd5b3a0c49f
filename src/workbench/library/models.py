"""What the library keeps of its own; the letters themselves lie in a corpus."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from workbench.people.models import User


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Narrows saved searches to those of one person."""

    def visible_to(self, user: User) -> "SavedSearchQuerySet":
        """Return a person's own; nobody sees what another one looks for."""
        return self.filter(by=user)


class SavedSearch(models.Model):
    """A search that somebody comes back to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)
    """In the language of searches; what narrowed it included."""

    sort = models.CharField(max_length=20, blank=True)
    saved = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["by", "name"], name="library_one_of_a_name")
        ]
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
