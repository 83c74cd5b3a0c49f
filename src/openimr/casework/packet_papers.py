"""The documents of a case as records of a packet: whose reports they are."""

from collections.abc import Sequence

from openimr.domain import CaseFile, Dispute
from openimr.domain.dispute import value_of
from openimr.domain.eligibility import Paper

_DEGREES = frozenset(
    "dr md do dc dpm phd psyd dpt pt ot rn lac od dds mr ms mrs".split()
)
_ASSISTING = frozenset("np fnp pa pac pa-c".split())
"""Degrees of those who write reports for a physician they work with."""

_INITIALS = 2
"""Letters that a word may have to be initials, such as ``HM``."""


def papers_of(case: CaseFile, dispute: Dispute) -> tuple[Paper, ...]:
    """Return the documents of a case as records of a packet.

    Misfiled papers and repetitions of others are left out.
    """
    name = value_of(dispute.requesting_physician)
    return tuple(
        Paper(
            id=one.id,
            kind=one.kind.value,
            day=one.date,
            of_requester=_by(one.author, name),
        )
        for one in case.documents
        if not one.misfiled and one.duplicate_of is None
    )


def _by(author: str | None, physician: str | None) -> bool | None:
    if not author or not physician:
        return None
    found = same_person(author, physician)
    assisted = set(_words(author)) & _ASSISTING
    return None if assisted and not found else found


def same_person(one: str, other: str) -> bool | None:
    """Tell whether two ways of writing a name can be one person's.

    A name in full and the same with initials are; two that share a surname alone may
    be, which is None.

    >>> same_person("HM Yarborough MD", "Hollis M. Yarborough, MD")
    True
    >>> same_person("Ana Diaz", "Luz Diaz"), same_person("Diaz", "Ana Diaz")
    (False, None)
    """
    first, second = _name(one), _name(other)
    shared = {word for word in first if word in second and len(word) > _INITIALS}
    if not shared:
        return False
    rest = [[word for word in words if word not in shared] for words in (first, second)]
    if len(shared) > 1 or not any(rest):
        return True
    if not all(rest):
        return None
    return _fit(rest[0][0], rest[1][0])


def _fit(one: str, other: str) -> bool:
    short = min(len(one), len(other)) <= _INITIALS
    return one == other or (short and one[0] == other[0])


def _name(text: str) -> Sequence[str]:
    return [one for one in _words(text) if one not in _DEGREES | _ASSISTING]


def _words(text: str) -> Sequence[str]:
    plain = "".join(c if c.isalpha() or c == "-" else " " for c in _undotted(text))
    return [word.strip("-") for word in plain.split() if word.strip("-")]


def _undotted(text: str) -> str:
    """Close dotted degrees and initials, so that ``M.D.`` is one word."""
    return text.casefold().replace(". ", " ").replace(".", "")
