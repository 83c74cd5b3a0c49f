"""Names taken apart, and words held against them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from .parties import Organisation, Person
from .words import words

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "drs", "sr", "sra", "prof"})
_SUFFIXES = frozenset(
    "jr sr ii iii iv md do dc dpm phd psyd dpt pt ot otr cmt cht np pa pac rn lac esq "
    "dds mph ms ma facs fnp lcsw mft ccc slp cnim rpt attorney law".split()
)
_PARTICLES = frozenset("de del la las los van von der den di da dos du el y st".split())

_SLIP_FROM = 5
"""Letters from which a word with one slip is still the same name."""


def fold(word: str) -> str:
    """Return a word as it sounds to a reader: lower case, no marks, figures as letters.

    >>> fold("Peña"), fold("VA1DIVIA"), fold("O'Neil"), fold("120")
    ('pena', 'valdivia', 'oneil', '120')
    """
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['\u2019\u2018`]", "", plain)
    if any(c.isalpha() for c in plain):
        plain = plain.translate(str.maketrans("0158|", "olsbl"))
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in folded parts."""

    role: str
    given: frozenset[str]
    """First and middle names of more than one letter, and what they are called."""

    family: frozenset[str]
    """Each part, and all as one word, as a lost hyphen leaves them."""

    initials: frozenset[str]
    """First letters of the given names."""

    dotted: str
    """First letters of the first given and the first family name, such as ``r.v``."""


@cache
def name_of(person: Person) -> Name | None:
    """Return the parts of a name; None where nothing of it is a name.

    >>> name = name_of(Person("worker", "VALDEZ-ORR, Ines M."))
    >>> sorted(name.given), sorted(name.family), sorted(name.initials), name.dotted
    (['ines'], ['orr', 'valdez', 'valdezorr'], ['i', 'm'], 'i.v')
    """
    given, family = _split(person.name)
    if not family:
        return None
    called = words().nicknames
    full = [word for word in given if len(word) > 1]
    named = {other for word in full for other in called.get(word, {word})} | {*full}
    return Name(
        role=person.role,
        given=frozenset(named),
        family=frozenset([*family, "".join(family)]),
        initials=frozenset(word[0] for word in given),
        dotted=f"{given[0][0]}.{family[0][0]}" if given else "",
    )


def _split(written: str) -> tuple[list[str], list[str]]:
    """Return given names and family names, folded, in their order."""
    written = re.sub(r"\([^)]*\)?", " ", written)
    before, comma, after = written.partition(",")
    turned = bool(comma) and bool(_pieces(after))
    if turned:
        return _pieces(after), _parts_of(before)
    pieces = before.split()
    while pieces and not _pieces(pieces[-1]):
        pieces.pop()
    if not pieces:
        return [], []
    if len(pieces) == 2 and re.fullmatch(r"[A-Z]\.?", pieces[1]):
        return _pieces(pieces[1]), _parts_of(pieces[0])
    return _pieces(" ".join(pieces[:-1])), _parts_of(pieces[-1])


def _pieces(text: str) -> list[str]:
    """Return the words of a name, without titles, letters of a degree and particles."""
    text = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", text) if "M.D" in text else text
    found = re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", text)
    folded = [fold(word) for word in found if not word.isdigit()]
    none = TITLES | _SUFFIXES | _PARTICLES | words().not_names
    return [w for w in folded if w not in none]


def _parts_of(text: str) -> list[str]:
    return [part for part in _pieces(text) if len(part) > 1]


def is_slip(word: str, name: str) -> bool:
    """Tell whether a word is a name with one letter wrong, missing, added or swapped.

    >>> [is_slip(w, "pellworth") for w in ("pelworth", "pellwortn", "pellwroth")]
    [True, True, True]
    >>> is_slip("pain", "pane"), is_slip("worth", "pellworth")
    (False, False)
    """
    if len(name) < _SLIP_FROM or abs(len(word) - len(name)) > 1 or word == name:
        return False
    head = 0
    while head < min(len(word), len(name)) and word[head] == name[head]:
        head += 1
    rest, other = word[head:], name[head:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or other[1:] in {rest, rest[1:]} or rest[1:] == other


def spellings(organisation: Organisation) -> tuple[str, ...]:
    """Return the ways in which an organisation may be written, the longest first.

    >>> spellings(Organisation("employer", "Halvor Title & Escrow, Inc."))
    ('Halvor Title & Escrow, Inc', 'Halvor Title & Escrow')
    """
    full = " ".join(organisation.name.split()).strip(" .,;:")
    bare = re.sub(
        r"(?i)[,.]?\s+(?:inc|llc|llp|lp|ltd|corp|corporation|company|co|p\.?c|apc)\.?$",
        "",
        full,
    ).strip(" .,")
    return tuple(dict.fromkeys(way for way in (full, bare) if len(way) > 2))


def short_forms(organisation: Organisation, lower: frozenset[str]) -> tuple[str, ...]:
    """Return the beginnings that stand for an organisation, written with capitals.

    ``lower`` are words that the texts use without a capital; they tell nothing.

    >>> short_forms(Organisation("employer", "Halvor Title & Escrow"), frozenset())
    ('Halvor Title', 'Halvor')
    >>> short_forms(Organisation("provider", "Pacific Crest"), frozenset({"crest"}))
    ()
    """
    found = re.findall(r"[\w'\u2019-]+", organisation.name)
    two = re.match(r"[\w'\u2019-]+\s+[\w'\u2019-]+", organisation.name)
    forms = []
    if two is not None and any(tells(word, lower) for word in found[:2]):
        forms.append(two[0])
    if found and len(found[0]) >= _SLIP_FROM and tells(found[0], lower):
        forms.append(found[0])
    return tuple(forms)


def tells(word: str, lower: frozenset[str]) -> bool:
    """Tell whether a word of a name says which organisation it is."""
    known = words()
    plain = word.lower()
    return plain not in known.generic | known.also_words | known.eponyms | lower
