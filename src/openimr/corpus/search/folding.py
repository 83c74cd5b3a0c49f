"""Texts as the index takes them: letters without their accents.

Nearly all texts are ASCII and stay as they are.  So the index itself takes no accents
off, which would cost a look at each word of each text.
"""

import re
from functools import cache

from .schema import bare_analyzer, folding_analyzer

_OTHERS = re.compile(r"[^\x00-\x7f]+")


class _Folded(dict[int, str]):
    """What stands in an index for each sign; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_word = bool(bare_analyzer().analyze(sign))
        folded = folding_analyzer().analyze(sign)[0] if is_word else sign
        self[code] = folded
        return folded


@cache
def _folded() -> _Folded:
    return _Folded()


def plain(text: str) -> str:
    """Return a text with each letter of a word as one or more ASCII letters, if it can.

    >>> plain("Sjögren, 25 °C")
    'Sjogren, 25 °C'
    """
    if text.isascii():
        return text
    folded = _folded()
    return _OTHERS.sub(lambda signs: signs[0].translate(folded), text)


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are indexed."""
    return tuple(bare_analyzer().analyze(plain(text)))
