"""The text layer of a page: its text, and where each of its characters stands."""

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.documents.limits import MOST_PAGE_CHARACTERS
from openimr.domain import Box

from .display import Display, around, display_of

_WORD = re.compile(r"\S+")
_LOOK_AHEAD = 6
"""Characters that pdfium adds to the text or leaves out of it in one place."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the layer, or of a line of it, and where it stands as displayed."""

    start: int
    end: int
    box: Box
    line: int
    """Number of its line in the text."""

    text: str


def layer_text(page: pdfium.PdfPage) -> tuple[str, bool]:
    """Return the text of the layer, and whether it was cut at the limit.

    Raises:
        pypdfium2.PdfiumError: the layer is damaged.
    """
    with closing(page.get_textpage()) as layer:
        count = layer.count_chars()
        raw = _raw_text(layer, count)
    return _plain(raw), count > MOST_PAGE_CHARACTERS


def words_of_layer(page: pdfium.PdfPage, display: Display) -> list[Word]:
    """Return the words of ``layer_text`` that stand somewhere, in its order.

    Raises:
        pypdfium2.PdfiumError: the layer is damaged.
    """
    with closing(page.get_textpage()) as layer:
        raw = _raw_text(layer, layer.count_chars())
        boxes = _boxes(layer, raw, display)
    text = _plain(raw)
    words = []
    line = at = 0
    for found in _WORD.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        own = [boxes[n] for n in range(found.start(), found.end()) if n in boxes]
        if own:
            words.append(Word(found.start(), found.end(), around(own), line, found[0]))
    return words


def character_boxes(page: pdfium.PdfPage) -> dict[int, Box]:
    """Return where the characters of ``layer_text`` stand, by their offsets.

    Blanks and characters without a place are left out.

    Raises:
        pypdfium2.PdfiumError: the layer is damaged.
    """
    with closing(page.get_textpage()) as layer:
        raw = _raw_text(layer, layer.count_chars())
        return _boxes(layer, raw, display_of(page))


def _raw_text(layer: pdfium.PdfTextPage, count: int) -> str:
    if count <= 0:
        return ""
    try:
        return str(layer.get_text_range(0, min(count, MOST_PAGE_CHARACTERS)))
    except RecursionError:  # thousands of characters that pdfium leaves out
        return str(layer.get_text_bounded()[:MOST_PAGE_CHARACTERS])


def _plain(raw: str) -> str:
    return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")


def _boxes(layer: pdfium.PdfTextPage, raw: str, display: Display) -> dict[int, Box]:
    shift, boxes = 0, {}
    places = dict(_pairs(layer, raw))
    for offset, character in enumerate(raw):
        if character == "\n" and raw[offset - 1 : offset] == "\r":
            shift += 1  # two characters of the layer are one of the text
        if offset in places and not character.isspace():
            box = _box(layer, places[offset], display)
            if box is not None:
                boxes[offset - shift] = box
    return boxes


def _pairs(layer: pdfium.PdfTextPage, raw: str) -> Iterator[tuple[int, int]]:
    """Yield offsets into the raw text with the character of the layer they show.

    The two run side by side, but pdfium leaves control characters out of the text,
    writes a hyphen at the end of a line in its own way, and splits what lies beyond
    the basic plane.
    """
    offset = 0
    for index in range(layer.count_chars()):
        if offset >= len(raw):
            return
        code = pdfium_c.FPDFText_GetUnicode(layer, index)
        ahead = raw[offset : offset + _LOOK_AHEAD]
        step = 0 if _same(ahead[0], code) else ahead.find(chr(code) if code else "\0")
        if step < 0 and pdfium_c.FPDFText_IsHyphen(layer, index) == 1:
            step = 0
        if step >= 0:
            yield offset + step, index
            offset += step + 1


def _same(character: str, code: int) -> bool:
    return ord(character) == code or (code == 2 and character in "\ufffe\u00ad-")


def _box(layer: pdfium.PdfTextPage, index: int, display: Display) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = pdfium_c.FPDFText_GetCharBox(layer, index, left, right, bottom, top)
    if found and (right.value <= left.value or top.value <= bottom.value):
        loose = pdfium_c.FS_RECTF()
        if not pdfium_c.FPDFText_GetLooseCharBox(layer, index, loose):
            return None
        corners = loose.left, loose.bottom, loose.right, loose.top
    else:
        corners = left.value, bottom.value, right.value, top.value
    if not found or corners[2] <= corners[0] or corners[3] <= corners[1]:
        return None
    return display.box(*corners) if all(map(math.isfinite, corners)) else None
