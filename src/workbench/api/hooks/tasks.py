"""Deliver, and try again later and later; what a dead worker left is found again."""

import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from openimr import __version__
from openimr.errors import OpenImrError
from workbench.api.models import Delivery
from workbench.files.store import get

from .sending import post
from .signing import HEADER, signature

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)
)
"""From one try to the next; after the last one a delivery is given up (two days)."""

_HELD = timedelta(minutes=2)
"""For so long a worker has a delivery; then it is believed dead."""


KEPT = timedelta(days=30)
"""For so long it can be looked up what was delivered."""


@task(queue_name="webhooks")
def deliver(delivery: str) -> None:
    """Try a delivery that is due, once."""
    attempt = take(UUID(delivery))
    if attempt is None:
        return
    try:
        status, fault = attempt.sent(), ""
    except OpenImrError as error:
        status, fault = None, str(error)[:200]
    if status is not None and 200 <= status < 300:
        attempt.end(Delivery.State.DELIVERED, answered=status)
    else:
        attempt.put_off(status, fault or f"The address answered {status}.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One worker's hold on a delivery, by the number of the try."""

    delivery: UUID
    number: int

    def sent(self) -> int:
        """Send it and return the status of the answer.

        Raises:
            WebhookError: it could not be sent.
            StorageError: the secret cannot be opened.
        """
        row = Delivery.objects.select_related("endpoint__secret").get(pk=self.delivery)
        body = body_of(row)
        secret = b"".join(get(row.endpoint.secret)).decode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"OpenIMR/{__version__}",
            "OpenIMR-Event": row.event,
            "OpenIMR-Delivery": str(row.pk),
            HEADER: signature(secret, int(time.time()), body),
        }
        return post(row.endpoint.url, body, headers)

    def end(self, state: Delivery.State, **values: object) -> None:
        """Put the outcome in place, unless another try has begun."""
        held = Delivery.objects.filter(
            pk=self.delivery, attempts=self.number, state=Delivery.State.WAITING
        )
        held.update(state=state, next_try=None, **{"fault": "", **values})

    def put_off(self, answered: int | None, fault: str) -> None:
        """Try again later, or give up after the last try."""
        if self.number > len(WAITS):
            self.end(Delivery.State.FAILED, answered=answered, fault=fault)
            return
        due = timezone.now() + WAITS[self.number - 1]
        held = Delivery.objects.filter(
            pk=self.delivery, attempts=self.number, state=Delivery.State.WAITING
        )
        if held.update(next_try=due, answered=answered, fault=fault):
            deliver.using(run_after=due).enqueue(str(self.delivery))


def take(delivery: UUID) -> Attempt | None:
    """Take a delivery that is due; None where it is not, or another worker has it."""
    now = timezone.now()
    due = Delivery.objects.filter(
        pk=delivery, state=Delivery.State.WAITING, next_try__lte=now
    )
    ended = due.filter(endpoint__ended__isnull=False)
    if ended.update(state=Delivery.State.FAILED, next_try=None, fault="It was ended."):
        return None
    if not due.update(attempts=F("attempts") + 1, next_try=now + _HELD):
        return None
    return Attempt(delivery, Delivery.objects.get(pk=delivery).attempts)


def body_of(row: Delivery) -> bytes:
    """Return what is sent; the same bytes at every try."""
    told = {
        "id": str(row.pk),
        "event": row.event,
        "at": _moment(row.made),
        "data": row.payload,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def take_up_due() -> int:
    """Queue what is due and was forgotten; return how many deliveries that were.

    A task that a worker will come to anyhow may be queued twice: the second one finds
    nothing due.
    """
    late = timezone.now() - _HELD
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_try__lt=late)
    found = list(due.values_list("pk", flat=True)[:1000])
    for delivery in found:
        deliver.enqueue(str(delivery))
    return len(found)


def forget_old() -> int:
    """Remove deliveries that are over and kept long enough; return how many."""
    old = Delivery.objects.filter(made__lt=timezone.now() - KEPT)
    return old.exclude(state=Delivery.State.WAITING).delete()[0]
