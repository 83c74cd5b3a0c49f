"""Who asks."""

from django.http import HttpRequest

from workbench.api.models import Token
from workbench.api.scopes import Scope
from workbench.api.tokens import BearerToken
from workbench.people.models import User


class ApiRequest(HttpRequest):
    """A request that carries a good token; for annotations only."""

    user: User
    auth: Token


def scoped(scope: Scope | None) -> BearerToken:
    """Return what lets a token with a scope through; None: any good token."""
    return BearerToken(scope)
