"""TrueType fonts that stand in for the standard ones, so that text is taken quicker.

A PDF may name a standard font (Helvetica, Times, Courier) without holding it.  The
library then uses fonts of its own, and looks up each of their 256 signs by its name
among all names, anew for each document: a quarter of the time of a letter.  In a
TrueType font it looks signs up by their number.  The Liberation fonts have the same
widths as the standard ones, so spaces and lines, and with them the text, stay the same;
the boxes of letters do not quite, so this is for processes that only take text.

Of fonts of other kinds that are only named, the library takes the meaning of a sign
from the font that stands in, if the PDF does not tell it.  So nothing stands in where
a file has such fonts, or where they could lie in a stream that is not read here.
"""

import ctypes
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
"""Where systems with fontconfig keep fonts; the others have such fonts anyway."""

_FAMILIES = {"Helvetica": "Sans", "Times": "Serif", "Courier": "Mono"}
STANDARD = (
    *("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    *("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    *("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
)
"""Names of the standard fonts that hold words (ISO 32000-1, 9.6.2.2)."""

_OTHER_KINDS = re.compile(rb"/(?:TrueType|Type0|CIDFont|MMType1|ObjStm)")
_TRUETYPE = b"\0\1\0\0"
_VERSION = 1
_NAME = 4
"""Place of the name in what is asked: after weight, slant, charset and pitch."""

_KEPT: list[object] = []
"""What the library holds addresses of until the process ends."""

_ALLOWED = [False]
"""Whether fonts stand in, in the file that is being read."""


def look_at(data: bytes) -> None:
    """Allow fonts to stand in, or not, in the file that is read next."""
    _ALLOWED[0] = _OTHER_KINDS.search(data) is None


@cache
def stand_in() -> tuple[str, ...]:
    """Let Liberation fonts of this machine stand in, for the rest of the process.

    Returns the names of the standard fonts that are stood in for; none, and nothing
    is changed, where a font is missing.
    """
    fonts = _found(FOLDERS)
    others = pdfium.FPDF_GetDefaultSystemFontInfo()
    if len(fonts) < len(STANDARD) or not others:
        return ()
    table = _Fonts(fonts, others).table()
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(table))
    _KEPT.extend((table, others, _holding(STANDARD)))
    return STANDARD


def _found(folders: Sequence[Path]) -> Mapping[str, bytes]:
    """Return the font that stands in for each standard one, as far as there is one."""
    there = {
        path.name: path
        for folder in folders
        for path in folder.glob("**/Liberation*.ttf")
    }
    found = {}
    for name in STANDARD:
        path = there.get(f"Liberation{_style(name)}.ttf")
        with suppress(OSError):  # one that cannot be read is as good as none
            data = path.read_bytes() if path else b""
            if data.startswith(_TRUETYPE):
                found[name] = data
    return found


def _style(name: str) -> str:
    """Return family and style as the files of the fonts are named."""
    family, _, style = name.partition("-")
    told = style.replace("Oblique", "Italic").replace("Roman", "") or "Regular"
    return f"{_FAMILIES[family]}-{told}"


def _holding(names: Sequence[str]) -> object:
    """Return a document that uses fonts, without which they go with each document."""
    document = pdfium.FPDF_CreateNewDocument()
    look_at(b"")
    for name in names:
        pdfium.FPDFText_LoadStandardFont(document, name.encode("ascii"))
    return document


class _Fonts:
    """Tells the library of fonts: of ours, else of those that the system has.

    It gives each font a number of its own (a "handle"): ours have their place in the
    list, those of the system an address, which is never that small.
    """

    def __init__(self, fonts: Mapping[str, bytes], system: Any) -> None:
        self._handles = {name: number for number, name in enumerate(fonts, 1)}
        self._names = [b"", *(name.encode("ascii") + b"\0" for name in fonts)]
        self._files = [b"", *fonts.values()]
        self._system, self._asked = system, system.contents

    def table(self) -> pdfium.FPDF_SYSFONTINFO:
        """Return our functions as the library calls them."""
        info = pdfium.FPDF_SYSFONTINFO()
        info.version = _VERSION
        kinds = dict(info._fields_)
        for name, function in self._functions().items():
            setattr(info, name, kinds[name](function))
        return info

    def _functions(self) -> dict[str, Callable[..., Any]]:
        return {
            "EnumFonts": self._enum_fonts,
            "MapFont": self._map_font,
            "GetFontData": self._font_data,
            "GetFaceName": self._face_name,
            "GetFontCharset": self._font_charset,
            "DeleteFont": self._delete_font,
            "Release": self._release,
        }

    def _map_font(self, _: Any, *asked: Any) -> int | None:
        named = _ALLOWED[0] and asked[_NAME]
        name = ctypes.string_at(asked[_NAME]).decode("latin-1") if named else ""
        return self._handles.get(name) or self._asked.MapFont(self._system, *asked)

    def _font_data(self, _: Any, font: int, part: int, place: Any, size: int) -> int:
        if not self._is_ours(font):
            told = self._asked.GetFontData(self._system, font, part, place, size)
            return int(told)
        # A part is asked for of files that hold several fonts; ours hold one.
        return 0 if part else _given(self._files[font], place, size)

    def _face_name(self, _: Any, font: int, place: Any, size: int) -> int:
        if not self._is_ours(font):
            return int(self._asked.GetFaceName(self._system, font, place, size))
        return _given(self._names[font], place, size)

    def _font_charset(self, _: Any, font: int) -> int:
        if not self._is_ours(font):
            return int(self._asked.GetFontCharset(self._system, font))
        return int(pdfium.FXFONT_ANSI_CHARSET)

    def _delete_font(self, _: Any, font: int) -> None:
        if not self._is_ours(font):
            self._asked.DeleteFont(self._system, font)

    def _enum_fonts(self, _: Any, mapper: Any) -> None:
        self._asked.EnumFonts(self._system, mapper)

    def _release(self, _: Any) -> None:
        pdfium.FPDF_FreeDefaultSystemFontInfo(self._system)

    def _is_ours(self, font: int | None) -> bool:
        return font is not None and 0 < font < len(self._files)


def _given(data: bytes, place: Any, size: int) -> int:
    """Put bytes where the library wants them, if they have room; return how many."""
    if place and size >= len(data):
        ctypes.memmove(place, data, len(data))
    return len(data)
