"""Characters that a letter can carry.

Record text may hold anything a text layer or an OCR engine produced: control codes,
half a surrogate pair, direction overrides that make words read backwards.  None of it
may break a file or hide what a letter says.
"""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BROKEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)  # XML 1.0 and UTF-8 have no place for them

_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# Text layers hold joined letters as single signs; nobody searches for those.
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}

# What the typeface of the PDF draws: Latin, Greek, Cyrillic, punctuation and signs.
# Scripts written from right to left are left out although glyphs exist: typst 0.15
# can panic when such a run is broken over two lines.
_DRAWN = re.compile(
    "[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a"
    "\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff\u2000-\u200a"
    "\u2010-\u2027\u202f-\u2040\u2042\u2044-\u2052\u2054-\u205f\u2070\u2071"
    "\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u211e\u2120\u2122\u2124"
    "\u2126-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u2606\u2609-\u262f\u2638-\u268b"
    "\u2701-\u2704\u2706-\u2709\u270c-\u2714\u2717-\u2726\u2761-\u277f\u2794"
    "\u2798-\u27af\u27b1-\u27ff]+"
)
_SIMPLE = re.compile("[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2013-\u2026]+")


def printable(text: str) -> str:
    r"""Return text that any file format can hold, on one line.

    White space is folded, invisible characters go, joined letters come apart, and
    what is no character at all becomes a visible replacement sign.

    >>> printable("no\n spasm\u202e today\x00")
    'no spasm today�'
    """
    seen = _UNSEEN.sub("", _BLANKS.sub(" ", text)).translate(_LIGATURES)
    return _BROKEN.sub("\ufffd", seen)


def readable(page: str) -> str:
    r"""Return a page's text with its line breaks, character for character.

    Offsets stay valid: what is no character becomes one replacement sign.

    >>> readable("Pain\t6/10\x00\nno spasm")
    'Pain\t6/10�\nno spasm'
    """
    return _UNREADABLE.sub("\ufffd", page)


def drawable(text: str, *, simple: bool = False) -> str:
    """Return text that the typeface of the PDF can draw.

    Anything else is spelled by its code points, so that nothing goes unseen.  With
    ``simple`` only Western European letters and signs stay.

    >>> drawable("≥ 3 µg 日本")
    '≥ 3 µg [U+65E5 U+672C]'
    """
    strange = _SIMPLE if simple else _DRAWN
    return strange.sub(_spelled, unicodedata.normalize("NFC", text))


def _spelled(match: re.Match[str]) -> str:
    return "[" + " ".join(f"U+{ord(sign):04X}" for sign in match[0]) + "]"
