"""The token itself."""

from datetime import datetime

from ninja import Router, Schema

from workbench.api.scopes import Scope

from .asking import ApiRequest, scoped

router = Router()


class TokenTold(Schema):
    """What a token may do."""

    name: str
    prefix: str
    scopes: list[Scope]
    """As given when it was made."""

    granted: list[Scope]
    expires: datetime


@router.get("/token", response=TokenTold, auth=scoped(None))
def get_token(request: ApiRequest) -> object:
    """Show what this token may do; `granted` leaves out what its owner lost."""
    token = request.auth
    told = {name: getattr(token, name) for name in ("name", "prefix", "expires")}
    return {**told, "scopes": token.scopes, "granted": sorted(token.granted)}
