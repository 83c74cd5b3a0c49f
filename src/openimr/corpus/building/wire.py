"""What passes between a build and the processes that read for it."""

import base64
import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from openimr.errors import OpenImrError

from .tools import Prepare

NOTE = struct.Struct("<q")
"""The number of the file that a child is at, as it stands in its note."""


@dataclass(frozen=True, slots=True)
class Order:
    """A part to be read, and where to."""

    name: str
    packed: bytes
    out: str
    prepare: Prepare
    ended: Mapping[int, str] = field(default_factory=dict)
    """Files that ended a process before, by number, and how."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an order."""

    error: OpenImrError | None = None


def carried(message: object) -> str:
    """Return a message as a line."""
    return base64.b64encode(pickle.dumps(message)).decode("ascii")


def understood(line: bytes | str) -> object:
    """Return the message of a line, which one of our own processes wrote."""
    return pickle.loads(base64.b64decode(line))  # noqa: S301 - our own parent or child
