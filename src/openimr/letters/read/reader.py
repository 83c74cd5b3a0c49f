"""One letter: its layout, then its fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from openimr.domain import (
    Letter,
    LetterCase,
    LetterItem,
    LetterWarning,
    Span,
)

from . import format_a, format_b, format_c, format_d, unknown
from .citations import cut_citations, read_citations
from .conclusion import find_conclusion
from .credentials import credentials_of, read_credentials
from .documents import read_documents
from .header import read_header, running_number
from .odd_dates import odd_dates
from .parts import Cited, ItemParts, Parts
from .reading import CONCLUSIONS, Recognise
from .relied import relies_on_same
from .sheet import Sheet, lay_out
from .told_dates import dates_of, injury_date, ur_date
from .worker import find_age, find_sex


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of letters: how to tell it, and how to find its parts."""

    recognises: Callable[[str], bool]
    read: Callable[[Sheet], Parts]


LAYOUTS = (
    Layout(format_d.recognises, format_d.read),
    Layout(format_c.recognises, format_c.read),
    Layout(format_b.recognises, format_b.read),
    Layout(format_a.recognises, format_a.read),
)
"""Tried in this order; a further layout is one module and one line here."""


def read(text: str, source: str, recognise: Recognise) -> Letter:
    """Return a published determination letter as data.

    Spans are places in ``text``.  A letter of an unknown layout gives what can be read
    and the warning ``unknown-layout``; no text makes this fail.

    Args:
        text: the letter's text, as extracted from its file.
        source: the name of the file, for the record.
        recognise: splits the words of a request into what they ask for.
    """
    sheet = lay_out(text)
    parts = _layout(sheet.plain).read(sheet)
    items = tuple(_item(sheet, item, parts, recognise) for item in parts.items)
    reviewer = read_credentials(sheet, parts.credentials) if parts.credentials else None
    summary = sheet.words(*_ends(parts.summary)) if parts.summary else None
    case, places = _case(sheet, parts)
    return Letter(
        source=source,
        format=parts.format,
        case=case,
        reviewer=reviewer,
        summary_text=summary or None,
        items=items,
        documents_reviewed=read_documents(sheet, parts.documents),
        warnings=tuple(_warnings(sheet, parts)),
        spans=tuple(_spans(sheet, parts, places)),
    )


def forget() -> None:
    """Drop what is remembered of earlier letters.

    Passages that archives repeat are read once and remembered; a measurement that
    wants to know what a letter costs at first sight forgets them.
    """
    cut_citations.cache_clear()
    credentials_of.cache_clear()


def _layout(text: str) -> Layout:
    known = (layout for layout in LAYOUTS if layout.recognises(text))
    return next(known, Layout(unknown.recognises, unknown.read))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _item(
    sheet: Sheet, item: ItemParts, parts: Parts, recognise: Recognise
) -> LetterItem:
    requested = sheet.words(*_ends(item.requested)).strip(" :;,\u2013-")
    details = recognise(requested)
    if details.requested != requested or (
        item.retrospective and not details.retrospective
    ):
        details = replace(
            details,
            requested=requested,
            retrospective=details.retrospective or item.retrospective,
        )
    claims = read_citations(sheet, item.claims, prose=parts.prose)
    reviewed = read_citations(sheet, item.reviewer, prose=parts.prose)
    if not reviewed.citations and relies_on_same(sheet, item.reviewer):
        reviewed = Cited(claims.citations, reviewed.other)
    label = item.decision if item.template else None
    concluded = (
        find_conclusion(sheet.plain, *_ends(item.rationale), label)
        if item.rationale
        else None
    )
    return LetterItem(
        details=details,
        decision=item.decision,
        claims_administrator_guidelines=claims.citations,
        guidelines=reviewed.citations,
        other_evidence=(*claims.other, *reviewed.other),
        rationale_text=_rationale(sheet, item),
        conclusion=CONCLUSIONS[concluded[0]] if concluded else None,
        spans=tuple(_item_spans(sheet, item, concluded[1] if concluded else None)),
    )


def _rationale(sheet: Sheet, item: ItemParts) -> str | None:
    return (sheet.words(*_ends(item.rationale)) or None) if item.rationale else None


def _item_spans(
    sheet: Sheet, item: ItemParts, conclusion: Span | None
) -> Iterator[tuple[str, Span]]:
    for name, span in (
        ("requested", item.requested),
        ("claims_administrator_guidelines", _trimmed(sheet, item.claims)),
        ("guidelines", _trimmed(sheet, item.reviewer)),
        ("rationale_text", _trimmed(sheet, item.rationale)),
        ("conclusion", conclusion),
    ):
        if span is not None:
            yield name, span


def _trimmed(sheet: Sheet, span: Span | None) -> Span | None:
    return sheet.span(span.start, span.end) if span is not None else None


def _case(sheet: Sheet, parts: Parts) -> tuple[LetterCase, dict[str, Span]]:
    values: dict[str, str | int | date] = {}
    places: dict[str, Span] = {}
    for found in read_header(sheet.raw, parts.header):
        values[found.name], places[found.name] = found.value, found.span
    if "number" not in values and (head := running_number(sheet.raw)):
        values["number"], places["number"] = head.value, head.span
    for name, day, span in parts.dates:
        if name not in values:
            values[name], places[name] = day, span
    told = parts.summary or parts.told or Span(0, 0)
    for name, value, words in _told(sheet.words(*_ends(told)), values):
        values[name] = value
        place = sheet.locate(words, *_ends(told))
        if place is not None:
            places[name] = place
    return LetterCase(**values), places  # type: ignore[arg-type]


def _told(
    summary: str, known: dict[str, str | int | date]
) -> Iterator[tuple[str, str | int | date, str]]:
    """Yield what the case summary tells and the header block does not."""
    if not summary:
        return
    aged = find_age(summary)
    if aged is not None:
        yield "age", aged[0], aged[1]
    sex = find_sex(summary, aged[2] if aged else None)
    if sex is not None:
        yield "sex", *sex
    if "date_of_injury" in known and "ur_date" in known:
        return
    dates = dates_of(summary)
    if "date_of_injury" not in known and (injured := injury_date(dates)):
        yield "date_of_injury", *injured
    if "ur_date" not in known and (decided := ur_date(dates)):
        yield "ur_date", *decided


def _warnings(sheet: Sheet, parts: Parts) -> Iterator[LetterWarning]:
    yield from parts.warnings
    if parts.format is not None and not parts.items:
        yield LetterWarning(code="no-items", message="No disputed item was found.")
    if parts.format is not None and parts.summary is None:
        yield LetterWarning(code="no-summary", message="No case summary was found.")
    for item in parts.items:
        yield from item.warnings
    yield from odd_dates(sheet.plain)


def _spans(
    sheet: Sheet, parts: Parts, places: dict[str, Span]
) -> Iterator[tuple[str, Span]]:
    for name, span in places.items():
        yield f"case.{name}", span
    for name, region in (
        ("reviewer", parts.credentials),
        ("documents_reviewed", parts.documents),
        ("summary_text", parts.summary),
    ):
        if region is not None:
            yield name, sheet.span(*_ends(region))
