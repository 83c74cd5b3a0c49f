"""How a receiver knows that a delivery is ours and not an old one sent again."""

import hmac
from hashlib import sha256

HEADER = "OpenIMR-Signature"


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return the value of the header: the second, and HMAC-SHA256 over both.

    >>> signature("s", 1, b"{}")[:12]
    't=1,v1=b2536'
    """
    signed = f"{timestamp}.".encode() + body
    return f"t={timestamp},v1={hmac.new(secret.encode(), signed, sha256).hexdigest()}"
