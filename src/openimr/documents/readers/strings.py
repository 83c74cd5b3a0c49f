"""Strings that pdfium hands out into a buffer, and those with markup."""

import ctypes
import re
from collections.abc import Callable
from functools import partial
from html import unescape

import pypdfium2.raw as pdfium_c

_MOST_BYTES = 2_000_000
_BREAK = re.compile(r"<(?:/p|br)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def asked(ask: Callable[[object, int], int]) -> str:
    """Ask pdfium twice, as its interface wants: for the length, then for the text."""
    size = min(ask(None, 0), _MOST_BYTES)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    text = bytes(buffer)[:size].decode("utf-16-le", "replace").split("\0")[0]
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def value_of(note: object, key: bytes) -> str:
    """Return a string or a name of an annotation's dictionary; empty for none."""
    return asked(partial(pdfium_c.FPDFAnnot_GetStringValue, note, key))


def without_markup(rich: str) -> str:
    r"""Return the words of XHTML, a line a paragraph.

    >>> without_markup("<body><p>Not <b>seen</b></p><p>R&amp;D</p></body>")
    'Not seen\nR&D'
    """
    plain = unescape(_TAG.sub("", _BREAK.sub("\n", rich)))
    return "\n".join(filter(None, (line.strip() for line in plain.split("\n"))))
