"""Facts in words, as ``openimr facts`` prints them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from openimr.domain import (
    READABLE,
    CaseFile,
    Document,
    Evidence,
    Fact,
    Finding,
    Search,
)

if TYPE_CHECKING:
    from openimr.casework import CaseFacts

_ORDER = (Finding.PRESENT, Finding.ABSENT, Finding.SILENT)
_HEADS = {
    Finding.PRESENT: "What the records document",
    Finding.ABSENT: "What the records deny, or document otherwise",
    Finding.SILENT: "What the records do not say",
}


def lines(found: "CaseFacts") -> Iterator[str]:
    """Yield the lines that show all facts: item by item, the silent ones last."""
    yield from _left_out(found.case)
    for answered in found.items:
        yield f"{answered.item.details.requested}"
        yield f"as asked for on {_day(found.request_date)}"
        for finding in _ORDER:
            facts = [fact for fact in answered.facts if fact.finding is finding]
            if facts:
                yield ""
                yield f"{_HEADS[finding]} ({len(facts)})"
            for fact in facts:
                yield from _fact(fact, found)
        yield ""


def _left_out(case: CaseFile) -> Iterator[str]:
    """Yield what no answer rests on: other patients' papers, and copies."""
    for document in case.documents:
        if document.misfiled:
            yield f"left out: {_named(document)}, {document.file}, another patient's"
        elif document.duplicate_of:
            yield f"left out: {_named(document)}, repeats {document.duplicate_of}"


def _fact(fact: Fact, found: "CaseFacts") -> Iterator[str]:
    label = found.labels.get(fact.fact, fact.fact.replace("_", " "))
    value = "" if fact.value is None else f": {fact.value}"
    when = f" (as of {_day(fact.as_of)})" if fact.as_of else ""
    yield f"  {fact.finding.value}  {label}{value}{when}  [{fact.fact}]"
    for evidence in fact.evidence:
        yield f"      {_quote(evidence, found.case)}"
    for evidence in fact.against:
        yield f"      otherwise: {_quote(evidence, found.case)}"
    if fact.how:
        yield f"      how: {fact.how}"
    if fact.searched is not None:
        yield from _search(fact.searched, found.case)


def _search(search: Search, case: CaseFile) -> Iterator[str]:
    if search.terms:
        yield f"      looked for: {', '.join(search.terms)}"
    yield f"      in {_where(search, case)}"
    if search.unreadable:
        yield f"      could not be read: {', '.join(search.unreadable)}"
    if not search.nearest:
        yield "      no passage comes near"
    for each in search.nearest:
        yield f"      near: {_quote(each.evidence, case)}"
        yield f"            does not count: {each.why}"


def _where(search: Search, case: CaseFile) -> str:
    read = set(search.documents)
    pages = sum(
        page.document in read and page.status in READABLE for page in case.pages
    )
    days = ""
    if search.first and search.last:
        days = f" of {_day(search.first)} to {_day(search.last)}"
    return f"{_count(len(read), 'document')}{days}, {_count(pages, 'page')}" + (
        f" ({ranges(search.documents)})" if read else ""
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def ranges(ids: Sequence[str]) -> str:
    """Return ids of documents with runs drawn together.

    >>> ranges(["D1", "D2", "D3", "D7"])
    'D1-D3, D7'
    >>> ranges([])
    ''
    """
    runs: list[list[str]] = [[ids[0]]] if ids else []
    for earlier, later in pairwise(ids):
        if _number(later) == _number(earlier) + 1:
            runs[-1].append(later)
        else:
            runs.append([later])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _number(id_: str) -> int:
    digits = id_.lstrip("D")
    return int(digits) if digits.isdecimal() else -1


def _quote(evidence: Evidence, case: CaseFile) -> str:
    document = case.document(evidence.document)
    return f"“{evidence.quote}” {_named(document)}, {document.file} p. {evidence.page}"


def _named(document: Document) -> str:
    kind = document.kind.value.replace("_", " ")
    return (
        f"{document.id} {kind} {_day(document.date) if document.date else ''}".strip()
    )


def _day(day: dt.date) -> str:
    return f"{day:%m/%d/%Y}"
