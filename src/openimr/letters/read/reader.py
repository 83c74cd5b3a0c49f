"""One letter: its layout, then its fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from openimr.domain import (
    Letter,
    LetterCase,
    LetterItem,
    LetterWarning,
    RequestDetails,
    Span,
)

from . import format_a, format_b, format_c, format_d, unknown
from .citations import forget_citations, read_citations
from .conclusion import find_conclusion
from .credentials import forget_credentials, read_credentials
from .documents import read_documents
from .header import Header, read_header, running_number
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

_UNKNOWN = Layout(unknown.recognises, unknown.read)


def read(
    text: str, source: str, recognise: Recognise, *, places: bool = True
) -> Letter:
    """Return a published determination letter as data.

    Spans are places in ``text``.  A letter of an unknown layout gives what can be read
    and the warning ``unknown-layout``; no text makes this fail.

    Args:
        text: the letter's text, as extracted from its file.
        source: the name of the file, for the record.
        recognise: splits the words of a request into what they ask for.
        places: without them the letter, its items and its citations have no spans,
            which makes tables of a whole archive sooner; warnings keep theirs.
    """
    sheet = lay_out(text)
    parts = _layout(sheet.plain).read(sheet)
    told = parts.summary or parts.told
    words = sheet.words(told.start, told.end) if told else ""
    header = read_header(sheet.raw, parts.header)
    case, spans = _case(sheet, parts, header, words, places)
    return Letter(
        source=source,
        format=parts.format,
        case=case,
        reviewer=read_credentials(sheet, parts.credentials)
        if parts.credentials
        else None,
        summary_text=(words or None) if parts.summary else None,
        items=tuple(
            [_item(sheet, item, parts, recognise, places) for item in parts.items]
        ),
        documents_reviewed=read_documents(sheet, parts.documents),
        warnings=tuple(_warnings(sheet, parts, header)),
        spans=tuple(_spans(sheet, parts, spans)) if places else (),
    )


def forget() -> None:
    """Drop what is remembered of earlier letters.

    Passages that archives repeat are read once and remembered; a measurement that
    wants to know what a letter costs at first sight forgets them.
    """
    forget_citations()
    forget_credentials()


def _layout(text: str) -> Layout:
    for layout in LAYOUTS:
        if layout.recognises(text):
            return layout
    return _UNKNOWN


def _item(
    sheet: Sheet, item: ItemParts, parts: Parts, recognise: Recognise, places: bool
) -> LetterItem:
    claims = read_citations(sheet, item.claims, prose=parts.prose, places=places)
    reviewed = read_citations(sheet, item.reviewer, prose=parts.prose, places=places)
    if not reviewed.citations and relies_on_same(sheet, item.reviewer):
        reviewed = Cited(claims.citations, reviewed.other)
    reasons, concluded = item.rationale, None
    if reasons:
        label = item.decision if item.template else None
        concluded = find_conclusion(sheet.plain, reasons.start, reasons.end, label)
    return LetterItem(
        details=_details(sheet, item, recognise),
        decision=item.decision,
        claims_administrator_guidelines=claims.citations,
        guidelines=reviewed.citations,
        other_evidence=(*claims.other, *reviewed.other),
        rationale_text=(sheet.words(reasons.start, reasons.end) or None)
        if reasons
        else None,
        conclusion=CONCLUSIONS[concluded[0]] if concluded else None,
        spans=tuple(_item_spans(sheet, item, concluded[1] if concluded else None))
        if places
        else (),
    )


def _details(sheet: Sheet, item: ItemParts, recognise: Recognise) -> RequestDetails:
    place = item.requested
    requested = sheet.words(place.start, place.end).strip(" :;,\u2013-")
    details = recognise(requested)
    if details.requested == requested and details.retrospective >= item.retrospective:
        return details
    return replace(
        details,
        requested=requested,
        retrospective=details.retrospective or item.retrospective,
    )


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


def _case(
    sheet: Sheet, parts: Parts, header: Header, told: str, places: bool
) -> tuple[LetterCase, dict[str, Span]]:
    """Return the case, and where its fields stand; ``told`` are the summary's words."""
    values: dict[str, str | int | date] = {}
    spans: dict[str, Span] = {}
    fields = header.fields
    if "number" not in fields and (number := running_number(sheet.raw)):
        fields = fields | {"number": number}
    for name, (known, place) in fields.items():
        values[name] = known
        if places:
            spans[name] = Span(*place)
    for name, day, span in parts.dates:
        if name not in values:
            values[name], spans[name] = day, span
    region = parts.summary or parts.told or Span(0, 0)
    for name, value, words in _told(told, values):
        values[name] = value
        found = sheet.locate(words, region.start, region.end) if places else None
        if found is not None:
            spans[name] = found
    return LetterCase(**values), spans  # type: ignore[arg-type]


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


def _warnings(sheet: Sheet, parts: Parts, header: Header) -> Iterator[LetterWarning]:
    yield from parts.warnings
    if parts.format is not None and not parts.items:
        yield LetterWarning(code="no-items", message="No disputed item was found.")
    if parts.format is not None and parts.summary is None:
        yield LetterWarning(code="no-summary", message="No case summary was found.")
    for item in parts.items:
        yield from item.warnings
    yield from odd_dates(sheet.plain, _end_of_known_days(sheet, parts.header, header))


def _end_of_known_days(sheet: Sheet, region: Span, header: Header) -> int:
    """Return the end of a header that has no odd date; half of all dates are there."""
    if not header.is_usual or region.start != 0:
        return 0
    text = sheet.raw[: region.end]
    return region.end if text[-1:].isspace() and sheet.plain.startswith(text) else 0


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
            yield name, sheet.span(region.start, region.end)
