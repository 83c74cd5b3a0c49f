"""Undo the slips that reading from a picture makes in titles and dates.

A letter that looks like another, a figure for a letter, words run together or torn
apart: ``PR0GRESSREPORT``, ``0ctober 3, 2Ol4``, ``10/ 03/2014``.  Only words that could
be a title's are compared with titles, and only figures in the shape of a date are
touched; everything else stays as it is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import ne

_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"}
)
_LETTER_FIGURES = str.maketrans("OolI|", "00111")
_LEAST_LETTERS = 6
"""A shorter word is another word as soon as one letter of it is another."""

_LETTERS_FOR_SLIPS = (9, 9, 12)
"""Letters of a word for one, two and three of them to be others."""

_LEAST_JOINED = 8
_FEW_SPACED = 5
_FEW_FIGURES = 3
_KNOWN_WORDS = 1 << 14

_MONTHS = (
    "january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_F = r"[\dOolI|]"
_DATE = re.compile(
    rf"(?<![\w/.-]){_F}{{1,2}} ?/ ?{_F}{{1,2}} ?/ ?(?:[12]{_F}{{3}}|{_F}{{2}})(?![\w/])"
    rf"|(?<![\w.-]){_F}{{1,2}}-{_F}{{1,2}}-[12]{_F}{{3}}(?![\w-])"
    rf"|\b[A-Z0][A-Za-z0]{{2,8}}\.? {{1,2}}{_F}{{1,2}}, ?[12]{_F}{{3}}\b"
)
_SIGNS = tuple(
    re.compile(sign)
    for sign in (r"\d[OolI|]", r"[OolI|]\d", r"\d(?: ?/ | /)\d", r"0(?<!\d0)[A-Za-z]")
)
"""Cheap, and one of them is in every text that has a date to put right."""

_WRITTEN = re.compile(r"[^\W_][\w'|-]*")
_MONTH = re.compile(r"[A-Za-z0]+")


def plain_dates(text: str) -> str:
    """Return a text of the same length whose dates have figures for figures.

    >>> plain_dates("0ctober 3, 2Ol4; seen 1O/ 03/2014 or l0/03/14")
    'October 3, 2014; seen  10/03/2014 or 10/03/14'
    """
    if not any(sign.search(text) for sign in _SIGNS):
        return text
    return _DATE.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    said = match[0]
    if sum(map(str.isdigit, said)) < _FEW_FIGURES:
        return said
    name = _MONTH.match(said) if said[0] in "0" or said[0].isalpha() else None
    if name is None or "/" in said:
        figures = said.replace(" ", "").translate(_LETTER_FIGURES)
        return figures.rjust(len(said))
    month = name[0].replace("0", "o").capitalize()
    if month.lower() not in _MONTHS:
        return said
    return month + said[name.end() :].translate(_LETTER_FIGURES)


class TitleWords:
    """The words that titles are made of, found in spite of slips.

    >>> words = TitleWords(["progress report", "operative report"])
    >>> words.mended(("pr0gress", "rep0rt", "of", "0rr"))
    ('progress', 'report', 'of', '0rr')
    >>> words.mended(("operativereport",)), words.mended(tuple("progress"))
    (('operative', 'report'), ('progress',))
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        words = sorted({word for phrase in phrases for word in phrase.split()})
        self._words = frozenset(words)
        self._long = frozenset(word for word in words if len(word) >= _LEAST_LETTERS)
        self._beginnings = frozenset(
            word[:end] for word in self._long for end in range(2, len(word))
        )
        self._looks = {_look(word): word for word in reversed(words)}
        self._nearly: dict[str, list[str]] = {}
        for look in sorted(self._looks):
            if len(look) >= _LEAST_LETTERS:
                for form in (look, *_shorter(look)):
                    self._nearly.setdefault(form, []).append(look)
        self._by_length: dict[int, list[str]] = {}
        for look in sorted(self._looks):
            self._by_length.setdefault(len(look), []).append(look)
        self._read = lru_cache(maxsize=_KNOWN_WORDS)(self._reading)

    @property
    def known(self) -> frozenset[str]:
        """Return the words that titles are made of."""
        return self._words

    def mended(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words of a line with those of titles put right."""
        known, given = self._words, len(words)
        unknown = [word for word in words if word not in known]
        if not unknown:
            return tuple(words)
        if len(words) - len([word for word in words if word[1:]]) >= _FEW_SPACED:
            words = _closed_up(words)
        if not self._beginnings.isdisjoint(unknown):
            words = self._joined(words)
        read = self._read
        if all(read(word) is None for word in unknown) and len(words) == given:
            return tuple(words)
        mended: list[str] = []
        for word in words:
            mended += (word in known and (word,)) or read(word) or (word,)
        return tuple(mended)

    def restored(self, text: str) -> str:
        """Return a title with its words put right and all else as it is written.

        >>> TitleWords(["progress report"]).restored("PR0GRESSREPORT (PR-2), 1ate")
        'PROGRESS REPORT (PR-2), 1ate'
        """
        return _WRITTEN.sub(self._restored, text)

    def _restored(self, match: re.Match[str]) -> str:
        written = match[0]
        if written.lower() in self._words:
            return written
        read = " ".join(self._read(written.lower()) or ())
        return (read.upper() if _shouts(written) else read.capitalize()) or written

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Put the halves of torn words together."""
        joined: list[str] = []
        for word in words:
            if joined and joined[-1] + word in self._long:
                joined[-1] += word
            else:
                joined.append(word)
        return joined

    def _reading(self, word: str) -> tuple[str, ...] | None:
        look = _look(word)
        if len(look) > 3 and look in self._looks:
            return (self._looks[look],)
        if len(look) >= _LEAST_JOINED:
            pieces = self._pieces(look)
            if pieces:
                return pieces
        near = self._near(look) or self._alike(look)
        return (near,) if near else None

    def _pieces(self, look: str) -> tuple[str, ...] | None:
        """Cut words that were run together, the longest first."""
        if not look:
            return ()
        for end in range(len(look), 1, -1):
            word = self._looks.get(look[:end])
            if word is not None:
                rest = self._pieces(look[end:])
                if rest is not None:
                    return (word, *rest)
        return None

    def _near(self, look: str) -> str | None:
        """Return the one word that differs by a letter; a plural is another word."""
        if len(look) < _LEAST_LETTERS:
            return None
        found = {
            known
            for form in (look, *_shorter(look))
            for known in self._nearly.get(form, ())
            if _differ_by_one(look, known)
        }
        return self._looks[found.pop()] if len(found) == 1 else None

    def _alike(self, look: str) -> str | None:
        """Return the one long word in whose place a few letters are others."""
        slips = sum(len(look) >= letters for letters in _LETTERS_FOR_SLIPS)
        if not slips:
            return None
        by_slips = sorted(
            (sum(map(ne, look, known)), known)
            for known in self._by_length.get(len(look), ())
        )
        if not by_slips or by_slips[0][0] > slips:
            return None
        again = by_slips[1:2] and by_slips[1][0] == by_slips[0][0]
        return None if again else self._looks[by_slips[0][1]]


def _shouts(word: str) -> bool:
    return sum(map(str.isupper, word)) > sum(map(str.islower, word))


def _look(word: str) -> str:
    return word.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _differ_by_one(one: str, two: str) -> bool:
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    longer, shorter = sorted((one, two), key=len, reverse=True)
    return longer != shorter + "s" and shorter in set(_shorter(longer))


def _closed_up(words: Sequence[str]) -> list[str]:
    """Close up letters that stand apart: ``P R O G R E S S  N O T E``."""
    closed: list[str] = []
    apart = False
    for word in words:
        single = len(word) == 1
        if single and apart:
            closed[-1] += word
        else:
            closed.append(word)
        apart = single
    return closed
