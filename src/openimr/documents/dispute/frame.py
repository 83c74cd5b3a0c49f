"""Which application, decision and request of a case file belong to the dispute."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openimr.domain import READABLE, CaseFile, Document, DocumentKind

from .fields import Found, find_fields
from .text import FormLine, form_lines
from .told import tell_day

_TOLD = {
    DocumentKind.IMR_APPLICATION: ("date_of_injury", "ur_date"),
    DocumentKind.UR_DECISION: ("date_of_injury", "request_received", "rfa_date"),
    DocumentKind.RFA: ("date_of_injury",),
}
"""Days that a document may tell in running text where it has no label for them."""

FRAME_KINDS = frozenset(_TOLD)
"""Kinds of the documents that frame a dispute."""


@dataclass(frozen=True, slots=True)
class FramePart:
    """A document of the frame with its lines and labelled values."""

    document: Document
    lines: tuple[FormLine, ...]
    fields: dict[str, Found]

    def day(self, name: str) -> dt.date | None:
        """Return a field that is a date."""
        found = self.fields.get(name)
        return found.value if found and isinstance(found.value, dt.date) else None


@dataclass(frozen=True, slots=True)
class Frame:
    """The three documents that frame a dispute; None for one that is missing."""

    application: FramePart | None
    decision: FramePart | None
    request: FramePart | None
    other_decisions: tuple[FramePart, ...] = ()
    """Decisions in the file that are not the disputed one."""

    def parts(self) -> tuple[FramePart, ...]:
        """Return those that are there: application, decision, request."""
        every = (self.application, self.decision, self.request)
        return tuple(part for part in every if part is not None)


def find_frame(case: CaseFile) -> Frame:
    """Choose among several of a kind: the dates they name decide, else the latest.

    The decision is the one whose date the application names; the request is the one
    whose date the decision names, or the latest before it.
    """
    application = _latest(_parts(case, DocumentKind.IMR_APPLICATION))
    asked = application.day("ur_date") if application else None
    decisions = _parts(case, DocumentKind.UR_DECISION)
    decision = _dated(decisions, asked) or _latest(decisions)
    requests = _parts(case, DocumentKind.RFA)
    named = decision.day("rfa_date") if decision else None
    until = (decision.document.date if decision else None) or asked
    before = [p for p in requests if not _later(p.document.date, until)]
    request = _dated(requests, named) or _latest(before) or _latest(requests)
    others = tuple(part for part in decisions if part is not decision)
    return Frame(application, decision, request, others)


def _parts(case: CaseFile, kind: DocumentKind) -> list[FramePart]:
    parts = []
    for document in case.documents:
        if document.kind is kind and is_usable(case, document):
            lines = form_lines(case, document)
            fields = find_fields(lines)
            for name in _TOLD[kind]:
                told = None if name in fields else tell_day(lines, name)
                if told is not None:
                    fields[name] = Found(*told)
            parts.append(FramePart(document, lines, fields))
    return parts


def is_usable(case: CaseFile, document: Document) -> bool:
    """Tell whether a document is this case's, no copy, and has words."""
    own = not document.misfiled and document.duplicate_of is None
    return own and any(page.status in READABLE for page in case.pages_of(document))


def _dated(parts: Sequence[FramePart], day: dt.date | None) -> FramePart | None:
    if day is None:
        return None
    return _latest([p for p in parts if day in _days(p)])


def _days(part: FramePart) -> tuple[dt.date | None, ...]:
    return (part.document.date, part.day("ur_date"), part.day("letter_date"))


def _latest(parts: Sequence[FramePart]) -> FramePart | None:
    return max(parts, key=lambda p: p.document.date or dt.date.min, default=None)


def _later(day: dt.date | None, until: dt.date | None) -> bool:
    return day is not None and until is not None and day > until
