"""Words of labels that recognition or typing spelt with one slip.

Only labels are mended, never values: what is put right here tells where a value
stands, and the value itself is taken from the page as it is.
"""

import re
from functools import cache

from .knowledge import forms

_TOKEN = re.compile(r"[A-Za-z0-9|]+")
_LOOKALIKES = (
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "n"),
    ("0", "o"),
    ("1", "l"),
    ("1", "i"),
    ("|", "l"),
    ("|", "i"),
    ("5", "s"),
    ("8", "b"),
)
_SHORTEST = 4
_FEWEST_LETTERS = 3


def mended(text: str) -> tuple[str, list[int]]:
    """Return a line with the words of labels spelt right, and the way back.

    The list gives for each character, and for the end, its offset in the line.

    >>> mended("Dale of Injury: 01/02/2015")[0]
    'date of Injury: 01/02/2015'
    >>> line, back = mended("Clairn Number 77")
    >>> line, back[line.index("Number")]
    ('claim Number 77', 7)
    """
    pieces: list[str] = []
    back: list[int] = []
    at = 0
    for match in _TOKEN.finditer(text):
        word = mended_word(match[0].lower())
        if word is None:
            continue
        pieces += [text[at : match.start()], word]
        back += range(at, match.start())
        back += [min(match.start() + n, match.end() - 1) for n in range(len(word))]
        at = match.end()
    pieces.append(text[at:])
    back += range(at, len(text) + 1)
    return "".join(pieces), back


@cache
def mended_word(word: str) -> str | None:
    """Return the only word of a label that is one slip away; None for a right one.

    >>> mended_word("clairn"), mended_word("claim"), mended_word("orr")
    ('claim', None, None)
    """
    known = forms().label_words
    if len(word) < _SHORTEST or word in known or word.isdigit():
        return None
    if sum(c.isalpha() for c in word) < _FEWEST_LETTERS:
        return None
    alike = {word.replace(seen, meant) for seen, meant in _LOOKALIKES} & known
    near = alike or {other for other in known if _one_slip(word, other)}
    return near.pop() if len(near) == 1 else None


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter is wrong, missing, added, or two are swapped."""
    if len(other) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1]
        return one[at + 1 :] == other[at + 1 :] or (
            swapped and one[at + 2 :] == other[at + 2 :]
        )
    return one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]
