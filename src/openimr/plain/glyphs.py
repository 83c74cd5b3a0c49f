"""Characters that every sheet can carry.

Words of a request or a record may hold anything that a text layer or a scan produced.
"""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_STRANGE = re.compile(
    "[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2013-\u2026\u2264\u2265]+"
)
_LONG = re.compile(r"\S{30,}")
_BREAK = "\u200b"


def printed(text: str) -> str:
    r"""Return text that any format can hold, its blanks folded.

    What is beyond Western European letters and signs is spelled by its code points,
    so that nothing goes unseen.

    >>> printed("no\u00a0 spasm\u202e 日本")
    'no spasm [U+65E5 U+672C]'
    """
    folded = _UNSEEN.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFC", text)))
    return _STRANGE.sub(_spelled, folded)


def breakable(text: str) -> str:
    """Let long strings without a space break anywhere."""
    return _LONG.sub(lambda match: _BREAK.join(match[0]), text)


def _spelled(match: re.Match[str]) -> str:
    return "[" + " ".join(f"U+{ord(sign):04X}" for sign in match[0]) + "]"
