"""Choose the passage that speaks best inside a sentence, and quote it."""

import re
from collections.abc import Iterable, Sequence, Set

from openimr.domain import Evidence

from .prose import clause

_LONGEST = 190
_LEAD = re.compile(r"^(?:[A-Z][A-Z /&-]{3,30}:\s*)?(?:\(?(?:\d{1,2}|[A-Z])[.)]\s+)?")
_WORD = re.compile(r"[a-z]{3,}")
_FEWEST_WORDS = 2
_MOST_FIGURES = 0.4


def quoted(passage: Evidence) -> str:
    """Return a passage's words in quotation marks, list number and label left out.

    >>> quoted(Evidence(document="D1", page=1, quote="2. No spasm.", start=0, end=12))
    '\u201cNo spasm\u201d'
    """
    words = clause(_LEAD.sub("", passage.quote)).replace('"', "'")
    return f"\u201c{words}\u201d"


def place(passage: Evidence) -> str:
    """Name the page that a passage stands on.

    >>> place(Evidence(document="D1", page=7, quote="", start=0, end=0))
    'D1 p. 7'
    """
    return f"{passage.document} p. {passage.page}"


def speaks(passage: Evidence) -> bool:
    """Tell whether a passage is words a reader can follow, not a row of a table."""
    words = _LEAD.sub("", passage.quote).split()
    if len(passage.quote) > _LONGEST or not words:
        return False
    figures = sum(any(c.isdigit() or c in "[]|_" for c in word) for word in words)
    plain = sum(_WORD.search(word) is not None for word in words)
    return plain >= _FEWEST_WORDS and figures <= _MOST_FIGURES * len(words)


def best(passages: Sequence[Evidence], told: Set[str] = frozenset()) -> Evidence | None:
    """Return the first passage that speaks and was not yet told; None for none."""
    fresh = [each for each in passages if each.quote not in told and speaks(each)]
    return next(iter(fresh), None)


def nearest_to(
    words: str, passages: Iterable[Evidence], most: int = 2
) -> tuple[Evidence, ...]:
    """Return the passages that share most words with others' words, best first.

    Passages that share as many keep their order.
    """
    own = set(_stems(words))
    able = [each for each in passages if speaks(each)]
    ranked = sorted(able, key=lambda each: -len(own & set(_stems(each.quote))))
    first = ranked[:1]
    further = [each for each in ranked[1:] if own & set(_stems(each.quote))]
    return tuple((first + further)[:most])


def share_words(one: str, other: str) -> bool:
    """Tell whether two texts share a word of four letters or more, endings aside.

    >>> share_words("Celebrex 200 mg", "He carries celebrex"), share_words("a b", "a b")
    (True, False)
    """
    return not set(_stems(one)).isdisjoint(_stems(other))


def _stems(words: str) -> list[str]:
    return [word[:6] for word in re.findall(r"[a-z]{4,}", words.lower())]
