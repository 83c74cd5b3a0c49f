"""Other systems are told of what happens, by ids, signed, and until it arrives."""

import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench.api.hooks.actions import (
    AddEndpoint,
    EndEndpoint,
    Redeliver,
    TestEndpoint,
)
from workbench.api.hooks.events import Event
from workbench.api.hooks.tasks import WAITS, deliver, take, take_up_due
from workbench.api.models import Delivery, Endpoint
from workbench.cases.actions import MoveCase
from workbench.cases.states import State
from workbench.errors import CaseError, WebhookError
from workbench.files.store import get
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import opened, read
from .receiving import Receiver, receiving
from .tokens import program

Browser = Callable[[User], Client]
EVERY = list(Event.values)
DELIVERED, FAILED = Delivery.State.DELIVERED, Delivery.State.FAILED
WAITING = Delivery.State.WAITING


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as told:
        yield told


@pytest.fixture
def endpoint(person: People, receiver: Receiver) -> Endpoint:
    """Set up a webhook for every event."""
    return AddEndpoint(receiver.url, EVERY, person(Role.ADMINISTRATOR)).execute()[0]


def _work() -> None:
    for row in Delivery.objects.filter(state=WAITING):
        deliver.func(str(row.pk))


@pytest.mark.django_db
def test_a_step_of_a_case_is_told_by_ids_and_states_only(
    person: People, endpoint: Endpoint, receiver: Receiver
) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    case.worker = "Ada Example"
    case.save()

    MoveCase(case, State.WITHDRAWN, "Ada has recovered.", by).execute()
    _work()

    [(headers, body)] = receiver.got
    told = json.loads(body)
    assert told["event"] == headers["OpenIMR-Event"] == "case.moved"
    assert told["id"] == headers["OpenIMR-Delivery"]
    assert told["data"] == {
        "case": str(case.pk),
        "number": case.number,
        "state": "withdrawn",
    }
    assert b"Ada" not in body
    assert Delivery.objects.get(endpoint=endpoint).state == DELIVERED


@pytest.mark.django_db
def test_a_receiver_can_tell_that_a_delivery_is_ours(
    person: People, receiver: Receiver
) -> None:
    by = person(Role.ADMINISTRATOR)
    endpoint, secret = AddEndpoint(receiver.url, EVERY, by).execute()

    TestEndpoint(endpoint, by).execute()
    _work()

    [(headers, body)] = receiver.got
    parts = dict(part.split("=") for part in headers["OpenIMR-Signature"].split(","))
    signed = f"{parts['t']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
    assert hmac.compare_digest(parts["v1"], expected)
    assert abs(time.time() - int(parts["t"])) < 60


@pytest.mark.django_db
def test_secrets_are_sealed_on_the_disk(person: People, receiver: Receiver) -> None:
    by = person(Role.ADMINISTRATOR)
    endpoint, secret = AddEndpoint(receiver.url, EVERY, by).execute()

    assert b"".join(get(endpoint.secret)).decode() == secret
    assert secret.encode() not in endpoint.secret.place.read_bytes()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("endpoint")
def test_a_reading_is_told_once(person: People) -> None:
    case = opened(person(Role.COORDINATOR))

    read(case)

    events = Delivery.objects.order_by("made").values_list("event", flat=True)
    assert sorted(events) == ["case.moved", "case.read"]


@pytest.mark.django_db
def test_what_was_undone_is_not_told(person: People, endpoint: Endpoint) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)

    with pytest.raises(CaseError):
        MoveCase(case, State.WITHDRAWN, "", by).execute()

    assert not Delivery.objects.filter(endpoint=endpoint).exists()


@pytest.mark.django_db
def test_events_that_nobody_asked_for_are_not_told(
    person: People, receiver: Receiver
) -> None:
    AddEndpoint(
        receiver.url, [Event.RELEASED.value], person(Role.ADMINISTRATOR)
    ).execute()
    by = person(Role.COORDINATOR)

    MoveCase(opened(by), State.WITHDRAWN, "It was approved.", by).execute()

    assert not Delivery.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [301, 400, 404, 410, 500, 503])
