"""Programs of the tests: clients that hold somebody's token."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from workbench.api.actions import MakeToken
from workbench.api.models import Token
from workbench.api.scopes import Scope, allowed
from workbench.people.actions import digest_of
from workbench.people.models import User


def token(of: User, scopes: Iterable[Scope] | None = None) -> tuple[Token, str]:
    """Make a token with all scopes that somebody may have, or with these."""
    wanted = allowed(of) if scopes is None else scopes
    return MakeToken("a test", sorted(wanted), 30, of).execute()


def forged(of: User, scopes: Iterable[Scope]) -> str:
    """Make a token with scopes that its owner may never have been allowed."""
    secret = "oimr_" + "x" * 30 + str(Token.objects.count())
    Token.objects.create(
        name="forged",
        owner=of,
        digest=digest_of(secret),
        prefix=secret[:10],
        scopes=sorted(scopes),
        created=timezone.now(),
        expires=timezone.now() + timedelta(days=1),
    )
    return secret


class Program(Client):
    """Sends a token with each request, and JSON."""

    def __init__(self, secret: str = "", **given: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(headers=headers, **given)

    def send(self, address: str, told: object, **given: Any) -> Any:
        """Post JSON."""
        return self.post(address, told, content_type="application/json", **given)


def program(of: User, *scopes: Scope) -> Program:
    """Return a client with a token of somebody."""
    return Program(token(of, scopes or None)[1])
