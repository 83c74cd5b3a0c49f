"""Tell where a line truly ends from where the page was merely too narrow.

Three signs, the strongest first: in many PDFs a wrapped line keeps the space on which
it was broken; a wrapped line is about as long as its neighbours, since the next word
had no room; and a line that opens with a list number, a label or a capital heading is
a new one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .signs import SOFT_HYPHEN

_FULL = 0.8
"""Share of the usual width that a wrapped line and the next word fill."""

_SHORT = 0.6
"""Below this share of the usual width even a small letter opens a line of its own."""

_ENOUGH = 4
"""Long lines that tell whether a page was wrapped."""

_SHOUTED = 0.3
"""Share of lines in capitals, which hide where sentences begin."""

_COLUMNS = "   "
"""Spaces that set columns apart; a wrapped line has none."""

_NEW_ITEM = re.compile(r"\(?\d{1,2}[.)]\s|[-*\u2022\u25cf\u25aa\uf0b7]\s")
_RULE = re.compile(r"[-=_*~#.]{4,}\s*\Z")
_NEW_PART = re.compile(
    r"[\[(\u2610-\u2612]\s?|[A-Z][A-Z/&' -]{3,}(?::|$|\()|[A-Z][\w/ ]{1,30}:(?:\s|$)"
)
_CAPITALS = re.compile(r"[A-Z]{3,}[ ,/&]+[A-Z]{3,}")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"')]*\Z")
_LEADS_ON = re.compile(
    r"(?:,|/|\b(?:a|an|and|as|at|by|for|from|in|is|of|on|or|per|the|to|was|with))\Z"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    words: str
    indent: int
    spaced: bool
    """White space stood at its end."""

    gap: int
    """Blank lines before it."""

    @property
    def end(self) -> int:
        """Return where its last word ends in the text."""
        return self.start + len(self.words)

    @property
    def width(self) -> int:
        """Return its length with the indent."""
        return self.indent + len(self.words)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of one text have in common."""

    width: int
    """Length of a full line, robust against a few long ones."""

    usual_gap: int
    """Blank lines that stand between any two lines: more than that is a paragraph."""

    marks_wraps: bool
    """A space at a line's end tells that the line was wrapped."""

    typed: bool = False
    """Every line opens with a capital or a figure: each was ended by hand."""


def split_lines(text: str) -> list[Line]:
    """Return the lines that hold something."""
    lines: list[Line] = []
    at = gap = 0
    for written in text.split("\n"):
        words = written.strip()
        indent = len(written) - len(written.lstrip())
        if SOFT_HYPHEN in words:
            words, indent = _without_stray_hyphens(words, indent)
        if words:
            spaced = indent + len(words) < len(written)
            lines.append(Line(at + indent, words, indent, spaced, gap))
            gap = 0
        else:
            gap += 1
        at += len(written) + 1
    return lines


def _without_stray_hyphens(words: str, indent: int) -> tuple[str, int]:
    """Take away soft hyphens at the edges that break no word."""
    left = words.lstrip(f" \t{SOFT_HYPHEN}")
    indent += len(words) - len(left)
    whole = left.rstrip(f" \t{SOFT_HYPHEN}")
    broken = left[len(whole) :]
    if broken and not broken.strip(SOFT_HYPHEN):
        whole = left
    return whole, indent


def layout_of(lines: Sequence[Line]) -> Layout:
    """Return the layout of a text by its lines."""
    widths = sorted(line.width for line in lines)
    gaps = sum(1 for line in lines[1:] if line.gap)
    double = len(lines) > 4 and gaps >= 0.7 * len(lines)
    return Layout(
        width=widths[int(0.9 * (len(widths) - 1))] if widths else 0,
        usual_gap=2 if double else 0,
        marks_wraps=_marks_wraps(lines),
        typed=_typed(lines, widths[int(0.9 * (len(widths) - 1))] if widths else 0),
    )


def _marks_wraps(lines: Sequence[Line]) -> bool:
    """Tell whether the space at a line's end goes with a small letter on the next."""
    runs_on = {True: 0, False: 0}
    spaced = 0
    for line, following in pairwise(lines):
        spaced += line.spaced
        runs_on[line.spaced] += following.words[0].islower()
    return 0 < spaced < 0.9 * len(lines) and runs_on[True] > 2 * runs_on[False]


def _typed(lines: Sequence[Line], width: int) -> bool:
    """Tell whether nothing on a page was wrapped: a template, a telegraphic note.

    Prose that is too wide for its page opens most of its lines with a small letter, so
    long lines that are never followed by one were ended where their matter ended.
    """
    followed = [
        following.words[0]
        for line, following in pairwise(lines)
        if _is_full(line, following, Layout(width, 0, marks_wraps=False))
    ]
    letters = [sign for sign in followed if sign.isalpha()]
    shouted = sum(line.words.isupper() for line in lines) > _SHOUTED * len(lines)
    small = any(sign.islower() for sign in letters)
    return len(letters) >= _ENOUGH and not small and not shouted


def line_ends(lines: Sequence[Line], layout: Layout) -> Iterator[bool]:
    """Yield for each line but the last whether it truly ends."""
    for line, following in pairwise(lines):
        yield _ends(line, following, layout)


def _ends(line: Line, following: Line, layout: Layout) -> bool:
    if _is_item(line, following):
        return True
    if following.words[0].islower():
        return not _runs_on(line, following, layout)
    if following.gap > layout.usual_gap:
        return True
    if layout.marks_wraps:
        return not line.spaced
    by_hand = layout.typed and not _LEADS_ON.search(line.words)
    if by_hand or _opens_part(line, following) or not _is_full(line, following, layout):
        return True
    return bool(_ENDS_SENTENCE.search(line.words)) and line.width < _FULL * layout.width


def _runs_on(line: Line, following: Line, layout: Layout) -> bool:
    """Tell whether a small letter goes on with the line before."""
    if _is_full(line, following, layout):
        return True
    if following.gap > layout.usual_gap:
        return False
    if line.words.count("(") > line.words.count(")"):
        return True
    if layout.marks_wraps:
        return line.spaced
    return line.width >= _SHORT * layout.width or bool(_LEADS_ON.search(line.words))


def _is_item(line: Line, following: Line) -> bool:
    """Tell whether a list item, a row of columns or a drawn rule follows."""
    words = following.words
    if _NEW_ITEM.match(words) or _RULE.match(words):
        return True
    return _COLUMNS in line.words or _COLUMNS in words


def _is_full(line: Line, following: Line, layout: Layout) -> bool:
    next_word = following.words.split(None, 1)[0]
    return line.width + 1 + len(next_word) >= _FULL * layout.width


def _opens_part(line: Line, following: Line) -> bool:
    if _NEW_PART.match(following.words) or _RULE.match(line.words):
        return True
    return bool(_CAPITALS.match(following.words)) and not line.words.isupper()
