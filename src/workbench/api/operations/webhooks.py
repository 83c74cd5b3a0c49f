"""Webhooks, for programs of administrators."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from workbench.api.hooks.actions import (
    AddEndpoint,
    EndEndpoint,
    Redeliver,
    TestEndpoint,
)
from workbench.api.hooks.events import Event
from workbench.api.models import Delivery, Endpoint
from workbench.api.scopes import Scope
from workbench.people.access import demand
from workbench.people.roles import Right

from .asking import ApiRequest, scoped

router = Router()
_AUTH = scoped(Scope.WEBHOOKS_WRITE)
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^https?://[!-~]+$")]


class EndpointAsked(Schema):
    """An address that wants to be told."""

    url: Url
    events: list[Event] = Field(min_length=1, max_length=len(Event))


class EndpointTold(Schema):
    """An address that is told."""

    id: UUID
    url: str
    events: list[str]
    made: datetime
    ended: datetime | None


class EndpointNew(EndpointTold):
    """A new one, with its secret; it is told this once."""

    secret: str


class DeliveryTold(Schema):
    """One event on its way."""

    id: UUID
    event: str
    state: Literal["waiting", "delivered", "failed"]
    made: datetime
    attempts: int
    next_try: datetime | None
    answered: int | None
    fault: str


@router.get("/webhooks", response=list[EndpointTold], auth=_AUTH)
def list_webhooks(request: ApiRequest) -> object:
    """List every webhook, ended ones too."""
    demand(request.user, Right.ADMINISTER)
    return list(Endpoint.objects.order_by("made", "pk"))


@router.post("/webhooks", response={201: EndpointNew}, auth=_AUTH)
def add_webhook(request: ApiRequest, asked: EndpointAsked) -> object:
    """Have an address told of events."""
    events = [event.value for event in asked.events]
    made, secret = AddEndpoint(asked.url, events, request.user).execute()
    told = {name: getattr(made, name) for name in EndpointTold.model_fields}
    return {**told, "secret": secret}


@router.delete("/webhooks/{uuid:webhook}", response=EndpointTold, auth=_AUTH)
def end_webhook(request: ApiRequest, webhook: UUID) -> object:
    """Tell an address nothing more."""
    return EndEndpoint(_found(request, webhook), request.user).execute()


@router.post("/webhooks/{uuid:webhook}/tests", response={202: DeliveryTold}, auth=_AUTH)
def test_webhook(request: ApiRequest, webhook: UUID) -> object:
    """Send an event that means nothing."""
    return TestEndpoint(_found(request, webhook), request.user).execute()


@router.get(
    "/webhooks/{uuid:webhook}/deliveries", response=list[DeliveryTold], auth=_AUTH
)
def list_deliveries(
    request: ApiRequest,
    webhook: UUID,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> object:
    """List the latest deliveries, the newest first."""
    found = _found(request, webhook)
    return list(found.deliveries.order_by("-made", "pk")[:limit])


@router.post(
    "/webhooks/{uuid:webhook}/deliveries/{uuid:delivery}/again",
    response={202: DeliveryTold},
    auth=_AUTH,
)
def redeliver(request: ApiRequest, webhook: UUID, delivery: UUID) -> object:
    """Deliver once more."""
    found = _found(request, webhook)
    row = get_object_or_404(Delivery.objects.filter(endpoint=found), pk=delivery)
    return Redeliver(row, request.user).execute()


def _found(request: ApiRequest, webhook: UUID) -> Endpoint:
    demand(request.user, Right.ADMINISTER)
    return get_object_or_404(Endpoint, pk=webhook)
