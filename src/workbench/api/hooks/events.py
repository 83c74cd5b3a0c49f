"""What is told, and how it comes to be told: listeners write deliveries.

They are written in the transaction of the act, so that what was undone is never told.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from workbench.api.models import Delivery, Endpoint
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.signals import moved
from workbench.cases.states import State
from workbench.quality.models import Release
from workbench.review.models import Signature

from .tasks import deliver


class Event(TextChoices):
    """What an endpoint may ask to be told of."""

    CASE_MOVED = "case.moved", "A case came into another state"
    CASE_READ = "case.read", "The records of a case were read"
    SIGNED = "determination.signed", "A determination was signed"
    RELEASED = "determination.released", "A determination was released"


TEST = "endpoint.test"
"""Sent on request only, to every endpoint."""


def tell(event: str, payload: Mapping[str, object], to: Iterable[Endpoint]) -> None:
    """Write a delivery for each endpoint and queue it."""
    now = timezone.now()
    for endpoint in to:
        row = Delivery.objects.create(
            endpoint=endpoint, event=event, payload=payload, made=now, next_try=now
        )
        deliver.enqueue(str(row.pk))


def tell_of_case(event: Event, case: Case, state: str) -> None:
    """Tell the endpoints that asked for such events."""
    asked = [
        each for each in Endpoint.objects.filter(ended=None) if event in each.events
    ]
    if asked:
        told = {"case": str(case.pk), "number": case.number, "state": state}
        tell(event.value, told, asked)


@receiver(moved, sender=Case, dispatch_uid="webhooks")
def note_step(case: Case, to: State, **_: Any) -> None:
    """A case came into another state."""
    tell_of_case(Event.CASE_MOVED, case, to.value)


@receiver(post_save, sender=Entry, dispatch_uid="webhooks-read")
def note_reading(instance: Entry, created: bool, **_: Any) -> None:
    """A reading's results were put in place; the record of acts says so."""
    if created and instance.act == "read-records":
        case = Case.objects.get(pk=instance.case)
        tell_of_case(Event.CASE_READ, case, case.state)


@receiver(post_save, sender=Signature, dispatch_uid="webhooks-signed")
def note_signature(instance: Signature, created: bool, **_: Any) -> None:
    """A determination was signed."""
    if created:
        tell_of_case(Event.SIGNED, instance.case, State.SIGNED.value)


@receiver(post_save, sender=Release, dispatch_uid="webhooks-released")
def note_release(instance: Release, created: bool, **_: Any) -> None:
    """A determination was released."""
    if created:
        tell_of_case(Event.RELEASED, instance.case, State.RELEASED.value)
