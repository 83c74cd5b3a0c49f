"""Append an entry to the chain, and check that the chain is whole.

Entry n holds the SHA-256 of its own fields and of entry n-1's digest; whoever changes
one entry must change all that follow, and the last digest, printed or sent away from
time to time, tells.  RFC 8785's idea of one canonical form is kept by sorted keys and
no spare white space.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from django.db import connection, models, transaction
from django.utils import timezone

from .models import Entry

FIRST = "0" * 64
"""What stands for the entry before the first."""

_TOKEN: ContextVar[str] = ContextVar("token of a program", default="")
_CHAIN_LOCK = 0x0493_4D52
"""Number of the advisory lock on PostgreSQL; any number nobody else uses."""

_LAST_IN_TURN = (
    f"SELECT pg_advisory_xact_lock({_CHAIN_LOCK}); "  # noqa: S608 - our own number
    "SELECT number, digest FROM audit_entry ORDER BY number DESC LIMIT 1"
)


@contextmanager
def through(token: str) -> Iterator[None]:
    """Have every act name the token that it comes through; empty: none."""
    before = _TOKEN.set(token)
    try:
        yield
    finally:
        _TOKEN.reset(before)


def record(
    act: str,
    *,
    by: models.Model | None,
    on: models.Model | None,
    case: object = "",
    **details: object,
) -> Entry:
    """Append an entry, in the transaction of the act that it is about.

    So neither stands without the other.  Writers wait for each other until that
    transaction ends: keep acts short, and record last.  An act through a token names
    it in its details (:func:`through`).
    """
    if token := _TOKEN.get():
        details = {**details, "token": token}
    with transaction.atomic():
        number, previous = _last_in_turn()
        entry = Entry(
            number=number + 1,
            at=timezone.now(),
            who_id=by.pk if by is not None else None,
            act=act,
            kind=on._meta.label_lower if on is not None else "",
            subject=str(on.pk) if on is not None else "",
            case=str(case),
            details=json.loads(json.dumps(details, default=str)),
            previous=previous,
        )
        entry.digest = digest_of(as_told(entry))
        entry.save(force_insert=True)
        return entry


def _last_in_turn() -> tuple[int, str]:
    """Wait until no other writer is at the chain; return where it ends."""
    if connection.vendor != "postgresql":
        # SQLite lets one writer in at a time already (transaction_mode IMMEDIATE).
        last = Entry.objects.order_by("-number").values_list("number", "digest")
        return last.first() or (0, FIRST)
    with connection.cursor() as cursor:
        # One round trip: all writers stand behind it.  The second statement sees what
        # was committed while the first one waited (READ COMMITTED).
        cursor.execute(_LAST_IN_TURN)
        cursor.nextset()
        number, digest = cursor.fetchone() or (0, FIRST)
        return int(number), str(digest)


def as_told(entry: Entry) -> dict[str, object]:
    """Return an entry as the object that is hashed and exported."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": str(entry.who_id) if entry.who_id else None,
        "act": entry.act,
        "kind": entry.kind,
        "subject": entry.subject,
        "case": entry.case,
        "details": entry.details,
        "previous": entry.previous,
    }


def digest_of(told: Mapping[str, object]) -> str:
    """Return the SHA-256 of an entry's canonical form, in hexadecimal."""
    form = json.dumps(
        told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return sha256(form.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a walk over the chain found."""

    entries: int
    last: str
    """Digest of the last entry; compare it with one noted elsewhere."""

    fault: str = ""
    """One sentence on the first fault; empty where there is none."""


def verify(entries: Iterable[Mapping[str, object]]) -> Soundness:
    """Walk over entries with their digests, in order, up to the first fault."""
    before, expected = FIRST, 1
    for entry in entries:
        told = {key: value for key, value in entry.items() if key != "digest"}
        fault = _fault(told, entry.get("digest"), before, expected)
        if fault:
            return Soundness(expected - 1, before, fault)
        before, expected = str(entry["digest"]), expected + 1
    return Soundness(expected - 1, before)


def _fault(
    told: Mapping[str, object], digest: object, before: str, expected: int
) -> str:
    number = told.get("number")
    if number != expected:
        return f"Entry {expected} is missing or out of its place."
    if told.get("previous") != before:
        return f"Entry {number} does not follow the entry before it."
    try:
        same = digest_of(told) == digest
    except (TypeError, ValueError):
        same = False
    return "" if same else f"Entry {number} was changed."


def stored() -> Iterable[dict[str, object]]:
    """Yield every entry of the database with its digest, in order."""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        yield {**as_told(entry), "digest": entry.digest}
