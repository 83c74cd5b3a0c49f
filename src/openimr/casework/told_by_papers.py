"""What the papers of a case tell the clock: days and facts, each with its quote."""

import datetime as dt
from collections.abc import Iterator

from openimr.domain import CaseFile, Dispute, DocumentKind, Stated, UrOutcome
from openimr.domain.clock import Event, Told, ToldFact
from openimr.domain.evidence import Evidence

from .packet_papers import same_person

_APPLICATION = "application"
_DECISION = "UR decision"
_REQUEST = "request for authorization"

_METHODS = ("mail", "fax", "email")
"""In the order in which one counts where a letter names several: the worker is
usually served by mail and the physician by fax, and the worker's time is the longer."""

_ADVERSE = (UrOutcome.DENY, UrOutcome.MODIFY, UrOutcome.DELAY)


def told_by_papers(case: CaseFile, dispute: Dispute) -> Told:
    """Return what application, decision and request tell.

    Nothing is told that they do not state: no signature found is no answer to whether
    the application is signed.
    """
    return Told(
        events=tuple(_events(dispute)),
        facts=(*_of_application(dispute), *_of_decision(dispute), *_of_file(case)),
    )


def _events(dispute: Dispute) -> Iterator[Event]:
    days: tuple[tuple[str, Stated[dt.date] | None, str], ...] = (
        ("injury", dispute.date_of_injury, _APPLICATION),
        ("treatment_given", dispute.service_date, _REQUEST),
        ("rfa_signed", dispute.rfa_date, _REQUEST),
        ("rfa_received", dispute.request_received, _DECISION),
        ("ur_decided", dispute.ur_date, _DECISION),
        ("application_signed", dispute.application_signed, _APPLICATION),
        ("application_received", dispute.application_received, _APPLICATION),
    )
    for id_, stated, where in days:
        if stated is not None:
            yield _event(id_, stated, where)
    if dispute.ur_served is not None:
        yield _event("ur_served", dispute.ur_served, _DECISION, _method(dispute))


def _event(
    id_: str, stated: Stated[dt.date], where: str, method: str | None = None
) -> Event:
    return Event(
        id=id_, day=stated.value, where=where, evidence=stated.evidence, method=method
    )


def _method(dispute: Dispute) -> str | None:
    stated = dispute.ur_service_method
    named = stated.value.split(", ") if stated is not None else []
    return next((one for one in _METHODS if one in named), None)


def _fact(
    id_: str, value: str | bool, where: str, evidence: tuple[Evidence, ...] = ()
) -> ToldFact:
    word = value if isinstance(value, str) else ("yes" if value else "no")
    return ToldFact(id=id_, value=word, where=where, evidence=evidence)


def _of_application(dispute: Dispute) -> Iterator[ToldFact]:
    if dispute.priority is not None:
        found = dispute.priority
        yield _fact("priority", found.value, _APPLICATION, found.evidence)
    if dispute.signed_by is not None:
        found = dispute.signed_by
        yield _fact("signed", True, _APPLICATION, found.evidence)
        if dispute.patient and same_person(found.value, dispute.patient.value):
            yield _fact("signer_role", "employee", _APPLICATION, found.evidence)
            yield _fact("filer_role", "employee", _APPLICATION, found.evidence)
    for id_, stated in (
        ("liability_disputed", dispute.liability_disputed),
        ("information_missing", dispute.information_missing),
    ):
        if stated is not None:
            yield _fact(id_, stated.value, _APPLICATION, stated.evidence)
    if not missing_fields(dispute):
        yield _fact("application_complete", True, _APPLICATION)


def missing_fields(dispute: Dispute) -> tuple[str, ...]:
    """Return the required fields of the application that no paper gave a value for.

    Which are required follows the form (8 CCR 9792.10.2); a field may be filled in and
    still be missing here, where it was not read.
    """
    fields: tuple[tuple[str, object], ...] = (
        ("employee name", dispute.patient),
        ("date of injury", dispute.date_of_injury),
        ("claim number", dispute.claim_number),
        ("employer", dispute.employer),
        ("date of the decision", dispute.ur_date),
        ("requesting physician", dispute.requesting_physician),
        ("claims administrator", dispute.claims_administrator),
        ("diagnosis", dispute.primary_diagnosis),
        ("disputed treatment", dispute.disputed),
        ("type of review", dispute.priority),
        ("signature", dispute.signed_by),
        ("date of signature", dispute.application_signed),
    )
    return tuple(name for name, value in fields if not value)


def _of_decision(dispute: Dispute) -> Iterator[ToldFact]:
    if dispute.review_type is not None:
        found = dispute.review_type
        yield _fact("review_type", found.value, _DECISION, found.evidence)
        given = found.value == "retrospective"
        yield _fact("rendered", given, _DECISION, found.evidence)
    if dispute.rfa_expedited is not None:
        asked = dispute.rfa_expedited
        yield _fact("ur_expedited", asked.value, _REQUEST, asked.evidence)
    outcomes = [one.outcome for one in dispute.ur_items if one.outcome is not None]
    if not outcomes:
        return
    adverse = [one for one in outcomes if one in _ADVERSE]
    quotes = tuple(e for one in dispute.ur_items for e in one.evidence)
    outcome = adverse[0] if adverse else UrOutcome.APPROVE
    yield _fact("ur_outcome", outcome.value, _DECISION, quotes)
    if adverse:
        yield _fact("medical_necessity_issue", True, _DECISION, quotes)


def _of_file(case: CaseFile) -> Iterator[ToldFact]:
    decisions = [d.id for d in case.documents if d.kind is DocumentKind.UR_DECISION]
    if decisions:
        yield _fact("ur_attached", True, f"in the file: {', '.join(decisions)}")
