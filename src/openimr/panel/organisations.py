"""Names of organisations: their words, and those that tell one from another."""

from dataclasses import dataclass
from functools import lru_cache

from .words import identity, plain, words


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name, taken apart."""

    words: tuple[str, ...]
    """Without articles and legal forms, abbreviations written out."""

    telling: tuple[str, ...]
    """Words that are no kind of business and no direction of the compass."""

    acronym: str
    """Initials of the words; a sign that no name holds where they are too few."""


@lru_cache(maxsize=100_000)
def organisation(text: str) -> Organisation:
    """Return an organisation's name, taken apart.

    >>> organisation("The Fernwick Ortho. Grp, Inc.").words
    ('fernwick', 'orthopedic', 'group')
    """
    known = identity()
    split = [
        piece
        for word in words(plain(text).replace("&", " "))
        for piece in word.split("-")
        if piece
    ]
    kept = [
        known.abbreviations.get(word, word) for word in split if word not in known.forms
    ]
    initials = "".join(word[0] for word in kept)
    return Organisation(
        tuple(kept),
        tuple(dict.fromkeys(word for word in kept if word not in known.generic)),
        initials if len(initials) > 2 else "-",
    )


def looks_like_one(text: str) -> bool:
    """Tell whether a name holds a word that a person's does not.

    >>> looks_like_one("Fernwick Medical Group"), looks_like_one("Ines Pellworth")
    (True, False)
    """
    known = identity()
    return any(
        word in known.generic or word in known.firms for word in words(plain(text))
    )
