"""Who a request comes from: the bearer token, and what it is good for."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from workbench.people.actions import digest_of
from workbench.people.models import User

from .models import Token
from .scopes import Scope

_MINUTE = timedelta(minutes=1)
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def token_of(request: HttpRequest) -> Token | None:
    """Return the good token that a request carries; asked for once a request."""
    if not hasattr(request, "api_token"):
        request.api_token = _found(request)  # type: ignore[attr-defined]
    found: Token | None = request.api_token  # type: ignore[attr-defined]
    return found


def _found(request: HttpRequest) -> Token | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return None
    digest = digest_of(secret.strip())
    found = Token.objects.select_related("owner").filter(digest=digest).first()
    if found is None or found.over or not found.owner.is_active:
        return None
    return found if _has_factor(found.owner) else None


def _has_factor(owner: User) -> bool:
    """Staff whose second factor is gone get no further here than on the pages."""
    if not owner.is_staff:
        return True
    own = Authenticator.objects.filter(user_id=owner.pk, type__in=_KINDS)
    has: bool = own.exists()
    return has


def note_use(token: Token) -> None:
    """Keep when a token was last used, to the minute."""
    now = timezone.now()
    stale = Q(last_used=None) | Q(last_used__lt=now - _MINUTE)
    if token.last_used is None or now - token.last_used > _MINUTE:
        minute = now.replace(second=0, microsecond=0)
        Token.objects.filter(stale, pk=token.pk).update(last_used=minute)


class BearerToken(HttpBearer):
    """Lets an operation through with a token of a scope, or of any."""

    openapi_description = "A token made on the page of tokens: oimr_…"

    def __init__(self, scope: Scope | None = None, *, optional: bool = False) -> None:
        super().__init__()
        self.scope, self.optional = scope, optional

    def __call__(self, request: HttpRequest) -> Any:
        """Return the token; true where none is needed and none was given.

        Raises:
            AuthenticationError: there is none, or it is good for nothing.
            PermissionDenied: its scopes or its owner's roles do not reach so far.
        """
        if self.optional and "Authorization" not in request.headers:
            return True
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Return the token, once it is known to be good."""
        del token  # read from the header by token_of, once for all who ask
        found = token_of(request)
        if found is None:
            raise AuthenticationError
        if self.scope is not None and self.scope not in found.granted:
            raise PermissionDenied(
                f"This needs a token with the scope {self.scope.value}, "
                "and a role of its owner that allows it."
            )
        note_use(found)
        request.user = found.owner
        return found
