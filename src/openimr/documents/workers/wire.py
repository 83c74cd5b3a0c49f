"""The lines that go between the program and its workers."""

import json

READY = "ready"
"""First line of a worker: it has started, and can take its first job."""


def line_of(value: object) -> str:
    r"""Return a value as one line of ASCII; names that are no text survive.

    JSON and not pickle, because what a parser of hostile files writes must not be
    able to run anything where it is read.

    >>> line_of(["a b.pdf", 3])
    '["a b.pdf",3]'
    """
    return json.dumps(value, separators=(",", ":"))


def value_of(line: str | bytes) -> object:
    """Return the value that a line holds; None if it holds none, or a broken one.

    >>> value_of(b"[1,")
    """
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value
