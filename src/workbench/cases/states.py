"""Where a case stands, and which steps lead on from there."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices


class State(TextChoices):
    """One at a time; every case is always in exactly one."""

    RECEIVED = "received", "Received"
    READ = "read", "Read, to be screened"
    INELIGIBLE = "ineligible", "Not eligible"
    AWAITING_RECORDS = "awaiting_records", "Waiting for records"
    READY = "ready", "Ready to assign"
    ASSIGNED = "assigned", "Assigned"
    IN_REVIEW = "in_review", "In review"
    SIGNED = "signed", "Signed, to be checked"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.RECEIVED: frozenset({State.READ, State.WITHDRAWN}),
        State.READ: frozenset(
            {
                State.INELIGIBLE,
                State.AWAITING_RECORDS,
                State.READY,
                State.RECEIVED,
                State.WITHDRAWN,
            }
        ),
        State.INELIGIBLE: frozenset({State.READ}),
        State.AWAITING_RECORDS: frozenset(
            {State.READY, State.RECEIVED, State.READ, State.WITHDRAWN}
        ),
        State.READY: frozenset(
            {State.ASSIGNED, State.AWAITING_RECORDS, State.RECEIVED, State.WITHDRAWN}
        ),
        State.ASSIGNED: frozenset(
            {State.IN_REVIEW, State.READY, State.RECEIVED, State.WITHDRAWN}
        ),
        State.IN_REVIEW: frozenset(
            {State.SIGNED, State.READY, State.RECEIVED, State.WITHDRAWN}
        ),
        State.SIGNED: frozenset({State.RELEASED, State.IN_REVIEW}),
        State.RELEASED: frozenset(),
        State.WITHDRAWN: frozenset(),
    }
)
"""Steps that may follow; a file that comes in late leads back to ``received``."""

OPEN_TO_FILES = frozenset(
    {
        State.RECEIVED,
        State.READ,
        State.AWAITING_RECORDS,
        State.READY,
        State.ASSIGNED,
        State.IN_REVIEW,
    }
)
"""States in which records may still be added."""
