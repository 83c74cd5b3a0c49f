"""Only addresses outside are called, and none is waited for long."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from workbench.api.hooks.sending import addresses, is_public, place_of, post
from workbench.api.hooks.signing import signature
from workbench.errors import WebhookError

from .receiving import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as told:
        yield told


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
