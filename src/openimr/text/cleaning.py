r"""Clean a text without losing the way back to it.

Patterns match clean text; letters quote raw text.  The map from one to the other is
a short list of stretches that were copied unchanged, so a match turns into a quote
by a look-up, and the cost grows with the number of edits, not of characters.

Two passes do the work.  The first exchanges single characters (typographic quotes,
dashes, odd spaces) and so keeps every offset; the second edits white space, broken
words and glued sentences in one scan.

Nothing here knows any medicine.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from openimr.domain import Span

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\f": "\n",
        "\v": "\n",
        "\r": "\n",
        "\ufffe": "\u00ad",  # what pdfium gives for a hyphen that breaks a word
        "\u0002": "\u00ad",  # the same, from older versions
        "\u200b": "\u00ad",
        "\ufeff": "\u00ad",
    }
)

PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:page[ \t]+)?\d{1,4}[ \t]+of[ \t]+\d{1,4}[ \t]*$", re.I | re.M
)
"""A line that holds nothing but ``Page 2 of 5`` or ``2 of 5``."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_EDIT = re.compile(
    r"""
    (?P<soft>\u00ad[ \t]*\n?\s*)                       # hyphen that only breaks a word
  | (?P<hyphen>(?<=\w)-[ \t]*\n\s*(?=\w))              # hyphen at a line end
  | (?P<glued>(?<=[a-z]{2})[.!?]["']?(?=[A-Z][a-z]))   # "medications.Currently"
  | (?P<break>[ \t]*\n\s*)                             # line end, or several
  | (?P<space>[ \t]{2,}|\t)
  | (?P<ligature>[ﬀ-ﬄ])
    """,
    re.VERBOSE,
)
_COMPOUND = frozenset(
    (
        "anti bi co cross ex extra follow full half high inter intra long "
        "low mid multi non off over part peri post pre re self semi short "
        "sub trans tri two three four un under well year month week day "
        "degree to"
    ).split()
)
"""Beginnings after which a hyphen at a line end belongs to the word itself."""

_LAST_WORD = re.compile(r"[\w-]*\Z")
_OPENS_LINE = re.compile(
    r"(?:\d{1,2}[.)]\s|[-*\u2022\u25cf\uf0b7\[(]\s?|[A-Z][A-Z/&' -]{3,}(?::|\n|$)"
    r"|[A-Z][\w/ ]{1,30}:(?:\s|$))"
)
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"')]*\Z")


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
        return self._origins[stretch] + at - self._starts[stretch]

    def raw_span(self, start: int, end: int) -> Span:
        """Turn a clean stretch into the raw one it came from."""
        if end <= start:
            at = self.raw_offset(start) if start < len(self.text) else len(self.raw)
            return Span(at, at)
        return Span(self.raw_offset(start), self.raw_offset(end - 1) + 1)

    def verbatim(self, start: int, end: int) -> str:
        """Return the raw words of a clean stretch, white space folded."""
        return fold(self.raw_span(start, end).of(self.raw))


def fold(words: str) -> str:
    r"""Fold every run of white space to one space.

    >>> fold(" 7/10 with\n medications ")
    '7/10 with medications'
    """
    return " ".join(words.split())


def same_length(raw: str) -> str:
    r"""Exchange typographic characters for plain ones, one for one.

    >>> same_length("\u201cspasm\u201d \u2013 none")
    '"spasm" - none'
    """
    return raw.translate(_SAME_LENGTH)


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
    plain = same_length(raw)
    bare = furniture.sub(_blank, plain)
    return _Editor(raw, bare).run()


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


class _Editor:
    """One scan over a text, copying stretches and noting where each came from."""

    def __init__(self, raw: str, plain: str) -> None:
        self.raw = raw
        self.plain = plain
        self.spaced = _double_spaced(plain)
        self.width = _usual_width(plain)
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.length = 0

    def run(self) -> CleanText:
        end = len(self.plain.rstrip())
        cursor = len(self.plain) - len(self.plain.lstrip())
        for match in _EDIT.finditer(self.plain, cursor, end):
            self._copy(self.plain[cursor : match.start()], cursor)
            cursor = match.end()
            instead = self._instead(match)
            self._copy(instead, match.start())
        self._copy(self.plain[cursor:end], cursor)
        if not self.starts:
            self.starts, self.origins = [0], [0]
        text = "".join(self.pieces)
        return CleanText(text, self.raw, tuple(self.starts), tuple(self.origins))

    def _copy(self, words: str, origin: int) -> None:
        if words:
            self.pieces.append(words)
            self.starts.append(self.length)
            self.origins.append(origin)
            self.length += len(words)

    def _instead(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "soft":
            return ""
        if kind == "break":
            return self._at_line_end(match)
        if kind == "hyphen":
            return self._at_hyphen(match)
        if kind == "glued":
            return match[0] + " "
        if kind == "ligature":
            return _LIGATURES[match[0]]
        return " "

    def _at_hyphen(self, match: re.Match[str]) -> str:
        plain = self.plain
        word = _LAST_WORD.search(plain, max(0, match.start() - 30), match.start())
        before = word[0] if word else ""
        after = plain[match.end()]
        broken = (
            before.isalpha()
            and before[-1].islower()
            and after.islower()
            and before.lower() not in _COMPOUND
        )
        return "" if broken else "-"

    def _at_line_end(self, match: re.Match[str]) -> str:
        plain = self.plain
        if plain[match.end()].islower():
            return " "
        blank_lines = match[0].count("\n") - 1
        if blank_lines > (2 if self.spaced else 0):
            return "\n"
        line_start = plain.rfind("\n", 0, match.start()) + 1
        line = plain[line_start : match.start()]
        if _OPENS_LINE.match(plain, match.end()):
            return "\n"
        full = len(line) >= 0.6 * self.width
        if full and not (_ENDS_SENTENCE.search(line) and len(line) < 0.8 * self.width):
            return " "
        return "\n"


def _double_spaced(plain: str) -> bool:
    """Tell whether a blank line follows (nearly) every line."""
    lines = plain.strip().split("\n")
    written = sum(1 for line in lines if line.strip())
    return written > 4 and len(lines) - written >= 0.7 * written


def _usual_width(plain: str) -> int:
    """Return the length that full lines have, robust against a few long ones."""
    lengths = sorted(len(line.rstrip()) for line in plain.split("\n") if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
