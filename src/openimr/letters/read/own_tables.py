"""Case block, credentials and tables of our own letters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from openimr.domain import (
    Credentials,
    LetterCase,
    LetterDocument,
    LetterQuote,
    Span,
)

from .credentials import credentials_of
from .days import day_of
from .outline import Part, PartKind

_CASE_FIELDS = {
    "Case Number": "number",
    "Date Assigned": "date_assigned",
    "Date of Injury": "date_of_injury",
    "Decision Date": "decision_date",
    "UR Denial Date": "ur_date",
    "Priority": "priority",
    "Application Received": "application_received",
}
_TEXTS = frozenset({"number", "priority"})
_PRIORITIES = {"Standard": "regular", "Expedited": "expedited"}
_OPEN = "["
"""What nobody knows yet stands in brackets."""

_PLACE = re.compile(r"(?P<file>.*) pp?\. (?P<first>\d+)(?:-(?P<last>\d+))?\Z")
_REMARK = re.compile(
    r" \[(?P<words>repeats [^\[\]]+|read from page images"
    r"|(?:in part )?could not be read|names another person, set aside)\]\Z"
)
_QUOTED = re.compile(r"(?P<document>.*) p\. (?P<page>\d+)\Z")
_COLUMNS = 5
_QUOTE_COLUMNS = 4
_NO_CRITERION = frozenset({"Told in the summary", "States the request"})
_OUTCOMES = {
    "Denied": "denied",
    "Modified": "modified",
    "Delayed": "delayed",
    "Approved": "approved",
}


def case_of(parts: Iterable[Part]) -> tuple[LetterCase, dict[str, Span]]:
    """Return the case block's fields and their places."""
    values: dict[str, str | date] = {}
    places: dict[str, Span] = {}
    for each in parts:
        label, _, words = each.words.partition(": ")
        name = _CASE_FIELDS.get(label)
        if name is None or name in values or not words or words.startswith(_OPEN):
            continue
        value = words if name in _TEXTS else day_of(words)
        if value is not None:
            values[name] = _PRIORITIES.get(words, value)
            places[name] = Span(each.end - len(words), each.end)
    return LetterCase(**values), places  # type: ignore[arg-type]


def is_of_case(part: Part) -> bool:
    """Tell whether a part is a line of the case block."""
    return part.words.partition(":")[0] in _CASE_FIELDS


def reviewer_of(parts: Sequence[Part]) -> Credentials | None:
    """Return what a stretch says of one reviewer; None where nobody is assigned."""
    lines = dict(_lines(parts))
    told = credentials_of(" ".join(part.words for part in parts))
    if any("[to be confirmed when" in part.words for part in parts):
        return None
    return Credentials(
        licensed_in=_names(lines, "State(s) of Licensure"),
        board_certifications=_names(lines, "Certification(s)/Specialty"),
        subspecialties=_names(lines, "Subspecialty"),
        years_in_practice_over=told.years_in_practice_over if told else None,
        hours_a_week_at_least=told.hours_a_week_at_least if told else None,
    )


def _lines(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    for part in parts:
        label, colon, words = part.words.partition(": ")
        if colon:
            yield label, words


def _names(lines: Mapping[str, str], label: str) -> tuple[str, ...]:
    words = lines.get(label, "")
    return () if not words or words.startswith(_OPEN) else tuple(words.split("; "))


def documents_of(parts: Iterable[Part]) -> tuple[LetterDocument, ...]:
    """Return the list of documents reviewed."""
    rows = [part for part in parts if part.kind is PartKind.ROW]
    return tuple(
        _document(row) for row in rows if len(row.cells) == _COLUMNS and row.cells[0]
    )


def _document(row: Part) -> LetterDocument:
    id_, title, author, day, place = row.cells
    remarks: list[str] = []
    while (remark := _REMARK.search(title)) is not None:
        remarks.insert(0, remark["words"])
        title = title[: remark.start()]
    at = _PLACE.match(place)
    first = int(at["first"]) if at else 0
    last = int(at["last"] or first) if at else 0
    return LetterDocument(
        id=id_,
        title=title,
        author=None if author == "Not stated" else author,
        date=day_of(day),
        file=at["file"] if at else place,
        first_page=first,
        pages=last - first + 1 if at else 0,
        remarks=tuple(remarks),
    )


def outcomes_of(parts: Iterable[Part]) -> list[str | None]:
    """Return what utilization review decided on each item, by the table of results."""
    rows = [part.cells for part in parts if part.kind is PartKind.ROW]
    return [_OUTCOMES.get(cells[1]) for cells in rows if len(cells) > 1]


def quotes_of(parts: Iterable[Part]) -> tuple[LetterQuote, ...]:
    """Return the quotes of one table of the evidence appendix."""
    rows = [part.cells for part in parts if part.kind is PartKind.ROW]
    return tuple(
        quote
        for cells in rows
        if len(cells) == _QUOTE_COLUMNS and (quote := _quote(*cells)) is not None
    )


def _quote(words: str, place: str, day: str, criterion: str) -> LetterQuote | None:
    at = _QUOTED.match(place)
    if at is None:
        return None
    return LetterQuote(
        quote=words.removeprefix("“").removesuffix("”"),
        document=at["document"],
        page=int(at["page"]),
        date=day_of(day),
        criterion=None if criterion in _NO_CRITERION else criterion,
    )
