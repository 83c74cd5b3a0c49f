"""The sentences of a rationale that argue from given words."""

from collections.abc import Sequence

from openimr.corpus.consistency.wordings import wordings
from openimr.text import clean, find_sentences

from .texts import words

_LONGEST = 320


def passage(rationale: str, about: Sequence[str]) -> str:
    """Return the one or two sentences that say most of what is asked about.

    Short words and figures do not count.  The last sentences, which only conclude, come
    out where nothing is said of it.
    """
    sentences = [each.text.strip() for each in find_sentences(clean(rationale).text)]
    sentences = [" ".join(each.split()) for each in sentences if len(each.split()) > 3]
    if not sentences:
        return _cut(" ".join(rationale.split()))
    wanted = {
        _stem(word) for phrase in about for word in words(phrase) if len(word) > 3
    }
    scores = [_score(each, wanted) for each in sentences]
    if not any(scores):
        return _cut(" ".join(sentences[-2:]))
    best = scores.index(max(scores))
    after = sentences[best + 1 : best + 2]
    joined = " ".join([sentences[best], *after])
    return joined if len(joined) <= _LONGEST else _cut(sentences[best])


def _score(sentence: str, wanted: set[str]) -> int:
    """Count the words asked about; a sentence on this case is worth two more."""
    said = words(sentence)
    hits = len(wanted & {_stem(word) for word in said})
    return hits + 2 * bool(hits and wordings().case & set(said))


def _stem(word: str) -> str:
    return word[:6]


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + " \u2026"
