"""Roles, and the rights that each of them has.

A right opens a kind of view; which rows are then seen is decided by each table's
``visible_to``.  Rights are data so that a test can walk every view with every role.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is in an organisation that reviews, or in a dispute."""

    COORDINATOR = "coordinator", "Coordinator"
    REVIEWER = "reviewer", "Reviewer"
    QUALITY = "quality", "Quality lead"
    PARTY = "party", "Party"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF = frozenset(Role) - {Role.PARTY}
"""Roles inside the organisation; they need a second factor."""


class Right(TextChoices):
    """What a view asks for."""

    PUBLIC = "public", "open to everybody"
    SIGNED_IN = "signed_in", "for everybody with an account"
    COORDINATE = "coordinate", "take in cases, keep clocks, assign"
    REVIEW = "review", "read an assigned case and decide it"
    ASSURE = "assure", "check signed determinations and release them"
    TAKE_PART = "take_part", "see one's own case as a party to it"
    AUDIT = "audit", "read and verify the record of acts"
    ADMINISTER = "administer", "invite people and give them roles"


_EVERYBODY = frozenset({Right.PUBLIC, Right.SIGNED_IN})
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.COORDINATOR: _EVERYBODY | {Right.COORDINATE},
        Role.REVIEWER: _EVERYBODY | {Right.REVIEW},
        Role.QUALITY: _EVERYBODY | {Right.ASSURE},
        Role.PARTY: _EVERYBODY | {Right.TAKE_PART},
        Role.AUDITOR: _EVERYBODY | {Right.AUDIT},
        Role.ADMINISTRATOR: _EVERYBODY | {Right.ADMINISTER},
    }
)
EXCLUSIVE = frozenset(
    {
        # Who decides does not check the decision, and a party is nothing else
        # (8 CCR 9792.10.7: the reviewer's independence and confidentiality).
        frozenset({Role.REVIEWER, Role.QUALITY}),
        *(frozenset({Role.PARTY, role}) for role in STAFF),
    }
)
"""Pairs of roles that one person may not hold together."""
