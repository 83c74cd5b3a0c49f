"""Tell the PDF files that may hold others, without parsing any of them."""

import re
import zlib
from pathlib import Path

_MARKS = re.compile(rb"/EmbeddedFile|/FileAttachment|/EF\s*(?:<<|\d+\s+\d+\s+R)")
"""Three letters alone come by chance in every megabyte of packed pictures."""

_OBJECTS = b"/ObjStm"
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 1 << 20
_OVERLAP = 1 << 12
_MOST_INFLATED = 4_000_000
"""Bytes looked at of one stream of objects; producers put a hundred objects in one."""

_SEEN = 600
"""Bytes between the type of a stream and its beginning, at most."""


def may_hold_files(path: Path) -> bool:
    """Tell whether a PDF names embedded files, in its open or its packed objects.

    Most do not; asking pdfium about each in a process of its own would cost more than
    to read them.  A file that cannot be opened holds none.
    """
    try:
        with path.open("rb") as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                window = tail + chunk
                if _named(window) or _named_in_objects(window):
                    return True
                tail = window[-_OVERLAP:]
    except OSError:
        return False
    return False


def _named(content: bytes) -> bool:
    return _MARKS.search(content) is not None


def _named_in_objects(window: bytes) -> bool:
    at = window.find(_OBJECTS)
    while at >= 0:
        begin = _STREAM.search(window, at, at + _SEEN)
        if begin is not None and _named(_inflated(window, begin.end())):
            return True
        at = window.find(_OBJECTS, at + 1)
    return False


def _inflated(window: bytes, begin: int) -> bytes:
    """Return a packed stream as far as the window holds it."""
    inflater = zlib.decompressobj()
    try:
        return inflater.decompress(memoryview(window)[begin:], _MOST_INFLATED)
    except zlib.error:
        return b""
