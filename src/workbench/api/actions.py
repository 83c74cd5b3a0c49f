"""Acts on tokens: make one, revoke one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.errors import TokenError
from workbench.people.actions import digest_of
from workbench.people.models import User
from workbench.people.roles import Right

from .models import Token
from .scopes import Scope, allowed

BEGINS = "oimr_"
"""So that scanners for leaked secrets know one."""

MOST_DAYS = 366
USUAL_DAYS = 90
"""What the form begins with."""
MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class MakeToken:
    """Make a token for oneself."""

    name: str
    scopes: Sequence[Scope]
    days: int
    by: User

    def check(self) -> None:
        """Raise unless this person may have such a token.

        Raises:
            TokenError: it has no name or scope, lasts too long, goes beyond the
                person's rights, or there are too many.
        """
        if not self.name.strip() or not self.scopes:
            raise TokenError("Give the token a name and at least one scope.")
        if not 0 < self.days <= MOST_DAYS:
            raise TokenError(f"A token lasts from 1 to {MOST_DAYS} days.")
        beyond = sorted(set(self.scopes) - allowed(self.by))
        if beyond:
            raise TokenError(f"Your roles do not allow {', '.join(beyond)}.")
        open_ones = Token.objects.filter(owner=self.by, revoked=None)
        if open_ones.filter(expires__gt=timezone.now()).count() >= MOST_TOKENS:
            raise TokenError(f"You have {MOST_TOKENS} tokens.  Revoke one first.")

    @transaction.atomic
    def execute(self) -> tuple[Token, str]:
        """Check, make and record; return the token and its secret, told once."""
        User.objects.select_for_update().get(pk=self.by.pk)
        self.check()
        secret, now = BEGINS + secrets.token_urlsafe(32), timezone.now()
        scopes = sorted({str(scope) for scope in self.scopes})
        made = Token.objects.create(
            name=self.name.strip()[:100],
            owner=self.by,
            digest=digest_of(secret),
            prefix=secret[:10],
            scopes=scopes,
            created=now,
            expires=now + timedelta(days=self.days),
        )
        record("make-token", by=self.by, on=made, scopes=scopes, days=self.days)
        return made, secret


@dataclass(frozen=True, slots=True)
class RevokeToken:
    """End a token at once; its owner or an administrator does."""

    token: Token
    by: User

    @transaction.atomic
    def execute(self) -> Token:
        """Check, revoke and record; a second time does no harm.

        Raises:
            PermissionDenied: it is somebody else's.
        """
        token = Token.objects.select_for_update().get(pk=self.token.pk)
        if token.owner_id != self.by.pk and Right.ADMINISTER not in self.by.rights:
            raise PermissionDenied("This token is somebody else's.")
        if token.revoked is None:
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            record("revoke-token", by=self.by, on=token)
        return token
