"""Other systems are told of what happens, by ids, signed, and until it arrives."""

import hmac
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from textwrap import dedent
from typing import Any

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
from workbench.api.hooks.sending import addresses, is_public, place_of, post
from workbench.api.hooks.signing import signature
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
from .tokens import program

Browser = Callable[[User], Client]
EVERY = list(Event.values)
DELIVERED, FAILED, WAITING = (
    Delivery.State.DELIVERED,
    Delivery.State.FAILED,
    Delivery.State.WAITING,
)


@dataclass
class Receiver:
    """A server that keeps what it is sent, and answers as it is told."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Give a receiver on this machine."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            told.got.append((dict(self.headers), self.rfile.read(size)))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"x" * 5000)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        told.url = f"http://127.0.0.1:{server.server_port}/in?a=1"
        yield told
        server.shutdown()
        thread.join()


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


def test_the_receiver_in_the_documentation_tells_ours_from_others() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    code = page[page.index("    import hmac, time") :].partition("\n\nAnswer 2xx")[0]
    known: dict[str, Any] = {}
    exec(dedent(code), known)  # noqa: S102 - our own page
    now, body = int(time.time()), b'{"id": "1"}'

    assert known["is_ours"]("word", signature("word", now, body), body)
    assert not known["is_ours"]("word", signature("word", now - 400, body), body)
    assert not known["is_ours"]("word", signature("other", now, body), body)
    assert not known["is_ours"]("word", signature("word", now, body), body + b" ")


@pytest.mark.django_db
def test_secrets_are_sealed_on_the_disk(person: People, receiver: Receiver) -> None:
    endpoint, secret = AddEndpoint(
        receiver.url, EVERY, person(Role.ADMINISTRATOR)
    ).execute()

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


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - to be refused
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_inside_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_addresses_outside_are_called(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https:///a",
        "https://user:word@example.org/",
        "https://example.org:99999/",
        "https://exa\u0000mple.org/",
        "https://example.org/a b",
        "https://[::1/",
        "javascript:alert(1)",
        "https://" + "a" * 64 + ".org/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
    ],
)
def test_places_that_may_not_be_called_are_refused(settings: Any, url: str) -> None:
    settings.WEBHOOKS_LOCAL = False

    with pytest.raises(WebhookError):
        addresses(place_of(url))


def test_one_address_inside_is_enough_to_refuse_a_name(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_LOCAL = False
    kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    found = [(*kind, ("93.184.215.14", 443)), (*kind, ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(WebhookError, match="private"):
        post("https://example.org/", b"{}", {})


def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    settings: Any, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(receiver.url.split(":")[2].split("/")[0])
    asked: list[object] = []
    kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")

    resolve = socket.getaddrinfo

    def once(host: str, *given: Any, **named: Any) -> list[Any]:
        if host != "hook.example":
            return resolve(host, *given, **named)
        asked.append(host)
        return [(*kind, ("127.0.0.1", port))]

    settings.WEBHOOKS_LOCAL = True
    monkeypatch.setattr(socket, "getaddrinfo", once)

    assert post(f"http://hook.example:{port}/in", b"{}", {}) == 200
    assert asked == ["hook.example"]
    assert receiver.got[0][0]["Host"] == f"hook.example:{port}"


def test_a_server_that_says_nothing_is_not_waited_for(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_LOCAL = True
    monkeypatch.setattr("workbench.api.hooks.sending._WHOLE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        start = time.monotonic()

        with pytest.raises(WebhookError):
            post(f"http://127.0.0.1:{port}/", b"{}", {})

        assert time.monotonic() - start < 5


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
