r"""Text layers that hold characters but no words.

They come from fonts without a map from glyphs to letters (control characters, private
use, ``(cid:12)``), from fonts whose map is shifted or shuffled (``7KH SDWLHQW``), and
from an older recognition that failed.  Nothing here knows a word of any language, only
how often letters come and how words, codes and tables look; every bound stands well
beyond what the densest table and the tersest note reach.  Most pages are passed at a
glance and never get here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from .ordinary import is_ordinary

_CID = re.compile(r"\(cid:\d+\)")

# pdfium's marks of a word divided at the end of a line.
_HYPHENS = re.compile("[\x02\u00ad\ufffe\uffff]")

_FEWEST_CHARACTERS = 12
"""Visible characters below which a text is too short to judge; it is then kept."""

_MOST_STRANGE = 0.3
"""Share of characters without a meaning; a page of ticked boxes has a tenth."""

_LONG = 5
"""Letters from which a word is judged; abbreviations of a laboratory are shorter."""

# A word with a letter from beyond a to z is of a language whose letters come otherwise.
_LONG_WORD = re.compile(rf"(?<![^\W\d_])[a-z]{{{_LONG},}}(?![^\W\d_])")

_FEWEST_LETTERS = 100
_UNLIKELY, _VERY_UNLIKELY = -3.3, -3.5
"""Mean logarithm of the frequency of the letters of long words.  Prose has -2.9, a
table of one drug's name over and over -3.25, a shuffled alphabet -3.2 to -4.5."""

_MOST_ALIKE = 0.42
"""Share of neighbours that are both vowels or both consonants; words stay below 0.4,
a shuffled alphabet seldom."""

_FEWEST_WORDS = 12
_MOST_MISSHAPEN = 0.25
"""Share of the words that have no shape of a word, number or code."""

_FEWEST_VISIBLE = 100
_MOST_MARKS, _MOST_MIXED_MARKS = 0.45, 0.25
_MIXED_KINDS = 12
"""Shares of punctuation of few kinds, such as the blanks and boxes of a form, and of
so many kinds; a page of record has 0.15."""

_MOST_RARE = 0.06
_RARE = frozenset("!^`{}~\\@")
"""Marks that are rare in every record, and their share that no record has."""

_MOST_LETTERS = 24
"""Letters a word on average, where the spaces are lost."""

_MOST_SINGLE = 0.75
_SINGLE_KINDS = 14
"""Different letters that stand alone where a text is spaced out letter by letter; a
table of marks has a handful."""

# Letters of English text in a thousand (H. Beker and F. Piper, Cipher Systems, 1982).
_FREQUENCY = dict(
    zip(
        "abcdefghijklm",
        (82, 15, 28, 43, 127, 22, 20, 61, 70, 1.5, 7.7, 40, 24),
        strict=True,
    )
) | dict(
    zip(
        "nopqrstuvwxyz",
        (67, 75, 19, 1, 60, 63, 91, 28, 9.8, 24, 1.5, 20, 0.7),
        strict=True,
    )
)
_VOWELS = frozenset("aeiouy")

_WORD = r"[^\W\d_]+(?:[-'\u2019./&][^\W\d_]+)*"
_CODE = r"[^\W_][\w.,/:+#%&@'\u2019*()\u00b0\u00b5=<>\u2013\u2014-]*"
_SHAPE = re.compile(rf"(?:{_WORD}|{_CODE}|(.)\1*|\W{{1,3}})\Z", re.DOTALL)

_AROUND = "\"'\u2018\u2019\u201c\u201d()[]{}<>.,;:!?*#$+~=|/_-\u2013\u2014\u2022\u00a7"


def garbage(text: str) -> bool:
    r"""Tell whether a page's text layer is unusable and the page is better read anew.

    An empty or very short text is not garbage; that it is too little for a page full
    of pictures only the caller can know.

    >>> garbage("The patient was seen for low back pain, 7/10.")
    False
    >>> garbage("\ue054\ue068\ue065 \ue070\ue061\ue074\ue069\ue065\ue06e\ue074 was")
    True
    """
    if is_ordinary(text):
        return False
    plain = _HYPHENS.sub("", text)
    visible = "".join(plain.split())
    if len(visible) < _FEWEST_CHARACTERS:
        return False
    words = plain.split()
    return (
        _strange(visible) > _MOST_STRANGE
        or _misspelt(plain)
        or _misshapen(words, visible)
        or _misspaced(words)
    )


def _strange(visible: str) -> float:
    """Return the share of characters that stand for a glyph nobody knows."""
    named = sum(len(match) for match in _CID.findall(visible))
    unknown = sum(
        number
        for character, number in Counter(_CID.sub("", visible)).items()
        if character == "\ufffd"
        or unicodedata.category(character) in ("Cc", "Co", "Cn")
    )
    return (named + unknown) / len(visible)


def _misspelt(text: str) -> bool:
    """Tell whether letters come as in no language that is written with them."""
    words = _LONG_WORD.findall(_bare(text))
    letters = Counter("".join(words))
    if letters.total() < _FEWEST_LETTERS:
        return False
    likely = (
        sum(log(_FREQUENCY[letter] / 1000) * n for letter, n in letters.items())
        / letters.total()
    )
    if likely < _VERY_UNLIKELY:
        return True
    pairs = [pair for word in words for pair in pairwise(word)]
    alike = sum((one in _VOWELS) == (other in _VOWELS) for one, other in pairs)
    return likely < _UNLIKELY and alike > _MOST_ALIKE * len(pairs)


def _misshapen(words: Sequence[str], visible: str) -> bool:
    """Tell whether what stands between the spaces is no word, number or code."""
    cores = [word.strip(_AROUND) for word in words]
    odd = sum(bool(core) and _SHAPE.match(core) is None for core in cores)
    if len(words) >= _FEWEST_WORDS and odd > _MOST_MISSHAPEN * len(words):
        return True
    single = re.sub(r"([\W_])\1+", r"\1", visible)  # blanks of a form are one mark
    if len(single) < _FEWEST_VISIBLE:
        return False
    marks = [character for character in single if not character.isalnum()]
    most = _MOST_MIXED_MARKS if len(set(marks)) >= _MIXED_KINDS else _MOST_MARKS
    rare = sum(character in _RARE for character in marks)
    return len(marks) > most * len(single) or rare > _MOST_RARE * len(single)


def _misspaced(words: Sequence[str]) -> bool:
    """Tell whether spaces are missing, or stand between all letters."""
    lettered = [word for word in words if any(map(str.isalpha, word))]
    letters = "".join(lettered)
    long = len(letters) > _MOST_LETTERS * max(len(lettered), 10)
    if long and letters.isascii():  # scripts without spaces are no mistake
        return True
    single = [word.casefold() for word in lettered if len(word) == 1]
    return len(set(single)) >= _SINGLE_KINDS and len(single) > _MOST_SINGLE * len(
        lettered
    )


def _bare(text: str) -> str:
    """Return the text in small letters without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", folded)
        if not unicodedata.combining(letter)
    )
