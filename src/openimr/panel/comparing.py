"""A party of a case held against an entry of a reviewer, by everything both state."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from openimr.domain.panel_case import CaseParty, Role
from openimr.domain.screening import Verdict

from . import contacts
from .entries import Entry
from .likeness import Likeness, organisations, people, person_in_organisation
from .organisations import Organisation, looks_like_one, organisation
from .words import Name, identity, person_name

_ALWAYS_GROUPS = frozenset(
    {
        Role.EMPLOYER,
        Role.INSURER,
        Role.CLAIMS_ADMINISTRATOR,
        Role.URO,
        Role.MPN,
        Role.MEDICAL_GROUP,
        Role.FACILITY,
        Role.MANUFACTURER,
    }
)
_ALWAYS_PEOPLE = frozenset({Role.EMPLOYEE, Role.RELATIVE, Role.OFFICER})


@dataclass(frozen=True, slots=True)
class Stated:
    """What a party of a case states, in one form."""

    role: Role
    person: Name | None
    group: Organisation | None
    npi: str | None
    licence: str | None
    email: str | None
    phone: str | None
    place: tuple[str, str] | None
    mailbox: Name | None
    """The mailbox read as a name, where it may be one."""


@lru_cache(maxsize=200_000)
def stated(party: CaseParty) -> Stated:
    """Return what a party states, names as person or organisation or as both."""
    group = party.role in _ALWAYS_GROUPS
    if not group and party.role not in _ALWAYS_PEOPLE:
        group = looks_like_one(party.name)
    email = contacts.email(party.email)
    return Stated(
        role=party.role,
        person=None if party.role in _ALWAYS_GROUPS else person_name(party.name),
        group=organisation(party.name) if group else None,
        npi=contacts.npi(party.npi),
        licence=contacts.licence(party.licence),
        email=email,
        phone=contacts.phone(party.phone),
        place=contacts.address(party.address),
        mailbox=_mailbox(email),
    )


def _mailbox(email: str | None) -> Name | None:
    if email is None or contacts.shared_mailbox(email):
        return None
    name = person_name(email.partition("@")[0].replace(".", " ").replace("_", " "))
    return name if len(name.words) > 1 else None


def compare(party: Stated, entry: Entry) -> Likeness | None:
    """Return how a party and an entry are alike; None where nothing is.

    One number that belongs to one person decides; shared ones (telephone, address)
    ask, and decide together with a name.
    """
    name = _by_name(party, entry)
    if name is None and entry.kind == "self" and party.mailbox and entry.person:
        name = _as_question(people(party.mailbox, entry.person), "mailbox: ")
    signs = tuple(_signs(party, entry))
    if not signs:
        return _npi_differs(party, entry, name)
    sure = any(verdict is Verdict.HIT for verdict, _ in signs)
    shared = any(verdict is Verdict.ASK for verdict, _ in signs)
    why = tuple(reason for _, reason in signs)
    if name is not None:
        likely = sure or shared or name.verdict is Verdict.HIT
        verdict = Verdict.HIT if likely else Verdict.ASK
        return Likeness(verdict, (*why, *name.why), 100)
    return Likeness(Verdict.HIT if sure else Verdict.ASK, why, 90 if sure else 50)


def _by_name(party: Stated, entry: Entry) -> Likeness | None:
    found = [
        people(party.person, entry.person)
        if party.person is not None and entry.person is not None
        else None,
        organisations(party.group, entry.group)
        if party.group is not None and entry.group is not None
        else None,
    ]
    if party.role.value in identity().named_after_people:
        if party.group is not None and entry.person is not None:
            found.append(person_in_organisation(entry.person, party.group))
        if party.person is not None and entry.group is not None:
            found.append(person_in_organisation(party.person, entry.group))
    known = [one for one in found if one is not None]
    return max(known, key=lambda one: one.score, default=None)


def _signs(party: Stated, entry: Entry) -> Iterator[tuple[Verdict, str]]:
    if party.npi is not None and party.npi == entry.npi:
        yield Verdict.HIT, "NPI the same"
    if party.licence is not None and party.licence in entry.licences:
        # Two states may give out one number.
        yield Verdict.ASK, "licence number the same"
    yield from _mail_signs(party, entry)
    if party.phone is not None and party.phone in entry.phones:
        yield Verdict.ASK, "telephone the same"
    if party.place is not None and any(_same(party.place, it) for it in entry.places):
        yield Verdict.ASK, "address the same"


def _mail_signs(party: Stated, entry: Entry) -> Iterator[tuple[Verdict, str]]:
    if party.email is None:
        return
    if party.email in entry.emails:
        office = contacts.shared_mailbox(party.email)
        yield (Verdict.ASK if office else Verdict.HIT), "e-mail the same"
        return
    box, _, host = party.email.partition("@")
    others = {each.partition("@")[0] for each in entry.emails}
    long = len(box) >= identity().thresholds.mailbox_letters
    if box in others and long and not contacts.shared_mailbox(party.email):
        yield Verdict.ASK, "mailbox the same at another host"
    hosts = {each.partition("@")[2] for each in entry.emails}
    if host in hosts and host not in identity().public_domains:
        yield Verdict.ASK, "e-mail of the same organisation"


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] != other[0]:
        return False
    return fuzz.ratio(one[1], other[1]) >= identity().thresholds.address_ask


def _as_question(found: Likeness | None, head: str) -> Likeness | None:
    if found is None:
        return None
    why = tuple(head + reason for reason in found.why)
    return Likeness(Verdict.ASK, why, found.score)


def _npi_differs(party: Stated, entry: Entry, name: Likeness | None) -> Likeness | None:
    """Put the same name with another NPI before a person: one of them may be wrong."""
    if name is None or name.verdict is Verdict.ASK:
        return name
    if party.npi is not None and entry.npi is not None:
        return Likeness(Verdict.ASK, (*name.why, "NPI differs"), name.score)
    return name
