"""What a determination says of its case: the header, the documents, the pages."""

from collections.abc import Iterator, Sequence

from openimr.domain import (
    CaseFile,
    CaseHeader,
    ClinicalHistory,
    Dispute,
    DocumentEntry,
    PageEntry,
    Topic,
)
from openimr.domain.dispute import value_of

from .engine import Knowledge


def case_header(
    dispute: Dispute, history: ClinicalHistory, known: Knowledge
) -> CaseHeader:
    """Return what the papers and records tell of the case as a whole."""
    diagnoses = tuple(point.text for point in history.on(Topic.DIAGNOSES))
    stated = value_of(dispute.primary_diagnosis)
    return CaseHeader(
        number=value_of(dispute.number),
        priority=value_of(dispute.priority),
        date_of_injury=value_of(dispute.date_of_injury),
        age=history.age,
        sex=history.sex,
        ur_date=value_of(dispute.ur_date),
        application_received=value_of(dispute.application_received),
        employer=value_of(dispute.employer),
        claims_administrator=value_of(dispute.claims_administrator),
        requesting_physician=value_of(dispute.requesting_physician),
        body_parts=_body_parts([*diagnoses, *([stated] if stated else [])], known),
        diagnoses=diagnoses,
    )


def _body_parts(diagnoses: Sequence[str], known: Knowledge) -> tuple[str, ...]:
    """Return the body parts that the diagnoses name, with their side."""
    found = []
    for diagnosis in diagnoses:
        place = known.requests.read(diagnosis)
        if place.body_part is not None:
            found.append(" ".join(filter(None, (place.side, place.body_part))))
    return tuple(dict.fromkeys(found))


def document_entries(case: CaseFile) -> Iterator[DocumentEntry]:
    """Yield the documents of a case, in its order."""
    for document in case.documents:
        yield DocumentEntry(
            id=document.id,
            file=document.file,
            first_page=document.first_page,
            pages=document.pages,
            kind=document.kind,
            title=document.title,
            author=document.author,
            date=document.date,
            ocr=document.ocr,
            duplicate_of=document.duplicate_of,
        )


def page_entries(case: CaseFile) -> Iterator[PageEntry]:
    """Yield the ledger of a case: every page, with what became of it."""
    for page in case.pages:
        yield PageEntry(
            file=page.file,
            page=page.number,
            document=page.document,
            status=page.status,
            reason=page.reason,
        )
