"""Who the parties of a case are: what a publication copy must not tell."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """Somebody by name and role."""

    role: str
    """Id of ``data/roles.yaml``."""

    name: str
    """As written, either way round, with or without a title."""


@dataclass(frozen=True, slots=True, order=True)
class Organisation:
    """An employer, a claims administrator, a clinic, a firm."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class KnownValue:
    """A number or address that belongs to somebody of the case."""

    kind: str
    """Id of a kind of ``text/identifiers.yaml``."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Everybody known, and the words that are known to be none of their names."""

    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    values: tuple[KnownValue, ...] = ()
    towns: tuple[str, ...] = ()
    births: tuple[dt.date, ...] = ()
    """Days of birth, whose every mention goes."""

    words: frozenset[str] = frozenset()
    """Lower case; words that the texts use without a capital more often than with."""

    lower: frozenset[str] = frozenset()
    """Lower case; words that the texts use without a capital at all."""

    protected: frozenset[str] = frozenset()
    """Lower case; names of drugs, treatments and guidelines, never a slip of a name."""
