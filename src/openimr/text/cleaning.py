r"""Make a text fit for reading by machine, with a map home to every character.

What reads the text sees the clean form; what quotes it needs the raw one.  The map
between them is a short list of stretches that were copied unchanged: a find is led
back by a look-up, and cost grows with the number of edits, not of characters.

Two passes do the work.  The first exchanges single characters (typographic quotes,
dashes, odd spaces) and so keeps every offset; the second edits white space, broken
words and glued sentences.

No medicine is known here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openimr.domain import Span

from .hyphens import belongs_to_word, breaks_word
from .line_ends import Line, layout_of, line_ends, split_lines
from .signs import SOFT_HYPHEN, fold, same_length

_LINE_BREAKERS = frozenset("\ufffe\u0002")
"""What pdfium gives for a hyphen at a line end, old versions the second."""

PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:page[ \t]+)?\d{1,4}[ \t]+of[ \t]+\d{1,4}[ \t]*$", re.I | re.M
)
"""A line that holds nothing but ``Page 2 of 5`` or ``2 of 5``."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_SPACES = re.compile("  +")
_TABS = re.compile(r"[ \t]*\t[ \t]*")
_ODD = re.compile(r"[ \t]*(?:\u00ad[ \t]*)+|[ﬀ-ﬄ]")
_GLUED = re.compile(
    r"""[.!?,;:A-Z]                  # one set of letters to look for, which is fast
    (?: (?<=[.!?,;:])["']?(?=[A-Z][a-z])             # "weeks.The", "pain,Some"
      | (?<=[a-z][A-Z])(?=[a-z]{3})                  # "neuropathyDiagnoses"
    )""",
    re.VERBOSE,
)
_ENDS_WORD = re.compile(r"(?:[a-z]{2}|[a-z0-9)%][0-9)%])\Z")
_SMALL_WORD = re.compile(r"(?<![A-Za-z'-])[a-z]{4,}\Z")
_LONGEST = 40

Edit = tuple[int, int, str]
"""A stretch of the raw text, and what stands instead."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and the way back to the raw one."""

    text: str
    """White space folded to one space; ``\\n`` only where a line truly ends."""

    raw: str
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]

    def raw_offset(self, at: int) -> int:
        """Return where the character at a clean offset stands in the raw text."""
        stretch = bisect_right(self._starts, at) - 1
        offset = self._origins[stretch] + at - self._starts[stretch]
        if stretch + 1 == len(self._origins):
            return offset
        # Letters that stand instead of fewer (a ligature) all came from the same.
        return max(self._origins[stretch], min(offset, self._origins[stretch + 1] - 1))

    def clean_offset(self, raw: int) -> int:
        r"""Return where the first character stands that came from there or later.

        >>> page = clean("one\n\n\ntwo")
        >>> page.text[page.clean_offset(6) :]
        'two'
        """
        return bisect_left(range(len(self.text)), raw, key=self.raw_offset)

    def raw_span(self, start: int, end: int) -> Span:
        """Turn a clean stretch into the raw one it came from."""
        if end <= start:
            at = self.raw_offset(start) if start < len(self.text) else len(self.raw)
            return Span(at, at)
        return Span(self.raw_offset(start), self.raw_offset(end - 1) + 1)

    def verbatim(self, start: int, end: int) -> str:
        """Return the raw words of a clean stretch, white space folded."""
        return fold(self.raw_span(start, end).of(self.raw))


def clean(raw: str, furniture: re.Pattern[str] = PAGE_NUMBER) -> CleanText:
    r"""Undo what typesetting and extraction did to a text.

    ``furniture`` matches whole lines (running heads, page numbers) that are taken out
    wherever they stand, inside a sentence too.

    >>> page = clean("physical\n\ntherapy and medi-\ncations.Currently none")
    >>> page.text
    'physical therapy and medications. Currently none'
    >>> page.verbatim(page.text.index("Currently"), len(page.text))
    'Currently none'
    """
    plain = furniture.sub(_blank, same_length(raw))
    lines = split_lines(plain)
    if not lines:
        return CleanText("", raw, (0,), (0,))
    edits = [*_between_lines(plain, lines), *_within_lines(raw, plain)]
    edits.sort(key=_first_and_longest)
    return _edited(raw, plain, lines[0].start, lines[-1].end, edits)


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _first_and_longest(edit: Edit) -> tuple[int, int]:
    return edit[0], -edit[1]


def _edited(
    raw: str, plain: str, start: int, end: int, edits: Iterable[Edit]
) -> CleanText:
    """Copy what stands between the edits, noting where each stretch came from."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, cursor = 0, start
    for first, last, instead in edits:
        if first < cursor or last > end:
            continue  # a wider edit has taken this one in
        for words, origin in ((plain[cursor:first], cursor), (instead, first)):
            if words:
                pieces.append(words)
                starts.append(length)
                origins.append(origin)
                length += len(words)
        if len(instead) > last - first:
            # What is cut out next must not seem to be where these letters came from.
            starts.append(length)
            origins.append(last)
        cursor = last
    pieces.append(plain[cursor:end])
    starts.append(length)
    origins.append(cursor)
    return CleanText("".join(pieces), raw, tuple(starts), tuple(origins))


def _between_lines(plain: str, lines: list[Line]) -> Iterator[Edit]:
    ends = line_ends(lines, layout_of(lines))
    for line, following, ended in zip(lines, lines[1:], ends, strict=False):
        last = line.words[-1]
        if last == SOFT_HYPHEN:
            broken = line.start + len(line.words.rstrip(SOFT_HYPHEN))
            yield broken, following.start, ""
        elif last == "-" and breaks_word(line.words, following.words):
            stays = belongs_to_word(plain, line.end - 1, following.start)
            yield line.end - 1, following.start, "-" if stays else ""
        else:
            yield line.end, following.start, "\n" if ended else " "


def _within_lines(raw: str, plain: str) -> Iterator[Edit]:
    for match in _SPACES.finditer(plain):
        yield match.start(), match.end(), " "
    if "\t" in plain:
        for match in _TABS.finditer(plain):
            yield match.start(), match.end(), " "
    for match in _GLUED.finditer(plain):
        start, end = match.span()
        if match[0].isalpha():
            # Names such as OxyContin and McKenzie begin with a capital themselves.
            if _SMALL_WORD.search(plain, max(0, start - _LONGEST), start):
                yield start, end, "\n" + match[0]
        elif _ENDS_WORD.search(plain, max(0, start - 2), start):
            yield start, end, match[0] + " "
    if not plain.isascii():
        yield from _odd_signs(raw, plain)


def _odd_signs(raw: str, plain: str) -> Iterator[Edit]:
    for match in _ODD.finditer(plain):
        start, end = match.span()
        if match[0] in _LIGATURES:
            yield start, end, _LIGATURES[match[0]]
        elif match[0] == SOFT_HYPHEN and raw[start] in _LINE_BREAKERS:
            yield start, end, "-" if belongs_to_word(plain, start, end) else ""
        else:
            yield start, end, "" if match[0].strip() == match[0] else " "
