"""The words of a page as text in reading order, each with its place in it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from .columns import regions_of
from .engine import Seen
from .rows import Piece, Row, paragraphs_of, pieces_of, usual_pitch
from .values import Box, OcrWord

CELL_GAP = "   "
"""Stands between the cells of a row."""

# Typeset forms that plain text writes otherwise; a search for the plain form must
# find them.
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\u00a0": " ",
        "\u00ad": None,
        "\u200b": None,
    }
)


def plain(text: str) -> str:
    r"""Return the word without typeset quotes, ligatures and invisible characters.

    >>> plain("patient\u2019s \ufb01nding")
    "patient's finding"
    """
    composed = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return "".join(
        character
        for character in composed
        if character == " "
        or not unicodedata.category(character).startswith(("C", "Z"))
    )


def compose(
    words: Iterable[Seen], place: Callable[[Seen], Box]
) -> tuple[str, tuple[OcrWord, ...]]:
    """Return the text of a page, and its words in order with their boxes.

    ``place`` turns the pixels of a word into its box on the page.  Words that do not
    stand upright, such as a stamp along the margin, come last.
    """
    kept = list(words)
    pieces = pieces_of(word for word in kept if not word.lying)
    groups: list[list[Row]] = []
    for region in regions_of(pieces):
        groups += paragraphs_of(region, usual_pitch(region))
    lying = groupby((word for word in kept if word.lying), lambda w: w.line)
    groups += [[(Piece(tuple(line)),)] for _, line in lying]
    text, starts = "", []
    for before, word in _spaced(groups):
        text += before
        starts.append((len(text), word))
        text += word.text
    return f"{text}\n" if text else "", tuple(
        OcrWord(
            text=word.text, box=place(word), confidence=word.confidence, start=start
        )
        for start, word in starts
    )


def _spaced(groups: Iterable[Iterable[Row]]) -> Iterator[tuple[str, Seen]]:
    """Yield each word with the white space that goes before it."""
    before = ""
    for group in groups:
        for row in group:
            for piece in row:
                for word in piece.words:
                    yield before, word
                    before = " "
                before = CELL_GAP
            before = "\n"
        before = "\n\n"
