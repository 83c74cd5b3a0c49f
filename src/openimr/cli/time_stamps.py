"""Time stamps of an authority over HTTP (RFC 3161); the core has no network."""

import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from openimr.errors import SigningError

_SECONDS = 20
_LARGEST = 200_000


class Authority(TimeStamper):
    """A time stamping authority at an address."""

    def __init__(self, address: str) -> None:
        if not address.startswith(("http://", "https://")):
            problem = "it is no address of an authority"
            raise SigningError("--time-stamp", problem, "Give one with https://.")
        super().__init__()  # type: ignore[no-untyped-call]
        self._address = address

    async def async_request_tsa_response(
        self, req: tsp.TimeStampReq
    ) -> tsp.TimeStampResp:
        """Return the authority's answer."""
        asked = urllib.request.Request(  # noqa: S310 - checked when it was made
            self._address,
            data=req.dump(),
            headers={"Content-Type": "application/timestamp-query"},
        )
        try:
            with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310
                return tsp.TimeStampResp.load(answer.read(_LARGEST))
        except (OSError, ValueError):
            raise TimestampRequestError("no answer") from None
