"""Bytes sealed in frames, so that a large file is never whole in memory.

Each file has a key of its own.  The stream is cut into frames of one mebibyte, each
sealed by AES-256-GCM under a nonce made of the frame's number and whether it is the
last; so frames cannot be changed, moved, repeated or cut off unseen (the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015).  The file's key is
wrapped by the site's key (RFC 3394) and kept in the database: to rotate the site's key
only wraps are made anew, and to forget a wrap is to destroy the file wherever copies of
it lie.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from workbench.errors import KeyLostError, StoredFileDamagedError

FRAME = 1 << 20
_TAG = 16
_LAST = b"\x01"
_MORE = b"\x00"


def new_key() -> bytes:
    """Return a key for one file."""
    return os.urandom(32)


def name_of_key(key: bytes) -> str:
    """Return the name by which a site's key is told from others; it betrays nothing."""
    return sha256(b"openimr file key\0" + key).hexdigest()[:16]


def wrap(key: bytes, site_key: bytes) -> bytes:
    """Return a file's key, wrapped by the site's."""
    return aes_key_wrap(site_key, key)


def unwrap(wrapped: bytes, name: str, site_keys: Sequence[bytes]) -> bytes:
    """Return a file's key.

    Raises:
        KeyLostError: the site's key that wrapped it is not at hand.
    """
    for site_key in site_keys:
        if name_of_key(site_key) == name:
            try:
                return aes_key_unwrap(site_key, wrapped)
            except (InvalidUnwrap, ValueError) as problem:
                raise KeyLostError(name) from problem
    raise KeyLostError(name)


def seal(pieces: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Yield the sealed frames of a stream; an empty stream gives one empty frame."""
    cipher, number, held = AESGCM(key), 0, bytearray()
    for piece in pieces:
        held += piece
        while len(held) > FRAME:
            yield cipher.encrypt(_nonce(number, _MORE), bytes(held[:FRAME]), None)
            del held[:FRAME]
            number += 1
    yield cipher.encrypt(_nonce(number, _LAST), bytes(held), None)


def unseal(sealed: Iterable[bytes], key: bytes, place: object) -> Iterator[bytes]:
    """Yield the frames of a sealed stream in the clear.

    Raises:
        StoredFileDamagedError: a frame was changed, moved or is missing.
    """
    cipher = AESGCM(key)
    for number, (frame, last) in enumerate(_frames(sealed)):
        nonce = _nonce(number, _LAST if last else _MORE)
        try:
            yield cipher.decrypt(nonce, frame, None)
        except InvalidTag as problem:
            raise StoredFileDamagedError(place) from problem


def _frames(sealed: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    size, held = FRAME + _TAG, bytearray()
    for piece in sealed:
        held += piece
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
    yield bytes(held), True


def _nonce(number: int, ending: bytes) -> bytes:
    return number.to_bytes(11, "big") + ending
