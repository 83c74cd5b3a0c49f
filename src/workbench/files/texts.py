"""Short texts that lie sealed in the database, by keys that can be changed.

Each is sealed by AES-256-GCM under a key that HKDF-SHA256 (RFC 5869) makes of a site's
key for one purpose, and begins with the name of the site's key.
"""

import base64
import binascii
import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbench.errors import KeyLostError

from .sealing import name_of_key

_MARK = "sealed:"
_NONCE = 12


def seal_text(
    text: str, site_keys: Sequence[bytes], purpose: bytes, place: str = ""
) -> str:
    """Return a text sealed by the newest key of the site.

    Args:
        text: what is sealed.
        site_keys: the site's keys, the newest first.
        purpose: what tells this key from others that are made of the same one.
        place: where it lies; it opens nowhere else.
    """
    name, nonce = name_of_key(site_keys[0]), os.urandom(_NONCE)
    cipher = _cipher(site_keys[0], purpose)
    sealed = nonce + cipher.encrypt(nonce, text.encode(), _bound(name, place))
    return f"{_begin(name)}{base64.b64encode(sealed).decode()}"


def open_text(
    kept: str, site_keys: Sequence[bytes], purpose: bytes, place: str = ""
) -> str:
    """Return a text in the clear, also one that was never sealed.

    Raises:
        KeyLostError: the key that sealed it is not at hand, or it was changed.
    """
    if not kept.startswith(_MARK):
        return kept  # from before such texts were sealed
    name, _, sealed = kept.removeprefix(_MARK).partition(":")
    for key in site_keys:
        if name_of_key(key) == name:
            return _opened(sealed, _cipher(key, purpose), name, place)
    raise KeyLostError(name)


def sealed_by_newest(kept: str, site_keys: Sequence[bytes]) -> bool:
    """Tell whether a text is sealed by the newest key of the site."""
    return kept.startswith(_begin(name_of_key(site_keys[0])))


def _begin(name: str) -> str:
    return f"{_MARK}{name}:"


def _bound(name: str, place: str) -> bytes:
    return (f"{name}:{place}" if place else name).encode()


def _opened(sealed: str, cipher: AESGCM, name: str, place: str) -> str:
    try:
        raw = base64.b64decode(sealed, validate=True)
        clear = cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _bound(name, place))
        return clear.decode()
    except (InvalidTag, binascii.Error, ValueError) as problem:
        raise KeyLostError(name) from problem


@lru_cache(maxsize=16)
def _cipher(key: bytes, purpose: bytes) -> AESGCM:
    # Kept: a session is opened in every request, and deriving costs more than opening.
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=purpose).derive(key))
