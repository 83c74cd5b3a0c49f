"""Somebody at a browser, and how long the answers took."""

import http.client
import random
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field

LEAST, MOST = 1.0, 5.0
"""Seconds for which somebody reads."""

_ACCEPTED = "text/html,image/avif,image/webp,*/*;q=0.8"
"""As every browser of today says it; others get pictures made anew as PNG."""


@dataclass(slots=True)
class Times:
    """Seconds of answers by what was asked for, from all threads."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, seconds: float, status: int) -> None:
        """Take one answer."""
        with self.lock:
            if status != http.client.OK:
                self.wrong[f"{name} ({status})"] += 1
            self.seconds[name].append(seconds)


@dataclass(slots=True)
class Somebody:
    """One person at a browser."""

    port: int
    session: str
    times: Times
    ends: float
    stops: bool
    dice: random.Random
    _line: http.client.HTTPConnection | None = None

    def ask(self, name: str, address: str, *, part: bool = False) -> None:
        """Ask for an address; ``part`` as htmx asks for a piece of a page."""
        headers = {
            "Cookie": f"sessionid={self.session}",
            "Host": "localhost",
            "Accept": _ACCEPTED,
        }
        if part:
            headers["HX-Request"] = "true"
        began = time.perf_counter()
        status = self._answered(address, headers)
        self.times.add(name, time.perf_counter() - began, status)

    def read(self) -> bool:
        """Stop to read; tell whether there is time left."""
        if self.stops:
            time.sleep(self.dice.uniform(LEAST, MOST))
        return time.monotonic() < self.ends

    def _answered(self, address: str, headers: dict[str, str]) -> int:
        for again in (True, False):
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, 60)
            try:
                self._line.request("GET", address, headers=headers)
                answer = self._line.getresponse()
                answer.read()
            except (http.client.HTTPException, OSError):
                # The server ends a connection that was silent for two seconds.
                self._line.close()
                self._line = None
                if not again:
                    raise
            else:
                return answer.status
        raise AssertionError
