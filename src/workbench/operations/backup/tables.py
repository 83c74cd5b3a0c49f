"""Which tables a backup holds, and their rows as lines of JSON."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

_LEFT_OUT = frozenset(
    {
        "auth",  # groups and permissions of Django, which the site does not use
        "axes",  # failed log-ins of the last half hour
        "contenttypes",  # made by migrations
        "django_tasks_database",  # tasks are queued anew from the rows they work on
        "sessions",  # everybody logs in again
        "usersessions",
    }
)
_ROWS = 500


def tables() -> list[type[models.Model]]:
    """Return the tables of a backup, always in the same order."""
    every = apps.get_models(include_auto_created=True)
    ours = [each for each in every if each._meta.app_label not in _LEFT_OUT]
    return sorted(ours, key=lambda each: each._meta.label_lower)


def migrations() -> list[str]:
    """Return the steps that the database has gone through."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def lines() -> Iterator[bytes]:
    """Yield every row as a line of JSON; to be run where one state is seen."""
    for table in tables():
        rows = table._base_manager.order_by("pk").iterator(chunk_size=_ROWS)
        for row in rows:
            (told,) = serializers.serialize("python", [row])
            yield json.dumps(told, default=_told, ensure_ascii=False).encode() + b"\n"


def _told(value: object) -> str:
    # Django's own encoder cuts times to milliseconds; the record of acts hashes all.
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def put(told: Iterable[bytes]) -> int:
    """Insert rows from lines; return how many. In the caller's transaction."""
    many, held = 0, list[models.Model]()
    for line in told:
        (found,) = serializers.deserialize("python", [json.loads(line)])
        row = found.object
        if (held and type(row) is not type(held[0])) or len(held) == _ROWS:
            many += _insert(held)
            held = []
        held.append(row)
    return many + (_insert(held) if held else 0)


def _insert(rows: list[Any]) -> int:
    type(rows[0])._base_manager.bulk_create(rows)
    return len(rows)


def go_on_counting() -> None:
    """Let PostgreSQL's own numbers begin behind those that were put in."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
