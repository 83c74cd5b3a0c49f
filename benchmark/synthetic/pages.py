"""Break paragraphs into lines and lines into pages, as a printed letter does."""

from .dice import Dice

Pages = list[list[str]]
PER_PAGE = 46


def wrapped(paragraphs: list[str], width: int, breaks: Dice | None = None) -> list[str]:
    """Return lines of at most some characters; with dice, some words are broken."""
    lines: list[str] = []
    for text in paragraphs:
        start, length = 0, len(text)
        while length - start > width:
            cut = text.rfind(" ", start, start + width + 1)
            if cut <= start:
                cut = start + width
            broken = _broken(text, cut, breaks) if breaks else 0
            if broken:
                lines.append(text[start : cut + broken] + "-")
                start = cut + broken
            else:
                lines.append(text[start:cut])
                start = cut + 1
        lines.append(text[start:] if start else text)
    return lines


def paged(lines: list[str]) -> Pages:
    """Return the lines page by page; a page begins with no gap."""
    return [lines[at : at + PER_PAGE] for at in range(0, len(lines), PER_PAGE)]


def _broken(text: str, cut: int, dice: Dice) -> int:
    """Return how much of the word behind a line end still goes before it."""
    word = text[cut + 1 : text.find(" ", cut + 1)]
    if len(word) < 8 or not word.isalpha() or not word.islower() or dice.chance(0.6):
        return 0
    return 1 + len(word) // 2


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
