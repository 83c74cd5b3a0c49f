"""Tell a section that no heading opens by the words that its sentences are full of."""

from collections.abc import Iterator, Sequence

from .headings import load_names
from .kinds import SectionKind

_DENSE = 3
"""Sentences with words of one kind that make a section of that kind."""

_APART = 2
"""Sentences from one to the next in such a section: one may lie between them."""


def full_of(
    low: str, sentences: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, SectionKind]]:
    """Yield the runs of sentences that are full of a kind's words, with the kind.

    The numbers are those of the first and last sentence.  One sentence without such
    words may stand between two that hold some.

    >>> words = "sore. flexion is 40 of 90. it hurts. slr negative. strength 5/5. ice."
    >>> runs = full_of(words, [(0, 5), (6, 26), (27, 36), (37, 50), (51, 64), (65, 69)])
    >>> [(first, last, kind.value) for first, last, kind in runs]
    [(1, 4, 'examination')]
    """
    for kind, pattern in load_names().dense:
        run: list[int] = []
        words: set[str] = set()
        last = len(sentences) - 1
        for place, span in enumerate(sentences):
            found = set(pattern.findall(low, *span))
            if found:
                run.append(place)
                # A part of the body before a colon opens complaints as well.
                words |= {each for each in found if not each.endswith(":")}
            if run and (place == last or place + 1 - run[-1] > _APART):
                if len(words) >= _DENSE <= len(run):
                    yield run[0], run[-1], kind
                run, words = [], set()
