"""Log-ins and log-outs are acts: they are recorded, and old sessions end."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.dispatch import receiver
from django.http import HttpRequest

from workbench.audit.chain import record

from .actions import digest_of
from .models import User


@receiver(user_logged_in)
def note_login(user: User, **_: Any) -> None:
    """Record it, and end the oldest sessions beyond the allowed number."""
    record("log-in", by=user, on=user)
    keep = settings.SESSIONS_A_PERSON - 1
    older = UserSession.objects.filter(user_id=user.pk).order_by("-created_at")
    for session in older[keep:]:
        session.end()


@receiver(user_logged_out)
def note_logout(user: User | None, **_: Any) -> None:
    """Record it."""
    if user is not None:
        record("log-out", by=user, on=user)


@receiver(user_login_failed)
def note_failure(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Record a failed try under the hash of what was typed, which may be a password."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    record("log-in-failed", by=None, on=None, typed=digest_of(typed.lower())[:16])
