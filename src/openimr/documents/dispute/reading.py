"""What the parties say the dispute is, each field with the words it rests on."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from openimr.documents.signs import find_signed_name
from openimr.domain import (
    CaseFile,
    Dispute,
    Document,
    RequestLine,
    Stated,
    UrOutcome,
)

from .application import read_disputed, read_priority
from .bearing import bearing, own_days
from .comparing import compare
from .elsewhere import told_elsewhere
from .fields import Found
from .frame import Frame, FramePart, find_frame
from .knowledge import forms
from .lists import ListItem
from .particulars import with_particulars
from .positions import other_decisions, read_positions
from .received import read_received
from .request import read_requested
from .text import FormLine, Place

_NUMBER = re.compile(r"\bCM\d{2}-\d{7}\b")
_SIGNED = re.compile(r"signature|signed|firma|/s/", re.IGNORECASE)
_ROLE = re.compile(r"physician|reviewer|advisor|consultant", re.IGNORECASE)
_AFTER_DEGREE = re.compile(r"(?<=\s[A-Z]{2})\.$")
_HEAD_LINES = 14
_CONTESTED = frozenset({UrOutcome.DENY, UrOutcome.MODIFY, UrOutcome.DELAY})


def read_dispute(case: CaseFile) -> Dispute:
    """Return the dispute as application, UR decision and RFA state it.

    A field comes from the first of the three that states it.  Where there is no
    application, what utilization review denied, modified or delayed is in dispute.
    Documents that are misfiled, repeated or unreadable are left out; with none of the
    three the dispute is empty.
    """
    frame = find_frame(case)
    requested = _requests(frame.request, read_requested)
    applied = _requests(frame.application, read_disputed)
    positions = read_positions(frame.decision, applied or requested)
    ur_items = tuple(item for item in positions if item.outcome is not None)
    disputed = applied or tuple(
        RequestLine(text=item.text, evidence=item.evidence)
        for item in ur_items
        if item.outcome in _CONTESTED
    )
    differences = compare(frame, disputed, requested, ur_items)
    dispute = Dispute(
        number=_case_number(case),
        priority=_priority(frame.application),
        patient=_text(frame, "patient"),
        date_of_birth=_agreed(frame, "date_of_birth"),
        claim_number=_text(frame, "claim_number"),
        date_of_injury=_agreed(frame, "date_of_injury") or told_elsewhere(case),
        employer=_text(frame, "employer"),
        claims_administrator=_text(frame, "claims_administrator"),
        requesting_physician=_text(frame, "requesting_physician")
        or _addressee(frame.decision),
        primary_diagnosis=_text(frame, "primary_diagnosis", only="application"),
        ur_date=_ur_date(frame),
        ur_reviewer=_reviewer(frame.decision),
        application_signed=_signed(frame.application),
        application_received=_received(frame),
        rfa_date=_signed(frame.request) or _day(frame, "rfa_date", only="decision"),
        request_received=_day(frame, "request_received", only="decision"),
        service_date=_day(frame, "service_date"),
        disputed=disputed,
        requested=requested,
        ur_items=ur_items,
        disagreements=tuple(one.sentence for one in differences),
        differences=differences,
        undecided=tuple(item for item in positions if item.outcome is None),
        other_decisions=other_decisions(frame.other_decisions),
    )
    return with_particulars(dispute, frame)


def _chosen(frame: Frame, only: str | None) -> tuple[FramePart, ...]:
    if only is None:
        return frame.parts()
    part: FramePart | None = getattr(frame, only)
    return (part,) if part else ()


def _find(frame: Frame, name: str, only: str | None) -> tuple[Found, Document] | None:
    for part in _chosen(frame, only):
        if name in part.fields:
            return part.fields[name], part.document
    return None


def _text(frame: Frame, name: str, only: str | None = None) -> Stated[str] | None:
    found = _find(frame, name, only)
    if found is None or not isinstance(found[0].value, str):
        return None
    return Stated(found[0].value, (found[0].place.evidence(found[1]),))


def _day(frame: Frame, name: str, only: str | None = None) -> Stated[dt.date] | None:
    found = _find(frame, name, only)
    if found is None or not isinstance(found[0].value, dt.date):
        return None
    return Stated(found[0].value, (found[0].place.evidence(found[1]),))


def _agreed(frame: Frame, name: str) -> Stated[dt.date] | None:
    """Return the day that most of the documents state; the first of them in a tie."""
    days = [day for part in frame.parts() if (day := part.day(name))]
    for part in frame.parts():
        day = part.day(name)
        if day and days.count(day) == max(map(days.count, days)):
            place = part.fields[name].place
            return Stated(day, (place.evidence(part.document),))
    return None


def _case_number(case: CaseFile) -> Stated[str] | None:
    """Return the IMR case number that a page bears, else that of a file's name."""
    for page in case.pages:
        match = _NUMBER.search(page.text)
        if match and page.document:
            place = Place(page, *match.span())
            document = case.document(page.document)
            return Stated(match[0], (place.evidence(document),))
    for name in (case.name, *sorted({page.file for page in case.pages})):
        match = re.search(_NUMBER.pattern.strip(r"\b"), name)
        if match:
            return Stated(match[0], ())
    return None


