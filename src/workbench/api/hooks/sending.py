"""Call an address outside, and only outside.

The name is resolved once, every address that it has is looked at, and the connection
goes to one of those; so a name that answers otherwise a moment later leads nowhere
else.  Redirections are not followed, little of the answer is read, and all of it has to
be over in time.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from workbench.errors import WebhookError

_SECONDS = 10.0
"""For each step of the connection."""

_WHOLE = 20.0
"""For all of it."""

_ANSWER = 1024
_INNER_V4 = ip_network("64:ff9b::/96")
"""IPv4 in IPv6 by translation (RFC 6052)."""

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """An address that may be called."""

    host: str
    port: int
    path: str
    secure: bool


def place_of(url: str) -> Place:
    """Return the place that an address names.

    Raises:
        WebhookError: it is no address that may be called.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as problem:
        raise WebhookError("This is no address.  Give one with https://.") from problem
    _check(parts, host)
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or not path.isprintable() or " " in path:
        raise WebhookError("The path has characters that an address cannot have.")
    return Place(host, port or (443 if secure else 80), path, secure)


def _check(parts: SplitResult, host: str) -> None:
    schemes = {"https", "http"} if settings.WEBHOOKS_LOCAL else {"https"}
    if parts.scheme not in schemes or not host:
        raise WebhookError("A webhook needs an address that begins with https://.")
    if parts.username is not None or parts.password is not None:
        raise WebhookError("Leave name and password out of the address.")


def addresses(place: Place) -> list[str]:
    """Return the addresses of a name, all of which may be called.

    Raises:
        WebhookError: the name is not known, or leads into a network that is not public.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise WebhookError("The name of the address is not known.") from problem
    told = sorted({str(each[4][0]).partition("%")[0] for each in found})
    if not settings.WEBHOOKS_LOCAL and not all(is_public(each) for each in told):
        raise WebhookError(
            "The address leads into a private network.  "
            "Give one that the public can reach."
        )
    return told


def is_public(word: str) -> bool:
    """Tell whether an address lies in the public network.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254")
    (True, False)
    """
    found = _innermost(ip_address(word))
    special = (
        found.is_private,
        found.is_loopback,
        found.is_link_local,
        found.is_multicast,
        found.is_reserved,
        found.is_unspecified,
        not found.is_global,
    )
    return not any(special)


def _innermost(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _INNER_V4:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    inner = address.ipv4_mapped or address.sixtofour
    if address.teredo is not None:
        inner = address.teredo[1]
    return inner or address


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a body to an address and return the status of the answer.

    Raises:
        WebhookError: it cannot be called, or did not answer in time.
    """
    place = place_of(url)
    reached = addresses(place)[0]
    try:
        with _connected(place, reached) as connection:
            connection.request("POST", place.path, body, headers)
            answer = connection.getresponse()
            answer.read(_ANSWER)
            return answer.status
    except (OSError, HTTPException, ValueError) as problem:
        raise WebhookError(
            f"The address did not answer ({type(problem).__name__})."
        ) from problem


@contextmanager
def _connected(place: Place, reached: str) -> Iterator[HTTPConnection]:
    plain = socket.create_connection((reached, place.port), timeout=_SECONDS)
    guard = threading.Timer(_WHOLE, _cut, [plain])
    guard.daemon = True
    guard.start()
    line: socket.socket = plain
    try:
        if place.secure:
            context = ssl.create_default_context()
            line = context.wrap_socket(plain, server_hostname=place.host)
        connection = HTTPConnection(place.host, place.port, timeout=_SECONDS)
        if place.secure:
            connection.default_port = 443  # so that Host names no port needlessly
        connection.sock = line
        yield connection
    finally:
        guard.cancel()
        line.close()
        plain.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()  # it was over already
