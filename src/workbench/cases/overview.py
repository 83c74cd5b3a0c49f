"""What a coordinator's page shows of a case, kept small so that the page is quick.

A reading leaves it sealed beside the case file.  It holds no page texts; what depends
on the day is reckoned from its ``course`` when the page is asked for.
"""

import datetime as dt
from dataclasses import dataclass

from pydantic import TypeAdapter

from openimr.casework.course import CaseCourse, course_of
from openimr.domain import CaseFile, Determination, Dispute
from openimr.domain.document import IgnoredFile
from openimr.domain.page import PageStatus
from workbench.files.store import get

from .models import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document of the index."""

    id: str
    file: str
    first_page: int
    pages: int
    kind: str
    title: str | None
    author: str | None
    day: dt.date | None
    misfiled: bool
    duplicate_of: str | None

    @property
    def kind_words(self) -> str:
        """Return the kind as people write it."""
        return self.kind.replace("_", " ")

    @property
    def last_page(self) -> int:
        """Return the last page of the file that belongs to it."""
        return self.first_page + self.pages - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNotRead:
    """A page that nothing can rest on, and why."""

    file: str
    number: int
    status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """A disputed treatment."""

    requested: str
    outcome: str | None = None
    """What utilization review did with it."""

    guidelines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A case as it was read, without the words of its pages."""

    course: CaseCourse
    documents: tuple[DocumentLine, ...]
    """By date; undated ones last."""

    not_read: tuple[PageNotRead, ...]
    ignored: tuple[IgnoredFile, ...]
    items: tuple[ItemLine, ...]
    disagreements: tuple[str, ...]
    """Fields in which application, decision and request differ; a sentence each."""


_OVERVIEW = TypeAdapter(Overview)
_NOT_READ = frozenset({PageStatus.UNREADABLE, PageStatus.MISFILED})


def overview_of(
    case: CaseFile, dispute: Dispute, proposed: Determination | None, programme: str
) -> Overview:
    """Return what a page needs of a case that was read.

    Raises:
        InputError: no programme has that id.
    """
    return Overview(
        course=course_of(case, dispute, programme),
        documents=_documents(case),
        not_read=tuple(
            PageNotRead(
                file=page.file,
                number=page.number,
                status=page.status.value,
                reason=page.reason or "",
            )
            for page in case.pages
            if page.status in _NOT_READ
        ),
        ignored=case.ignored,
        items=_items(dispute, proposed),
        disagreements=dispute.disagreements,
    )


def _documents(case: CaseFile) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(
            id=one.id,
            file=one.file,
            first_page=one.first_page,
            pages=one.pages,
            kind=one.kind.value,
            title=one.title,
            author=one.author,
            day=one.date,
            misfiled=one.misfiled,
            duplicate_of=one.duplicate_of,
        )
        for one in case.by_date()
    )


def _items(dispute: Dispute, proposed: Determination | None) -> tuple[ItemLine, ...]:
    if proposed is None:
        return tuple(ItemLine(requested=one.text) for one in dispute.disputed)
    return tuple(
        ItemLine(
            requested=one.requested,
            outcome=one.ur.outcome.value if one.ur and one.ur.outcome else None,
            guidelines=tuple(
                f"{each.guideline} {each.pages or ''}".strip()
                for each in one.guidelines
            ),
        )
        for one in proposed.items
    )


def to_bytes(overview: Overview) -> bytes:
    """Return an overview as JSON."""
    return _OVERVIEW.dump_json(overview)


def overview_in(reading: Reading | None) -> Overview | None:
    """Return what a reading left; None where it left nothing of the kind.

    Raises:
        StorageError: it cannot be given back.
    """
    if reading is None or reading.overview is None:
        return None
    return _OVERVIEW.validate_json(b"".join(get(reading.overview)))
