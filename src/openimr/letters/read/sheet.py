"""The text of a letter, laid out for reading.

Everything is found in a copy of the raw text that has the same length: running heads
and page numbers are blanked, the rest stays.  So a place in the copy *is* the place in
the source, and only the words of a field are cleaned, never the whole letter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from openimr.domain import Span
from openimr.text import clean, fold

from .furniture import without_furniture

_COLONS = ("\uff1a", "\u2236", "\ufe55")
_MAY_BREAK_WORDS = ("\u0002", "\ufffe", "\u00ad", "\u200b", "\ufeff")
"""The first two are what pdfium gives for a hyphen before a line end, whether the word
has it or not."""

_BREAKS = frozenset(" \t\r\n\f\v-\u00a0\ufffe\u0002\u00ad\u200b\ufeff")
_ODD_ASCII = "\u0002\t\r\f\v\x1c\x1d\x1e\x1f"
"""White space but for blanks and line feeds, and the ASCII sign of a broken word."""

_WIDE_GAP = re.compile(r"   *")  # two literal blanks first: found sooner than a run
_SAMPLE = 3000
_HYPHEN_BREAK = re.compile(r"[-\ufffe\u0002](?:(?<=-)[^\S\n]*\n|(?<!-))\s*(?=\w)")
_ENDS_LINE = re.compile(r"-[^\S\n]*\n\s*\w")
_WORD_BEFORE = re.compile(r"[\w-]*\Z")
_WORD_AFTER = re.compile(r"\w+")
_SOFT_BREAK = re.compile(r"[\u00ad\u200b\ufeff]\s*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter's raw text, and the copy of it that is searched."""

    raw: str
    plain: str
    """As long as ``raw``, place by place; furniture is blank."""

    breaks: tuple[str, ...] = _MAY_BREAK_WORDS
    """The odd signs of broken words that the letter has anywhere."""

    is_simple: bool = False
    """All signs are ASCII, and blanks and line feeds its only white space."""

    def words(self, start: int, end: int) -> str:
        """Return the words of a stretch: white space folded, broken words closed."""
        piece = self.plain[start:end]
        words = _simple_words(piece) if self.is_simple else None
        return words_of(piece, self.breaks) if words is None else words

    def span(self, start: int, end: int) -> Span:
        """Return a stretch without the white space at its ends."""
        kept = self.plain[start:end].rstrip()
        end = start + len(kept)
        return Span(end - len(kept.lstrip()), end) if kept else Span(start, start)

    def locate(self, words: str, start: int, end: int) -> Span | None:
        """Return where folded words stand, however their line breaks fall."""
        place = located(self.plain, words, start, end)
        return Span(*place) if place is not None else None


def _simple_words(piece: str) -> str | None:
    """Return the words of a piece of a simple letter, at a third of the price.

    None where a hyphen may stand at a line end.
    """
    words = piece.strip().replace("\n", " ")
    if "  " in words:
        words = _WIDE_GAP.sub(" ", words)
    at = words.find("-")
    while at >= 0:
        if words[at + 1 : at + 2] == " ":
            return None
        at = words.find("-", at + 1)
    return words


def words_of(piece: str, breaks: tuple[str, ...]) -> str:
    """Return the words of a piece of text; ``breaks`` are signs to look out for."""
    if breaks and any(map(piece.__contains__, breaks)):
        return fold(_close_hyphens(_SOFT_BREAK.sub("", piece)))
    if _ENDS_LINE.search(piece) is not None:
        return fold(_close_hyphens(piece))
    if piece.isascii() and "\t" not in piece and "\x1f" not in piece:
        # Line by line takes half the time of word by word, and nearly always does.
        words = " ".join(filter(None, map(str.strip, piece.splitlines())))
        if "  " not in words:
            return words
    return fold(piece)


def located(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where folded words begin and end in a stretch of text."""
    at = text.find(words, start, end) if words else -1
    if at >= 0:
        return at, at + len(words)
    first, _, rest = words.partition(" ")
    at = text.find(first, start, end) if first else -1
    quick = _as_folded(text, words, at, end) if at >= 0 else None
    if quick is not None:
        return quick
    while at >= 0:
        stop = _behind(text, at + len(first), end, rest.split())
        if stop is not None:
            return at, stop
        at = text.find(first, at + 1, end)
    return None


def _as_folded(text: str, words: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the stretch that folds to some words, found by the last of them."""
    last = words[words.rfind(" ") + 1 :]
    ends = text.find(last, at + len(words) - len(last), end)
    stop = ends + len(last)
    if ends >= 0 and fold(text[at:stop]) == words:
        return at, stop
    return None


def _behind(text: str, at: int, end: int, words: list[str]) -> int | None:
    """Return where words end that go on at a place, or None if others stand there."""
    for number, word in enumerate(words):
        found = text.find(word, at, end)
        if found < 0 or not text[at:found].isspace():
            return _behind_letters(text, at, end, "".join(words[number:]))
        at = found + len(word)
    return at


def _behind_letters(text: str, at: int, end: int, letters: str) -> int | None:
    """Walk letter by letter past line breaks that cut through words."""
    for letter in letters:
        while at < end and text[at] != letter and text[at] in _BREAKS:
            at += 1
        if at >= end or text[at] != letter:
            return None
        at += 1
    return at


def lay_out(raw: str) -> Sheet:
    """Return a letter's text ready for reading."""
    if raw.isascii() and not any(map(raw.__contains__, _ODD_ASCII)):
        return Sheet(raw, without_furniture(raw), (), True)
    plain = raw
    for colon in _COLONS:
        plain = plain.replace(colon, ":")
    plain = without_furniture(plain)
    return Sheet(raw, plain, tuple(mark for mark in _MAY_BREAK_WORDS if mark in plain))


def is_double_spaced(text: str) -> bool:
    """Tell whether a blank line follows nearly every line."""
    sample = text[:_SAMPLE]
    gaps = ("\n\r\n", "\n \r\n") if "\r" in sample else ("\n\n", "\n \n")
    blank = sample.count(gaps[0]) + sample.count(gaps[1])
    return blank > 0.35 * sample.count("\n")


def _close_hyphens(piece: str) -> str:
    done, copied = 0, []
    for match in _HYPHEN_BREAK.finditer(piece):
        before = _WORD_BEFORE.search(piece, max(0, match.start() - 30), match.start())
        after = _WORD_AFTER.match(piece, match.end())
        if before is None or after is None or not before[0]:
            continue
        copied += [piece[done : before.start()], _joined(before[0], after[0])]
        done = after.end()
    return "".join([*copied, piece[done:]])


@lru_cache(maxsize=2048)
def _joined(before: str, after: str) -> str:
    """Return a word that a line end broke: with its hyphen only if it has one."""
    return clean(f"{before}-\n{after}").text
