"""Tokens, remembered answers, and webhooks."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Right

from .scopes import Scope, allowed


class TokenQuerySet(models.QuerySet["Token"]):
    """Narrows tokens."""

    def visible_to(self, user: User) -> "TokenQuerySet":
        """Return one's own; an administrator sees all, never a secret."""
        if Right.ADMINISTER in user.rights:
            return self
        return self.filter(owner=user)


class Token(models.Model):
    """A secret by which a program acts for a person; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens"
    )
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    """How the secret begins, to tell tokens apart."""

    scopes = models.JSONField(default=list)
    created = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    """To the minute; a write for each request would cost more than it tells."""

    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.prefix

    @property
    def over(self) -> bool:
        """Tell whether it opens nothing any more."""
        return self.revoked is not None or self.expires <= timezone.now()

    @property
    def granted(self) -> frozenset[Scope]:
        """Scopes that it has and that its owner's roles still allow."""
        return frozenset(Scope(word) for word in self.scopes) & allowed(self.owner)


class Remembered(models.Model):
    """What a request with an idempotency key was answered, sealed, for a day."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="remembered")
    key = models.CharField(max_length=255)
    request = models.CharField(max_length=64)
    """SHA-256 of method, address and body."""

    made = models.DateTimeField(db_index=True)
    status = models.IntegerField(default=0)
    headers = models.JSONField(default=dict)
    answer = models.BinaryField(default=b"")
    wrapped_key = models.BinaryField(default=b"")
    key_name = models.CharField(max_length=16, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="api_key_once")
        ]


class Endpoint(models.Model):
    """An address that is told of what happens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.URLField(max_length=500)
    secret = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    """What its deliveries are signed with, sealed."""

    events = models.JSONField(default=list)
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Delivery(models.Model):
    """One event for one endpoint, tried until it arrives or is given up."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Given up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=40)
    payload = models.JSONField()
    """Ids and states; no word of a record."""

    made = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.IntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    """When it is due; pushed on while a worker has it."""

    answered = models.IntegerField(null=True)
    """Status of the last answer."""

    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "next_try"], name="api_due_deliveries"),
            models.Index(fields=["endpoint", "-made"], name="api_last_deliveries"),
        ]
