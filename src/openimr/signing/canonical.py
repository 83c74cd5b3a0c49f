"""One spelling for a JSON value, so that its SHA-256 depends on what it says alone.

The spelling is that of RFC 8785 for the values that occur here: keys sorted, no white
space, UTF-8, nothing escaped that need not be.  Order of keys, indentation and escapes
of the file it came from leave no trace; any other difference does.
"""

import hashlib
import json

from openimr.errors import UnreadableFileError

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def canonical(value: Json) -> bytes:
    """Return the one spelling of a value.

    >>> canonical({"b": [1, None], "a": "é"}).decode()
    '{"a":"é","b":[1,null]}'
    """
    text = json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Json) -> str:
    """Return the SHA-256 of a value's one spelling.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    return sha256(canonical(value))


def parse(data: bytes, name: str) -> dict[str, Json]:
    """Return the object that a JSON file holds; ``name`` is what errors call it.

    Stricter than JSON: a key written twice could be read in two ways, so it is
    refused, as are numbers that are none and text that no UTF-8 file can hold.

    Raises:
        UnreadableFileError: it is not JSON, or not of this strict kind.
    """
    try:
        value: Json = json.loads(
            data.decode(), object_pairs_hook=_once, parse_constant=_refused
        )
        canonical(value)
    except (ValueError, RecursionError):
        raise UnreadableFileError(name, "it is not JSON that can be signed") from None
    if not isinstance(value, dict):
        raise UnreadableFileError(name, "it is not a JSON object")
    return value


class _AmbiguousError(ValueError):
    """The text can be read in more than one way."""


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _AmbiguousError
    return found


def _refused(_: str) -> Json:
    raise _AmbiguousError
