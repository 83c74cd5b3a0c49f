"""An archive of letters that differ as real ones do.

What a form says again in every letter stays: headings, the reviewer's profile, what
guidelines are cited.  Summaries and rationales get other words and figures, requests
other amounts, and every date is another one.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from openimr.domain import Letter

Read = Callable[[str], Letter]

_WORD = re.compile(r"\b[a-z]{5,}\b")
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/(\d{4}|\d\d)\b")
_FIGURE = re.compile(r"(?<![\d/.,-])\d{2,3}(?![\d/.,-])")
_NUMBER = re.compile(r"\b(CM\d\d-)\d{7}\b")
_FREE = frozenset({"summary_text", "rationale_text"})
_CLOSING = 200
"""Characters at the end of a rationale, which decide, and at the head of a summary,
which say who the worker is; they keep their words."""

_SWAPPED = 0.5


def varied(texts: Sequence[str], read: Read, count: int, seed: int) -> Iterator[str]:
    """Yield letters made of some texts, each once in turn; a seed gives the same."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    pool = sorted({word for text in texts for word in _WORD.findall(text)})
    shapes = [(text, _pieces(text, read(text))) for text in texts]
    for number in range(count):
        text, pieces = shapes[number % len(shapes)]
        words = "".join(
            _reworded(text[start:end], kind, pool, dice) for start, end, kind in pieces
        )
        words = _NUMBER.sub(rf"\g<1>{dice.randrange(10**7):07}", words)
        yield _DATE.sub(lambda match: _date(match, dice), words)


def _pieces(text: str, letter: Letter) -> list[tuple[int, int, str]]:
    """Cut a text into what is free, what is requested, and the form around it."""
    named = [*letter.spans, *(span for item in letter.items for span in item.spans)]
    pieces, at = [], 0
    for name, span in sorted(named, key=lambda named: named[1]):
        start, end = span.start, span.end
        if name in _FREE:
            start, end = start + _CLOSING, end - _CLOSING
        elif name != "requested":
            continue
        if at <= start < end:
            pieces += [(at, start, ""), (start, end, name)]
            at = end
    return [*pieces, (at, len(text), "")]


def _reworded(words: str, kind: str, pool: Sequence[str], dice: random.Random) -> str:
    def word(match: re.Match[str]) -> str:
        return dice.choice(pool) if dice.random() < _SWAPPED else match[0]

    def figure(match: re.Match[str]) -> str:
        return str(dice.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0])))

    if kind in _FREE:
        words = _WORD.sub(word, words)
    return _FIGURE.sub(figure, words) if kind else words


def _date(match: re.Match[str], dice: random.Random) -> str:
    year = dice.randrange(2003, 2015)
    years = f"{year}" if len(match[1]) == 4 else f"{year % 100:02}"
    return f"{dice.randrange(1, 13):02}/{dice.randrange(1, 29):02}/{years}"
