"""Nearness by words: cosine of tf-idf over the texts at hand."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from .profiles import Numbers

_WORD = re.compile(r"[a-z][a-z0-9]+|\d+(?:[./]\d+)*")


def words(text: str) -> list[str]:
    """Return a text's words and figures in lower case.

    >>> words("Norco 10/325 mg, L4-5.")
    ['norco', '10/325', 'mg', 'l4', '5']
    """
    return _WORD.findall(text.lower())


def cosines(asked: str, texts: Sequence[str]) -> Numbers | None:
    """Return how alike each text is to the one asked, 0 to 1.

    Words weigh ``(1 + log tf) * log((n + 1) / df)`` with the texts and the question as
    the collection (Salton and Buckley 1988).  None where the question has no words.
    """
    wanted = Counter(words(asked))
    if not wanted:
        return None
    counted = [Counter(words(text)) for text in texts]
    spread = Counter(word for each in (*counted, wanted) for word in each)
    rarity = {word: np.log((len(texts) + 2) / count) for word, count in spread.items()}
    mine = _weighed(wanted, rarity)
    return np.array([_cosine(mine, _weighed(each, rarity)) for each in counted])


def _weighed(counts: "Counter[str]", rarity: dict[str, float]) -> dict[str, float]:
    return {
        word: (1 + float(np.log(count))) * rarity[word]
        for word, count in counts.items()
    }


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    product = sum(one[word] * other[word] for word in sorted(shared))
    size = _length(one) * _length(other)
    return product / size if size else 0.0


def _length(weighed: dict[str, float]) -> float:
    return float(np.sqrt(sum(value * value for value in weighed.values())))
