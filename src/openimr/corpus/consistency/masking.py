"""A rationale's own words: without quotations, numbers and names."""

import re
from collections.abc import Iterator

from .wordings import wordings

_END = re.compile(r"(?<=[.!?])[\"')\u201d]*\s+(?=[\"'(\u201c]?[A-Z0-9])|\n\s*\n")
_WORD = re.compile(r"[a-z]+")
_MAY = re.compile(r"\bMay(?=\s+\d)")
"""The month; the verb stays."""

_TOKEN = re.compile(r"[a-z0-9]+")
_QUOTE = re.compile(r"\"[^\"]{20,}\"|\u201c[^\u201d]{20,}\u201d")


def own_sentences(
    rationale: str, requested: str, names: frozenset[str]
) -> Iterator[str]:
    """Yield a rationale's sentences in small letters, as far as they are its own.

    Left out are words in quotation marks, sentences in which a guideline speaks and
    those that go on with it, numbers, months, people, the words of the request, and
    ``names`` (of drugs and treatments); so a text that was adapted to another case by
    putting in other names and numbers reads the same.
    """
    masked = names | wordings().masked | set(_WORD.findall(requested.lower()))
    speaking = False
    for sentence in _END.split(_without_quotes(_without_people(rationale))):
        tokens = _TOKEN.findall(sentence.lower())
        speaking = _of_guideline(tokens, speaking=speaking)
        if not speaking:
            own = [
                word for word in _WORD.findall(sentence.lower()) if word not in masked
            ]
            if own:
                yield " ".join(own)


def _of_guideline(tokens: list[str], *, speaking: bool) -> bool:
    """Tell whether a guideline speaks: it is named and says, or has just been."""
    known, words = wordings(), set(tokens)
    if words & known.case:
        return False
    return speaking or bool(words & known.names and words & known.says)


def _without_quotes(text: str) -> str:
    quoted = wordings().quoted

    def kept(match: re.Match[str]) -> str:
        return match[0] if len(match[0].split()) < quoted else " "

    return _QUOTE.sub(kept, text)


def _without_people(text: str) -> str:
    titles = "|".join(wordings().titles)
    dated = _MAY.sub(" ", text)
    return re.sub(rf"\b(?:{titles})\.? +[A-Z][\w'-]*", " ", dated, flags=re.IGNORECASE)
