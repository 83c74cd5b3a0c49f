"""Words that are misspelt by one letter, or misread by a scanner, put right.

Only words that no name holds are looked at, and only where one single known word is one
slip away: a letter too many, too few, another, or two that changed places.  The first
letter has to agree, since drugs that differ there are different drugs.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SHORTEST = 7
"""Letters of a word that is put right; among shorter ones one slip names another."""

_MISREAD = re.compile(r"[01](?:(?<=[a-z]{2}.)(?=[a-z])|(?<=[a-z].)(?=[a-z]{2}))")
_MISREAD_FIRST = re.compile(r"0(?<![\w.,#]0)(?=[a-z]{5})")
"""Begin with the figure, which is found quickly."""

_LETTERS = str.maketrans("01", "ol")


class Spelling:
    """Known words, found by words that differ from them by one slip.

    >>> spelling = Spelling(["carisoprodol", "tizanidine"])
    >>> spelling.right("carisoprodl"), spelling.right("tizanadine")
    ('carisoprodol', 'tizanidine')
    >>> spelling.right("arisoprodol"), spelling.right("carisoprdl")
    ('arisoprodol', 'carisoprdl')
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._without: dict[str, set[str]] = {}
        for word in self._known:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                for shorter in (word, *_shortened(word)):
                    self._without.setdefault(shorter, set()).add(word)
        self.right = lru_cache(maxsize=4096)(self._right)

    def _right(self, word: str) -> str:
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return word
        near = {
            known
            for shorter in (word, *_shortened(word))
            for known in self._without.get(shorter, ())
            if known[0] == word[0] and one_slip(word, known)
        }
        return near.pop() if len(near) == 1 else word


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two that changed places.

    >>> one_slip("soma", "some"), one_slip("from", "form"), one_slip("soma", "omas")
    (True, True, False)
    """
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    return swapped == other[at:]


def letters_again(text: str) -> str:
    """Return lower-case words in which 0 and 1 inside a word are letters again.

    >>> letters_again("bacl0fen 10 mg, 0meprazole 20mg, so1u-medrol, l0 b12")
    'baclofen 10 mg, omeprazole 20mg, solu-medrol, l0 b12'
    """
    if "0" not in text and "1" not in text:
        return text
    inside = _MISREAD.sub(lambda match: match[0].translate(_LETTERS), text)
    return _MISREAD_FIRST.sub("o", inside)