def test_what_does_not_arrive_is_tried_later_and_later(
    person: People, endpoint: Endpoint, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    receiver.headers = {"Location": "http://127.0.0.1:1/elsewhere"}
    row = TestEndpoint(endpoint, person(Role.ADMINISTRATOR)).execute()

    before = timezone.now()
    _work()

    row.refresh_from_db()
    assert (row.state, row.attempts, row.answered) == (WAITING, 1, status)
    assert row.next_try is not None
    assert WAITS[0] <= row.next_try - before < WAITS[0] + timedelta(seconds=30)
    later = DBTaskResult.objects.filter(run_after=row.next_try)
    assert later.count() == 1
    assert list(WAITS) == sorted(WAITS)


@pytest.mark.django_db
def test_after_the_last_try_it_is_given_up_and_can_be_sent_again(
    person: People, endpoint: Endpoint, receiver: Receiver
) -> None:
    by = person(Role.ADMINISTRATOR)
    row = TestEndpoint(endpoint, by).execute()
    receiver.status = 500
    for _ in range(len(WAITS) + 1):
        Delivery.objects.update(next_try=timezone.now())
        _work()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (FAILED, len(WAITS) + 1)

    receiver.status = 204
    Redeliver(row, by).execute()
    _work()

    row.refresh_from_db()
    assert (row.state, row.attempts, row.fault) == (DELIVERED, 1, "")


@pytest.mark.django_db
def test_a_delivery_is_held_by_one_worker_and_found_again_when_that_one_died(
    person: People, endpoint: Endpoint, receiver: Receiver
) -> None:
    row = TestEndpoint(endpoint, person(Role.ADMINISTRATOR)).execute()

    first, second = take(row.pk), take(row.pk)
    assert first is not None
    assert second is None
    assert take_up_due() == 0
    Delivery.objects.update(next_try=timezone.now() - timedelta(minutes=10))
    assert take_up_due() == 1
    _work()
    first.put_off(500, "late")

    row.refresh_from_db()
    assert (row.state, row.attempts) == (DELIVERED, 2)
    assert len(receiver.got) == 1


@pytest.mark.django_db
def test_an_ended_webhook_is_told_nothing_more(
    person: People, endpoint: Endpoint, receiver: Receiver
) -> None:
    by = person(Role.ADMINISTRATOR)
    row = TestEndpoint(endpoint, by).execute()

    EndEndpoint(endpoint, by).execute()
    _work()
    row.refresh_from_db()

    assert (row.state, receiver.got) == (FAILED, [])
    with pytest.raises(WebhookError):
        TestEndpoint(endpoint, by).execute()
    with pytest.raises(WebhookError):
        Redeliver(row, by).execute()


@pytest.mark.django_db
def test_nobody_but_an_administrator_sets_up_webhooks(
    person: People, endpoint: Endpoint
) -> None:
    by = person(Role.COORDINATOR)

    for act in (AddEndpoint("http://127.0.0.1/", EVERY, by), EndEndpoint(endpoint, by)):
        with pytest.raises(PermissionDenied):
            act.execute()


@pytest.mark.django_db
def test_programs_set_up_webhooks_and_follow_them(
    person: People, receiver: Receiver
) -> None:
    cache.clear()
    by = program(person(Role.ADMINISTRATOR))
    asked = {"url": receiver.url, "events": ["case.moved"]}

    made = by.send("/api/v1/webhooks", asked).json()
    address = f"/api/v1/webhooks/{made['id']}"
    test = by.post(f"{address}/tests").json()
    _work()
    rows = by.get(f"{address}/deliveries").json()
    again = by.post(f"{address}/deliveries/{test['id']}/again")
    ended = by.delete(address).json()

    assert made["secret"].startswith("whsec_")
    assert [(row["id"], row["state"]) for row in rows] == [(test["id"], "delivered")]
    assert again.json()["state"] == "waiting"
    assert ended["ended"] is not None
    listed = by.get("/api/v1/webhooks").json()
    assert [each["id"] for each in listed] == [made["id"]]
    assert "secret" not in listed[0]


@pytest.mark.django_db
def test_an_administrator_sees_webhooks_and_their_deliveries(
    person: People, logged_in: Browser, endpoint: Endpoint
) -> None:
    browser = logged_in(person(Role.ADMINISTRATOR))
    address = f"/programs/webhooks/{endpoint.pk}/"

    browser.post(f"{address}test/")
    page = browser.get(address).content.decode()
    row = Delivery.objects.get()
    Delivery.objects.update(state=FAILED)
    browser.post(f"/programs/webhooks/deliveries/{row.pk}/again/")
    browser.post(f"{address}end/")

    assert endpoint.url in browser.get("/programs/webhooks/").content.decode()
    assert "endpoint.test" in page
    row.refresh_from_db()
    endpoint.refresh_from_db()
    assert row.state == WAITING
    assert endpoint.ended is not None


@pytest.mark.django_db
def test_the_sweep_tells_what_it_found(
    person: People, endpoint: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    TestEndpoint(endpoint, person(Role.ADMINISTRATOR)).execute()
    Delivery.objects.update(next_try=timezone.now() - timedelta(hours=1))

    call_command("api_sweep")

    assert "1 deliveries queued again, 0 rows forgotten" in capsys.readouterr().out
    Delivery.objects.update(state=DELIVERED, made=timezone.now() - timedelta(days=31))
    call_command("api_sweep")
    assert "0 deliveries queued again, 1 rows forgotten" in capsys.readouterr().out
