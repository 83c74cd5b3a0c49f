"""The road from a case file to what it asks of a reviewer, its parties and due date."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Dispute, DisputedItem
from openimr.domain.clock import DueDate, Event, Told
from openimr.domain.dispute import Party, Stated, value_of
from openimr.domain.document import DocumentKind
from openimr.domain.panel_case import CaseParty, PanelCase, Role
from openimr.panel.makers import makers_of
from openimr.process import CALIFORNIA, load_programme, read_clock
from openimr.process.told import together
from openimr.review import disputed_items

from .course import told_in
from .engine import knowledge

_AS_USUAL = ReadingOptions()
COMPLETE = "records_complete"
DETERMINATION = "determination"
_NO_AUTHORS = frozenset(
    {
        DocumentKind.IMR_APPLICATION,
        DocumentKind.UR_DECISION,
        DocumentKind.CORRESPONDENCE,
    }
)
_PARTY_DETAILS = ("npi", "email", "phone", "address")


def case_of(
    path: Path,
    reading: ReadingOptions = _AS_USUAL,
    complete: dt.date | None = None,
) -> PanelCase:
    """Return what a case file asks of a reviewer, its parties and its due date.

    Papers do not tell when the records were complete, from which the law counts
    (Labor Code 4610.6(d)(1)); without ``complete`` there is no due date.

    Raises:
        InputError: the case cannot be read, or a date lies beyond the calendar.
    """
    case = read_case(path, reading)
    dispute = read_dispute(case)
    due = None
    if complete is not None:
        people = records_complete(complete, "who started the program")
        due = determination_due(case, dispute, people, complete)
    return panel_case(case, dispute, due.day if due else None)


def panel_case(
    case: CaseFile, dispute: Dispute, due: dt.date | None = None
) -> PanelCase:
    """Return what a case that was read asks of a reviewer, and its parties."""
    items = disputed_items(dispute, knowledge().requests.read)
    details = [item.details for item in items]
    parts = {detail.body_part for detail in details if detail.body_part}
    families = {detail.treatment for detail in details if detail.treatment}
    return PanelCase(
        id=value_of(dispute.number) or case.name,
        families=tuple(sorted(families)),
        conditions=tuple(sorted(parts)),
        due=due,
        expedited=value_of(dispute.priority) == "expedited",
        claim_number=value_of(dispute.claim_number),
        parties=tuple(dict.fromkeys(_parties(case, dispute, items))),
    )


def determination_due(
    case: CaseFile,
    dispute: Dispute,
    people: Told,
    today: dt.date,
    programme: str = CALIFORNIA,
) -> DueDate | None:
    """Return when the determination is due, with its working.

    ``people`` is what was told beside the papers; its event ``records_complete``
    starts the clock.  None where the programme knows no such deadline; its ``day`` is
    None while the clock does not run.

    Raises:
        InputError: something told is unknown to the programme, or lies beyond the
            calendar.
    """
    held = load_programme(programme)
    told = together(told_in(held, case, dispute), people)
    due = read_clock(held, told, today).due
    return next((one for one in due if one.deadline == DETERMINATION), None)


def records_complete(day: dt.date, where: str) -> Told:
    """Return what is told by somebody who found the records complete on a day."""
    return Told(events=(Event(id=COMPLETE, day=day, by="organisation", where=where),))


def _parties(
    case: CaseFile, dispute: Dispute, items: Sequence[DisputedItem]
) -> Iterator[CaseParty]:
    yield from _named(Role.EMPLOYEE, dispute.patient)
    yield from _of_party(Role.EMPLOYEE, None, dispute.employee)
    yield from _named(Role.EMPLOYER, dispute.employer)
    yield from _named(Role.CLAIMS_ADMINISTRATOR, dispute.claims_administrator)
    if dispute.administrator is not None:
        yield from _of_party(Role.CLAIMS_ADMINISTRATOR, None, dispute.administrator)
        yield from _named(Role.OFFICER, dispute.administrator.contact)
    yield from _named(Role.URO, dispute.review_organisation)
    yield from _named(Role.UR_PHYSICIAN, dispute.ur_reviewer)
    if dispute.reviewer is not None:
        licence = value_of(dispute.reviewer.license_number)
        phone = value_of(dispute.reviewer.phone)
        yield from _named(
            Role.UR_PHYSICIAN, dispute.reviewer.name, licence=licence, phone=phone
        )
    yield from _named(Role.REQUESTING_PHYSICIAN, dispute.requesting_physician)
    yield from _of_party(
        Role.REQUESTING_PHYSICIAN, Role.MEDICAL_GROUP, dispute.physician
    )
    yield from _named(Role.ATTORNEY, dispute.attorney)
    yield from _named(Role.RELATIVE, dispute.representative)
    yield from _authors(case)
    for item in items:
        for maker in makers_of(item.details.brand):
            yield CaseParty(role=Role.MANUFACTURER, name=maker, where="brand")


def _authors(case: CaseFile) -> Iterator[CaseParty]:
    """Yield who wrote the records, each wording of a name once, with every place."""
    places: dict[str, list[str]] = {}
    for document in case.documents:
        if document.author is None or document.kind in _NO_AUTHORS or document.misfiled:
            continue
        place = f"{document.id} p. {document.first_page}"
        places.setdefault(document.author, []).append(place)
    for name, where in places.items():
        yield CaseParty(role=Role.TREATING_PROVIDER, name=name, where="; ".join(where))


def _named(
    role: Role,
    stated: Stated[str] | None,
    *,
    licence: str | None = None,
    phone: str | None = None,
) -> Iterator[CaseParty]:
    if stated is not None:
        yield CaseParty(
            role=role,
            name=stated.value,
            licence=licence,
            phone=phone,
            where=_where(stated),
        )


def _of_party(
    role: Role, organisation: Role | None, party: Party | None
) -> Iterator[CaseParty]:
    if party is None:
        return
    details = {key: value_of(getattr(party, key)) for key in _PARTY_DETAILS}
    if party.name is not None:
        yield CaseParty(
            role=role,
            name=party.name.value,
            licence=value_of(party.license_number),
            where=_where(party.name),
            **details,
        )
    if party.organisation is not None:
        shared = {key: details[key] for key in ("phone", "address")}
        yield CaseParty(
            role=organisation or role,
            name=party.organisation.value,
            where=_where(party.organisation),
            **shared,
        )


def _where(stated: Stated[str]) -> str | None:
    first = next(iter(stated.evidence), None)
    return None if first is None else f"{first.document} p. {first.page}"