def _priority(part: FramePart | None) -> Stated[str] | None:
    found = read_priority(part.lines) if part else None
    if part is None or found is None:
        return None
    return Stated(found[0], (found[1].evidence(part.document),))


def _ur_date(frame: Frame) -> Stated[dt.date] | None:
    """Return the day of the decision.

    A letter may bear several days: its own, the decision's, the day it was due.  The
    one that the application names counts if the letter bears it.
    """
    decision = frame.decision
    asked = frame.application.day("ur_date") if frame.application else None
    if decision is None:
        return _day(frame, "ur_date")
    own = own_days(decision)
    for day in (asked if asked in own else None, *own):
        place = bearing(decision, day) if day else None
        if day and place:
            return Stated(day, (place.evidence(decision.document),))
    return _day(frame, "ur_date")


def _signed(part: FramePart | None) -> Stated[dt.date] | None:
    """Return the day a form was signed: its own date, with the signature's line."""
    if part is None or part.document.date is None:
        return None
    day = part.document.date
    place = bearing(part, day, _SIGNED.pattern) or bearing(part, day)
    return Stated(day, (place.evidence(part.document),)) if place else None


def _received(frame: Frame) -> Stated[dt.date] | None:
    """Return the day the application came in: beside its label, else as stamped."""
    labelled = _day(frame, "application_received", only="application")
    part = frame.application
    found = read_received(part.lines) if part and labelled is None else None
    if part is None or found is None:
        return labelled
    return Stated(found[0], (found[1].evidence(part.document),))


def _addressee(part: FramePart | None) -> Stated[str] | None:
    """Return the physician a decision is sent to."""
    for line in part.lines[:_HEAD_LINES] if part else ():
        colon = line.text.find(":") + 1
        start = colon + len(line.text[colon:]) - len(line.text[colon:].lstrip())
        name = find_signed_name(line.text, line.words, start)
        if part and name and not line.words[0].startswith("review"):
            place = Place(line.page, line.start + start, line.start + start + len(name))
            return Stated(name, (place.evidence(part.document),))
    return None


def _reviewer(part: FramePart | None) -> Stated[str] | None:
    """Return the physician who decided: after a label, else the one who signs."""
    if part is None:
        return None
    labels = forms().reviewer_labels
    labelled = [x for x in part.lines if " ".join(x.words).startswith(labels)]
    for line in (*labelled, *reversed(part.lines[_HEAD_LINES:])):
        name = find_signed_name(line.text, line.words, anywhere=line in labelled)
        if name and not _ROLE.search(name):
            start = line.start + line.text.index(name)
            place = Place(line.page, start, start + len(name))
            return Stated(_AFTER_DEGREE.sub("", name), (place.evidence(part.document),))
    return None


def _requests(
    part: FramePart | None, read: Callable[[Sequence[FormLine]], Sequence[ListItem]]
) -> tuple[RequestLine, ...]:
    if part is None:
        return ()
    return tuple(
        RequestLine(
            text=item.text,
            evidence=tuple(place.evidence(part.document) for place in item.places),
            diagnosis=item.diagnosis,
            icd=item.icd,
            billing=item.billing,
        )
        for item in read(part.lines)
    )
