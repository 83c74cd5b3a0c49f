"""The index and the ledger as plain values, ready for JSON."""

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum

from openimr.domain import CaseFile, Dispute, Document, Page

SCHEMA = "openimr.documents/1"


def to_object(case: CaseFile, dispute: Dispute) -> dict[str, object]:
    """Return a case file's index, ledger and frame without the text of its pages.

    Documents stand in the order of time, pages in that of the files.  Where a word
    stands on a recognised page is left out: there are thousands.
    """
    return {
        "schema": SCHEMA,
        "case": case.name,
        "documents": [_plain(document) for document in case.by_date()],
        "pages": [_page(page) for page in case.pages],
        "totals": {status.value: count for status, count in case.totals().items()},
        "ignored": _plain(case.ignored),
        "carried_forward": _plain(case.carried_forward),
        "dispute": _plain(dispute),
    }


def flags(document: Document) -> tuple[str, ...]:
    """Return what a reader of the index should know about a document.

    >>> from openimr.domain import DocumentKind
    >>> flags(Document(id="D2", file="a.pdf", first_page=3, pages=1, ocr=True,
    ...                kind=DocumentKind.RFA, duplicate_of="D1"))
    ('scanned', 'repeats D1')
    """
    marks = (
        "scanned" if document.ocr else "",
        f"repeats {document.duplicate_of}" if document.duplicate_of else "",
        "another patient's" if document.misfiled else "",
    )
    return tuple(mark for mark in marks if mark)


def _page(page: Page) -> dict[str, object]:
    return {
        "file": page.file,
        "page": page.number,
        "document": page.document,
        "status": page.status.value,
        "reason": page.reason,
        "ocr": page.ocr,
        "confidence": page.confidence,
        "rotation": page.rotation,
        "added": [_plain(piece) for piece in page.added],
    }


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date) else value
