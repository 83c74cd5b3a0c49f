"""Break paragraphs into lines and lines into pages, as a printed letter does."""

import re
from functools import cache

from .dice import Dice

Pages = list[list[str]]
PER_PAGE = 46


def wrapped(paragraphs: list[str], width: int, breaks: Dice | None = None) -> list[str]:
    """Return lines of at most some characters; with dice, some words are broken.

    A word that is longer than a line is cut.
    """
    lines: list[str] = []
    fitting = _lines_of(width).findall
    for text in paragraphs:
        if len(text) <= width:
            lines.append(text)
        else:
            lines += fitting(text)
    return _with_broken(lines, breaks) if breaks else lines


@cache
def _lines_of(width: int) -> re.Pattern[str]:
    return re.compile(rf"(?! )(?:.{{1,{width}}}(?= |\Z)|\S{{{width}}})")


def _with_broken(lines: list[str], dice: Dice) -> list[str]:
    """Return the lines with the first words of some begun on the line before."""
    for at in range(1, len(lines)):
        word, gap, rest = lines[at].partition(" ")
        if len(word) > 7 and word.isalpha() and word.islower() and dice.chance(0.4):
            cut = len(word) // 2
            lines[at - 1] += f" {word[:cut]}-"
            lines[at] = word[cut:] + gap + rest
    return lines


def paged(lines: list[str]) -> Pages:
    """Return the lines page by page; a page begins with no gap."""
    return [lines[at : at + PER_PAGE] for at in range(0, len(lines), PER_PAGE)]


def foot(number: int, total: int, marker: str) -> str:
    """Return what stands below a page: that the letter is synthetic, and its number.

    The whole marker stands below the last one only: readers that look for a verb close
    before "medically necessary" would not see past so long a line.
    """
    label = marker if number == total else marker.partition(",")[0]
    return f"{label} | Page {number} of {total}"


def as_text(pages: Pages, marker: str, head: str, *, double: bool) -> str:
    """Return the pages as text extraction gives them, each with its foot."""
    total = len(pages)
    gap = " \n\n" if double else "\n"
    parts = []
    for number, lines in enumerate(pages, start=1):
        if head and number > 1:
            parts.append(head)
        parts.append(gap.join(lines))
        parts.append(f"\n{foot(number, total, marker)}\n")
    return "\n".join(parts)
