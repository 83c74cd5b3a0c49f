"""Names as lists of plain words: no accents, titles, suffixes or signs."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from . import knowledge
from .sounds import sound

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "\u0131": "i"}
)
_APOSTROPHES = re.compile(r"['\u2019\u2018`\u00b4]")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_SIGNS = re.compile(r"[^a-z0-9\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where on two words or names count as alike (``identity.yaml``)."""

    slip_letters: int
    long_slip_letters: int
    long_slip_ends: int
    organisation_hit: float
    organisation_ask: float
    word_slip_letters: int
    shared_name_share: float
    mailbox_letters: int
    address_ask: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Words and thresholds of ``identity.yaml``."""

    titles: frozenset[str]
    titles_and_names: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    nicknames: tuple[frozenset[str], ...]
    forms: frozenset[str]
    generic: frozenset[str]
    firms: frozenset[str]
    abbreviations: dict[str, str]
    streets: dict[str, str]
    shared_mailboxes: frozenset[str]
    public_domains: frozenset[str]
    named_after_people: frozenset[str]
    thresholds: Thresholds


@cache
def identity() -> Identity:
    """Return what is known of how names are written."""
    return knowledge.load("identity.yaml", Identity)


@cache
def nickname_groups() -> dict[str, frozenset[int]]:
    """Return a given name's groups of nicknames, by number."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(identity().nicknames):
        for name in group:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def plain(text: str) -> str:
    """Return a text in lower case without accents, apostrophes and dots in initials.

    >>> plain("O'Brién, M.D.")
    'obrien, md'
    """
    lower = text.casefold().translate(_LETTERS)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lower)
        if not unicodedata.combining(letter)
    )
    bare = _APOSTROPHES.sub("", bare)
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), bare)


def words(text: str) -> list[str]:
    """Return the words of a plain text; hyphens inside a word stay.

    >>> words("valdez-orr, ines m.")
    ['valdez-orr', 'ines', 'm']
    """
    return [part.strip("-") for part in _SIGNS.split(text) if part.strip("-")]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: its words in order, hyphens parted, titles gone."""

    words: tuple[str, ...]
    comma: int | None
    """How many words stand before a comma: the family name's."""

    @property
    def family_only(self) -> bool:
        """Tell whether no given name is stated."""
        return self.comma == len(self.words) or len(self.untitled().words) < 2

    def untitled(self) -> "Name":
        """Return the name without a last word that may be a title (Do, Pa)."""
        doubt = identity().titles_and_names
        if self.comma or len(self.words) < 2 or self.words[-1] not in doubt:
            return self
        return Name(self.words[:-1], None)


@lru_cache(maxsize=100_000)
def person_name(text: str) -> Name:
    """Return a person's name; no words where there is none.

    >>> person_name("Dr. Ines M. Valdez-Orr, Jr., M.D.").words
    ('ines', 'm', 'valdez', 'orr')
    >>> person_name("VALDEZ ORR, INES")
    Name(words=('valdez', 'orr', 'ines'), comma=2)
    """
    known = identity()
    given = plain(text).split(",")
    parts = [
        _name_words(part, known, first=not at, alone=len(given) == 1)
        for at, part in enumerate(given)
    ]
    parts = [part for part in parts if part]
    if not parts:
        return Name((), None)
    several = len(parts) > 1
    parts = [
        _joined(part, known, family=several and not at) for at, part in enumerate(parts)
    ]
    # A single hyphenated word is a family name, not a given name and another.
    no_name = known.titles | known.suffixes
    told = [word for word in _closed(given[0], known) if word not in no_name]
    single = not several and len(told) == 1 and "-" in told[0]
    comma = len(parts[0]) if several or single else None
    return Name(tuple(word for part in parts for word in part), comma)


def _name_words(part: str, known: Identity, *, first: bool, alone: bool) -> list[str]:
    """Return the words of a name; a title that may be a name (Do) stays in doubt."""
    all_ = _closed(part, known)
    no_name = known.titles | known.suffixes
    kept = [
        word
        for at, word in enumerate(all_)
        if word not in no_name
        or (word in known.titles_and_names and alone and at == len(all_) - 1)
        or (word in known.titles_and_names and first and len(all_) == 1)
    ]
    return [piece for word in kept for piece in word.split("-") if piece]


def _closed(part: str, known: Identity) -> list[str]:
    """Return the words of a text; Ph.D. and Psy.D., which would be two, as one."""
    closed = [
        token.replace(".", "") if token.replace(".", "") in known.titles else token
        for token in part.split()
    ]
    return words(" ".join(closed))


def _joined(split: list[str], known: Identity, *, family: bool) -> list[str]:
    """Join particles to what follows: ``de la cruz`` is one word, ``delacruz``.

    At the head of a whole name a particle may be a given name (Van, Al).
    """
    made: list[str] = []
    prefix = ""
    for word in split:
        if word in known.particles and (made or prefix or family):
            prefix += word
            continue
        made.append(prefix + word)
        prefix = ""
    return [*made, prefix] if prefix else made


@lru_cache(maxsize=200_000)
def word_sound(word: str) -> str:
    """Return a word's sound key (see ``sounds``)."""
    return sound(word)
