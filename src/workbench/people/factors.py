"""Secrets of second factors: sealed in the database, by keys that can be changed.

A signature needs a second factor, so whoever could read these secrets in a copy of the
database could sign for a physician.  Each is sealed by AES-256-GCM under a key that
HKDF-SHA256 (RFC 5869) makes of a site's key, and begins with that key's name.
"""

import base64
import binascii
import os
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbench.errors import KeyLostError
from workbench.files.sealing import name_of_key

_MARK = "sealed"
_INFO = b"openimr secret of a second factor"
_NONCE = 12
_SECRETS = ("secret", "seed")
_LISTED = "migrated_codes"
"""Recovery codes of an older allauth."""


def seal_secret(text: str, site_keys: Sequence[bytes]) -> str:
    """Return a secret sealed by the newest key of the site."""
    name, nonce = name_of_key(site_keys[0]), os.urandom(_NONCE)
    sealed = nonce + _cipher(site_keys[0]).encrypt(nonce, text.encode(), name.encode())
    return f"{_MARK}:{name}:{base64.b64encode(sealed).decode()}"


def open_secret(kept: str, site_keys: Sequence[bytes]) -> str:
    """Return a secret in the clear, also one that was never sealed.

    Raises:
        KeyLostError: the key that sealed it is not at hand, or it was changed.
    """
    mark, _, rest = kept.partition(":")
    if mark != _MARK:
        return kept  # from before secrets were sealed
    name, _, sealed = rest.partition(":")
    for key in site_keys:
        if name_of_key(key) == name:
            return _opened(sealed, key, name)
    raise KeyLostError(name)


def _opened(sealed: str, key: bytes, name: str) -> str:
    try:
        raw = base64.b64decode(sealed, validate=True)
        clear = _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], name.encode())
        return clear.decode()
    except (InvalidTag, binascii.Error, ValueError) as problem:
        raise KeyLostError(name) from problem


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=_INFO).derive(key))


def reseal(row: Authenticator, site_keys: Sequence[bytes]) -> bool:
    """Seal the secrets of a second factor by the newest key; tell whether it was due.

    Raises:
        KeyLostError: the key that sealed one is not at hand.
    """
    fresh = {
        name: _resealed(value, site_keys) if name in {*_SECRETS, _LISTED} else value
        for name, value in row.data.items()
    }
    if fresh == row.data:
        return False
    row.data = fresh
    row.save(update_fields=["data"])
    return True


def _resealed(value: object, site_keys: Sequence[bytes]) -> object:
    if isinstance(value, list):
        return [_resealed(each, site_keys) for each in value]
    newest = f"{_MARK}:{name_of_key(site_keys[0])}:"
    if not isinstance(value, str) or value.startswith(newest):
        return value
    return seal_secret(open_secret(value, site_keys), site_keys)
