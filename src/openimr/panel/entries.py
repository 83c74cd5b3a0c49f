"""What a reviewer's file says about people and organisations, entry by entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from openimr.domain.reviewer import Affiliation, Relative, Reviewer

from . import contacts
from .organisations import Organisation, organisation
from .words import Name, person_name

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person or organisation that a reviewer is or is tied to."""

    reviewer: str
    kind: str
    """``self``, ``affiliation``, ``family``, ``family_employer`` or ``address``."""

    text: str
    """As written; a name, or a phone number or address of the reviewer."""

    person: Name | None = None
    group: Organisation | None = None
    npi: str | None = None
    licences: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()
    affiliation: Affiliation | None = None
    relative: Relative | None = None


def entries(reviewer: Reviewer) -> Iterator[Entry]:
    """Yield everybody in a reviewer's file with whom a case may collide."""
    for name in (reviewer.name, *reviewer.other_names):
        yield Entry(
            reviewer=reviewer.id,
            kind="self",
            text=name,
            person=person_name(name),
            npi=contacts.npi(reviewer.npi),
            licences=_known(
                contacts.licence(each.number) for each in reviewer.licences or ()
            ),
            emails=_known(map(contacts.email, reviewer.emails)),
            phones=_known(map(contacts.phone, reviewer.phones)),
            places=_known(map(contacts.address, reviewer.addresses)),
        )
    for affiliation in reviewer.affiliations or ():
        yield _of_affiliation(reviewer, affiliation)
    for relative in reviewer.family or ():
        yield Entry(
            reviewer=reviewer.id,
            kind="family",
            text=relative.name,
            person=person_name(relative.name),
            relative=relative,
        )
        if relative.works_for is not None:
            yield Entry(
                reviewer=reviewer.id,
                kind="family_employer",
                text=relative.works_for,
                group=organisation(relative.works_for),
                relative=relative,
            )


def _of_affiliation(reviewer: Reviewer, affiliation: Affiliation) -> Entry:
    return Entry(
        reviewer=reviewer.id,
        kind="affiliation",
        text=affiliation.organisation,
        group=organisation(affiliation.organisation),
        npi=contacts.npi(affiliation.npi),
        phones=_known([contacts.phone(affiliation.phone)]),
        places=_known([contacts.address(affiliation.address)]),
        affiliation=affiliation,
    )


def _known(values: Iterable[T | None]) -> frozenset[T]:
    return frozenset(value for value in values if value is not None)
