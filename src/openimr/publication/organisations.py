"""Find the organisations and towns of a case in a text, and numbers known from it."""

import re
from collections.abc import Iterator

from openimr.text.identifiers import identifier_kinds

from .names import short_forms, spellings, tells
from .parties import KnownValue, Organisation, Parties
from .spans import Taken
from .words import words

_SHORTEST_NUMBER = 4
_ENDS = "|".join(sorted(words().organisation_ends))
_NAMED = re.compile(
    r"(?<![\w.])(?P<name>[A-Z][\w'\u2019-]+(?:[ ](?:&|and|of|the|[A-Z][\w'\u2019-]+))"
    rf"{{0,4}}[ ](?:(?:{_ENDS}|{_ENDS.upper()})|(?i:Medical[ ]Group|Physical[ ]Therapy|"
    r"Pain[ ]Medicine|Claims[ ]Services|Surgery[ ]Center|Medical[ ]Center))\b"
    r"(?:,?[ ](?:Inc|INC|LLC|LLP)\b\.?)?)"
)


class PlaceFinder:
    """Finds organisations and towns by the names that are known."""

    def __init__(self, parties: Parties) -> None:
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        for organisation in parties.organisations:
            for way in spellings(organisation):
                self._patterns.append((organisation.role, _loose(way)))
            for short in short_forms(organisation, parties.lower | parties.protected):
                self._patterns.append((organisation.role, _cased(short)))
        ordinary = words().also_words | words().generic | parties.words
        for town in parties.towns:
            if town.lower() not in ordinary:
                self._patterns.append(("town", _cased(town)))

    def find(self, text: str) -> Iterator[Taken]:
        """Yield the stretches that name an organisation or a town."""
        for role, pattern in self._patterns:
            for match in pattern.finditer(text):
                yield Taken(start=match.start(), end=match.end(), role=role)


def _loose(name: str) -> re.Pattern[str]:
    """Match a name whatever its case, spaces, marks and the way ``and`` is written."""
    parts = [re.escape(w) for w in re.findall(r"[^\W_]+", name)]
    gap = r"(?:[\s,.'\u2019&/-]|\band\b){0,6}"
    return re.compile(rf"(?i)(?<!\w){gap.join(parts)}(?:['\u2019]s)?(?!\w)")


def _cased(name: str) -> re.Pattern[str]:
    written = r"\s+".join(re.escape(w) for w in name.split())
    capitals = r"\s+".join(re.escape(w.upper()) for w in name.split())
    return re.compile(rf"(?<!\w)(?:{written}|{capitals})(?!\w)")


class NumberFinder:
    """Finds the numbers and addresses that are known, whatever divides their parts."""

    def __init__(self, parties: Parties) -> None:
        self._patterns = [
            (known, pattern)
            for known in parties.values
            if (pattern := _divided(known)) is not None
        ]

    def find(self, text: str) -> Iterator[Taken]:
        """Yield the stretches that are a known number or address."""
        kinds = identifier_kinds()
        for known, pattern in self._patterns:
            what = kinds[known.kind].what if known.kind in kinds else "number"
            for match in pattern.finditer(text):
                yield Taken(start=match.start(), end=match.end(), what=what)


def _divided(known: KnownValue) -> re.Pattern[str] | None:
    """Match the letters and figures of a value with any marks between them."""
    kept = re.findall(r"[^\W_]", known.value)
    digits = sum(c.isdigit() for c in kept)
    if known.kind == "email":
        return re.compile(re.escape(known.value), re.IGNORECASE)
    if digits < _SHORTEST_NUMBER and known.kind not in {"street", "zip"}:
        return None
    if len(kept) <= _SHORTEST_NUMBER:
        return None
    gap = r"[\s.,()/\u2013#-]{0,3}"
    return re.compile(rf"(?i)(?<!\w){gap.join(map(re.escape, kept))}(?!\w)")


def organisations_named(
    text: str, lower: frozenset[str] = frozenset()
) -> Iterator[Organisation]:
    """Yield what a text calls by the name of an organisation.

    A name of words that the case also writes without a capital is none.

    >>> [o.name for o in organisations_named("to San Orro District Hospital")]
    ['San Orro District Hospital']
    >>> list(organisations_named("Physical Therapy at the Pain Clinic"))
    []
    """
    known = words()
    for match in _NAMED.finditer(text):
        name = match["name"]
        if any(public.lower() in name.lower() for public in known.public_names):
            continue
        if any(tells(word, lower) for word in re.findall(r"[A-Z][\w'\u2019-]+", name)):
            yield Organisation("organisation", name)
