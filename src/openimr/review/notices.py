"""What a person should look at before a draft goes on: gaps, doubts, odd pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from openimr.domain import (
    UNHEARD,
    CaseFile,
    Dispute,
    ItemDetermination,
    LintFinding,
    Mark,
    NearestEntry,
    PageStatus,
    Verdict,
)


def notices(
    case: CaseFile, dispute: Dispute, items: Sequence[ItemDetermination]
) -> tuple[LintFinding, ...]:
    """Return the notices of a case, each a sentence without words of the record."""
    return tuple(
        notice
        for part in (
            _pages(case),
            _documents(case),
            _frame(dispute),
            _standards(items),
            _silences(items),
            _sole_basis(case),
        )
        for notice in part
    )


def _pages(case: CaseFile) -> Iterator[LintFinding]:
    for page in case.pages:
        if page.status is PageStatus.UNREADABLE:
            yield LintFinding(
                check="unreadable-page",
                severity="warning",
                message=f"{page.file} p. {page.number} could not be read: "
                f"{page.reason or 'no reason known'}.",
                document=page.document,
                page=page.number,
            )


def _documents(case: CaseFile) -> Iterator[LintFinding]:
    for document in case.documents:
        if document.misfiled:
            yield LintFinding(
                check="misfiled-document",
                severity="warning",
                message=f"{document.id} names another patient and was left out.",
                document=document.id,
                page=document.first_page,
            )


def _frame(dispute: Dispute) -> Iterator[LintFinding]:
    for sentence in dispute.disagreements:
        yield LintFinding(check="papers-disagree", severity="warning", message=sentence)
    missing = [
        name
        for name, stated in (
            ("the date of injury", dispute.date_of_injury),
            ("the date of the UR decision", dispute.ur_date),
            ("the application's date of receipt", dispute.application_received),
        )
        if stated is None
    ]
    for name in missing:
        yield LintFinding(
            check="not-stated",
            severity="info",
            message=f"No document that was read states {name}.",
        )


def _standards(items: Sequence[ItemDetermination]) -> Iterator[LintFinding]:
    for number, item in enumerate(items, start=1):
        if item.treatment is None:
            yield LintFinding(
                check="treatment-unknown",
                severity="error",
                message=f"Item {number} names no treatment of the library.",
            )
        elif not item.criteria:
            yield LintFinding(
                check="no-criteria",
                severity="error",
                message=f"Item {number}: the library holds no criteria in force for "
                f"{item.treatment}; no proposal is made and the reviewer decides.",
            )
        unchecked = Counter(
            rule.guideline
            for rule in item.criteria
            if rule.required and rule.mark is Mark.UNVERIFIED
        )
        for guideline, count in sorted(unchecked.items()):
            yield LintFinding(
                check="unverified-criteria",
                severity="info",
                message=f"Item {number}: {count} criteria of {guideline} were not "
                "checked against the guideline's text.",
            )


def _silences(items: Sequence[ItemDetermination]) -> Iterator[LintFinding]:
    """Name the page that has words looked for where a denial rests on silence."""
    for number, item in enumerate(items, start=1):
        if item.decided_by is not Verdict.NOT_DOCUMENTED:
            continue
        for label, near in _unheard(item):
            yield LintFinding(
                check="silence-over-words",
                severity="warning",
                item=number,
                message=f"Item {number} rests on silence about {label}, while "
                f"{near.document} p. {near.page} has words that were looked for: "
                "read it first.",
                document=near.document,
                page=near.page,
            )


def _unheard(item: ItemDetermination) -> Iterator[tuple[str, NearestEntry]]:
    """Yield the first passage that was not understood of each fact that is missing."""
    open_ = {
        rule.fact
        for rule in item.criteria
        if rule.required and rule.status is Verdict.NOT_DOCUMENTED
    }
    for fact in item.facts:
        if fact.fact in open_ and fact.searched is not None:
            told = (each for each in fact.searched.nearest if each.why == UNHEARD)
            yield from ((fact.label, each) for each in islice(told, 1))


def _sole_basis(case: CaseFile) -> Iterator[LintFinding]:
    """No determination may rest on the UR decision alone (8 CCR 9792.10.6(b)(2))."""
    if documents_read(case) == 0:
        yield LintFinding(
            check="sole-basis",
            severity="error",
            message="No record but the UR decision and the application could be read; "
            "a determination may not rest on them alone (8 CCR 9792.10.6(b)(2)).",
        )


def documents_read(case: CaseFile) -> int:
    """Count the readable records: without UR decision, application and copies."""
    readable = {
        page.document
        for page in case.pages
        if page.status in (PageStatus.TEXT, PageStatus.OCR)
    }
    frame = {"ur_decision", "imr_application"}
    return sum(
        1
        for document in case.documents
        if document.id in readable
        and document.kind not in frame
        and document.duplicate_of is None
        and not document.misfiled
    )
