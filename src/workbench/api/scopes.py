"""What a token may be allowed, and whose rights each scope draws on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from workbench.people.roles import Right

if TYPE_CHECKING:
    from workbench.people.models import User


class Scope(TextChoices):
    """One kind of operation of the API."""

    CASES_READ = "cases:read", "Read the cases that you see"
    CASES_WRITE = "cases:write", "Open cases and move them on"
    RECORDS_WRITE = "records:write", "Send files and add them to cases"
    DETERMINATIONS_READ = "determinations:read", "Read determinations and letters"
    DETERMINATIONS_WRITE = (
        "determinations:write",
        "Pass, return and release signed determinations",
    )
    AUDIT_READ = "audit:read", "Export the record of acts"
    LIBRARY_READ = "library:read", "Search published decisions"
    WEBHOOKS_WRITE = "webhooks:write", "Set up webhooks"


NEEDS: Mapping[Scope, frozenset[Right]] = MappingProxyType(
    {
        Scope.CASES_READ: frozenset(
            {Right.COORDINATE, Right.ASSURE, Right.REVIEW, Right.TAKE_PART}
        ),
        Scope.CASES_WRITE: frozenset({Right.COORDINATE}),
        Scope.RECORDS_WRITE: frozenset({Right.COORDINATE, Right.TAKE_PART}),
        Scope.DETERMINATIONS_READ: frozenset(
            {Right.COORDINATE, Right.ASSURE, Right.TAKE_PART}
        ),
        Scope.DETERMINATIONS_WRITE: frozenset({Right.ASSURE}),
        Scope.AUDIT_READ: frozenset({Right.AUDIT}),
        Scope.LIBRARY_READ: frozenset({Right.PUBLIC}),
        Scope.WEBHOOKS_WRITE: frozenset({Right.ADMINISTER}),
    }
)
"""A scope works as long as its owner has one of these rights."""


def allowed(user: "User") -> frozenset[Scope]:
    """Return the scopes that a person's roles allow now."""
    rights = user.rights
    return frozenset(scope for scope, needed in NEEDS.items() if needed & rights)
