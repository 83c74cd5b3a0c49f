"""What the three documents state beside the frame: parties, reviewer, records."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from openimr.domain import Dispute, Stated

from .advisor import read_advisor
from .contacts import read_parties
from .frame import Frame, FramePart
from .history import answers_appeal
from .letter import (
    read_administrator,
    read_methods,
    read_organisation,
    read_review_type,
    read_service,
)
from .request import find_codes
from .reviewed import read_records
from .text import Place
from .ticks import answered, stated, ticked

T = TypeVar("T")
_SIGN = re.compile(r"/s/|\([^)]*(?:sign|file|electronic)[^)]*\)", re.IGNORECASE)


def with_particulars(dispute: Dispute, frame: Frame) -> Dispute:
    """Return the dispute with what each document states beside the frame."""
    if frame.application:
        dispute = _of_application(dispute, frame.application)
    if frame.decision:
        dispute = _of_decision(dispute, frame.decision)
    if frame.request:
        dispute = _of_request(dispute, frame.request)
    parties = read_parties([p for p in (frame.application, frame.request) if p])
    return replace(
        dispute,
        employee=parties.get("employee"),
        physician=parties.get("physician"),
        administrator=parties.get("administrator"),
    )


def _of_application(dispute: Dispute, part: FramePart) -> Dispute:
    return replace(
        dispute,
        attorney=_text(part, "attorney"),
        representative=_text(part, "representative"),
        signed_by=_signer(part),
        wcis_number=_text(part, "wcis_number"),
        eams_number=_text(part, "eams_number"),
        diagnosis_codes=tuple(_codes(part)),
        liability_disputed=_read(part, answered(part.lines, "liability_disputed")),
        liability_reason=_text(part, "liability_reason"),
        information_missing=_read(part, answered(part.lines, "information_missing")),
    )


def _of_decision(dispute: Dispute, part: FramePart) -> Dispute:
    lines, document = part.lines, part.document
    administrator = read_administrator(lines)
    return replace(
        dispute,
        claims_administrator=dispute.claims_administrator
        or _words(part, administrator),
        review_organisation=_words(part, read_organisation(part)),
        review_type=_read(part, read_review_type(lines)),
        review_reference=_text(part, "review_reference"),
        reviewer=read_advisor(lines, document, dispute.ur_reviewer),
        records_reviewed=read_records(lines, document),
        ur_served=_day(part, "ur_served") or _read(part, read_service(lines)),
        ur_service_method=_read(part, read_methods(lines)),
        ur_due=_day(part, "ur_due"),
        ur_appeal=answers_appeal(lines),
    )


def _of_request(dispute: Dispute, part: FramePart) -> Dispute:
    return replace(
        dispute,
        rfa_kind=_read(part, ticked(part.lines, "rfa_kind")),
        rfa_expedited=_read(part, stated(part.lines, "rfa_expedited")),
        rfa_oral=_read(part, stated(part.lines, "rfa_oral")),
        rfa_response=_read(part, ticked(part.lines, "rfa_response")),
    )


def _text(part: FramePart, name: str) -> Stated[str] | None:
    found = part.fields.get(name)
    if found is None or not isinstance(found.value, str):
        return None
    return Stated(found.value, (found.place.evidence(part.document),))


def _signer(part: FramePart) -> Stated[str] | None:
    """Return the name that was signed, without ``/s/`` and ``(signature on file)``."""
    signed = _text(part, "signed_by")
    name = _SIGN.sub("", signed.value).strip() if signed else ""
    return replace(signed, value=name) if signed and name else None


def _day(part: FramePart, name: str) -> Stated[dt.date] | None:
    found = part.fields.get(name)
    if found is None or not isinstance(found.value, dt.date):
        return None
    return Stated(found.value, (found.place.evidence(part.document),))


def _words(part: FramePart, place: Place | None) -> Stated[str] | None:
    if place is None:
        return None
    return Stated(place.words, (place.evidence(part.document),))


def _read(part: FramePart, found: tuple[T, Place] | None) -> Stated[T] | None:
    if found is None:
        return None
    return Stated(found[0], (found[1].evidence(part.document),))


def _codes(part: FramePart) -> Iterator[Stated[str]]:
    """Yield the diagnosis codes that the application gives."""
    found = part.fields.get("primary_diagnosis")
    for place in find_codes(found.place) if found else ():
        yield Stated(place.words, (place.evidence(part.document),))
