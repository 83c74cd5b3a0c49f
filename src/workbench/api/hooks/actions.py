"""Acts on webhooks: set one up, end it, try it, deliver again."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from workbench.api.models import Delivery, Endpoint
from workbench.audit.chain import record
from workbench.errors import WebhookError
from workbench.files.store import put
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .events import TEST, Event, tell
from .sending import addresses, place_of
from .tasks import deliver

_MOST = 20


@dataclass(frozen=True, slots=True)
class AddEndpoint:
    """Have an address told of events."""

    url: str
    events: Sequence[str]
    by: User

    def check(self) -> None:
        """Raise unless this address may be told.

        Raises:
            PermissionDenied: no administrator.
            WebhookError: the address leads nowhere or inside, there is no such event,
                or there are too many endpoints.
        """
        demand(self.by, Right.ADMINISTER)
        unknown = sorted(set(self.events) - set(Event.values))
        if unknown or not self.events:
            raise WebhookError(f"Choose from these events: {', '.join(Event.values)}.")
        if len(self.url) > 500:
            raise WebhookError("The address is longer than 500 characters.")
        addresses(place_of(self.url))
        if Endpoint.objects.filter(ended=None).count() >= _MOST:
            raise WebhookError(f"There are {_MOST} webhooks.  End one first.")

    def execute(self) -> tuple[Endpoint, str]:
        """Check, add and record; return the endpoint and its secret, told once."""
        self.check()  # before the transaction: a name may take long to resolve
        secret = "whsec_" + secrets.token_urlsafe(32)
        with transaction.atomic():
            made = Endpoint.objects.create(
                url=self.url,
                secret=put("webhook-secret", [secret.encode()]),
                events=sorted(set(self.events)),
                made=timezone.now(),
                made_by=self.by,
            )
            record("add-webhook", by=self.by, on=made, events=made.events)
        return made, secret


@dataclass(frozen=True, slots=True)
class EndEndpoint:
    """Tell an address nothing more; what waits for it is given up."""

    endpoint: Endpoint
    by: User

    @transaction.atomic
    def execute(self) -> Endpoint:
        """Check, end and record; a second time does no harm.

        Raises:
            PermissionDenied: no administrator.
        """
        demand(self.by, Right.ADMINISTER)
        endpoint = _locked(self.endpoint)
        if endpoint.ended is None:
            endpoint.ended = timezone.now()
            endpoint.save(update_fields=["ended"])
            record("end-webhook", by=self.by, on=endpoint)
        return endpoint


@dataclass(frozen=True, slots=True)
class TestEndpoint:
    """Send an endpoint an event that means nothing."""

    __test__ = False  # not one of pytest's

    endpoint: Endpoint
    by: User

    @transaction.atomic
    def execute(self) -> Delivery:
        """Check, queue and record.

        Raises:
            PermissionDenied: no administrator.
            WebhookError: the endpoint has ended.
        """
        demand(self.by, Right.ADMINISTER)
        endpoint = _locked(self.endpoint)
        _going_on(endpoint)
        tell(TEST, {"endpoint": str(endpoint.pk)}, [endpoint])
        record("test-webhook", by=self.by, on=endpoint)
        return endpoint.deliveries.order_by("-made").filter(event=TEST)[0]


@dataclass(frozen=True, slots=True)
class Redeliver:
    """Try a delivery anew that was given up, or that arrived and is wanted again."""

    delivery: Delivery
    by: User

    @transaction.atomic
    def execute(self) -> Delivery:
        """Check, queue and record; one that waits is left as it is.

        Raises:
            PermissionDenied: no administrator.
            WebhookError: the endpoint has ended.
        """
        demand(self.by, Right.ADMINISTER)
        rows = Delivery.objects.select_for_update(of=("self",))
        row = rows.select_related("endpoint").get(pk=self.delivery.pk)
        _going_on(row.endpoint)
        if row.state == Delivery.State.WAITING:
            return row
        row.state, row.attempts, row.fault = Delivery.State.WAITING, 0, ""
        row.next_try = timezone.now()
        row.save(update_fields=["state", "attempts", "fault", "next_try"])
        record("redeliver", by=self.by, on=row)
        deliver.enqueue(str(row.pk))
        return row


def _locked(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update().get(pk=endpoint.pk)


def _going_on(endpoint: Endpoint) -> None:
    if endpoint.ended is not None:
        raise WebhookError("This webhook has ended.  Set up a new one.")
