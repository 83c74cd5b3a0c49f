"""Know names again that a scanner or a typist changed: ``Cyclobenzapnne``."""

from collections.abc import Iterable, Iterator

_SHAPE = 7
"""Letters of the shortest name that is known by its shape alone."""

_TYPED = 8
"""Letters of the shortest name in which one wrong letter is forgiven."""

_LETTERS = str.maketrans("01568ljeh", "oisbbiicb")
"""Signs that scanners take for one another, each with the one that stands for all."""

_JOINED = (("rn", "m"), ("ri", "n"), ("ci", "d"), ("vv", "w"), ("nn", "m"))
"""Pairs that look like one letter, after :data:`_LETTERS`."""


def shape(word: str) -> str:
    """Return what a word looks like to a scanner; alike words have one shape.

    >>> shape("cyclobenzapnne") == shape("cyclobenzaprine")
    True
    >>> shape("tramad0l") == shape("tramadol")
    True
    >>> shape("naproxen") == shape("naproxin")
    False
    """
    low = word.translate(_LETTERS)
    for pair, one in _JOINED:
        low = low.replace(pair, one)
    return low


_OTHER_WORDS = frozenset({"singular", "sublocale", "margarine"})
"""Words of plain English one letter apart from a name."""


class Spellings:
    """Names looked up by how they look and by what one wrong letter leaves.

    >>> known = Spellings(["tizanidine", "hydrocodone"])
    >>> list(known.like("tizanadine")), list(known.like("hydroc0done"))
    (['tizanidine'], ['hydrocodone'])
    >>> list(known.like("hydrotherapy"))
    []
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._shapes: dict[str, set[str]] = {}
        self._parts: dict[str, set[str]] = {}
        for name in names:
            if len(name) >= _SHAPE:
                self._shapes.setdefault(shape(name), set()).add(name)
            if len(name) >= _TYPED:
                for part in _shortened(name):
                    self._parts.setdefault(part, set()).add(name)

    def like(self, word: str) -> Iterator[str]:
        """Yield the names that a misspelt word stands for, in order.

        A word that could stand for two names stands for none.
        """
        if len(word) < _SHAPE or word in _OTHER_WORDS:
            return
        found = self._shapes.get(shape(word), set())
        if not found and len(word) >= _TYPED and word.isalpha():
            near = {
                name
                for part in _shortened(word)
                for name in self._parts.get(part, ())
                if name[0] == word[0]
            }
            found = {name for name in near if _one_apart(word, name)}
        if len(found) == 1:
            yield from found


def _shortened(word: str) -> Iterator[str]:
    """Yield a word itself and what is left of it without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter is wrong, missing, too many or in its neighbour's place.

    A plural and an adjective are other words: their last letter is no slip.
    """
    if len(one) > len(other):
        longer, shorter = one, other
    else:
        longer, shorter = other, one
    start = 0
    while start < len(shorter) and longer[start] == shorter[start]:
        start += 1
    if start == len(shorter):
        return False
    if len(longer) != len(shorter):
        return longer[start + 1 :] == shorter[start:]
    if longer[start + 1 :] == shorter[start + 1 :]:
        return start < len(shorter) - 1
    swapped = longer[start : start + 2] == shorter[start : start + 2][::-1]
    return swapped and longer[start + 2 :] == shorter[start + 2 :]
