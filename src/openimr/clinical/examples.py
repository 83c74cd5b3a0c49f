"""Examples of lexicon entries: records in short, and the answer they must give."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openimr.domain import DocumentKind, Finding, ItemKind, RequestDetails

from .knowledge import Entry

DAY = dt.date(2014, 10, 1)
"""Day of a page that gives none."""

_KEYS = "text pages finding value drug item asks requested kind as_of".split()
_PAGE_KEYS = "text kind date".split()
_ITEM_KEYS = (
    "requested treatment kind drug strength quantity refills frequency visits "
    "body_part side level duration purchase"
).split()
_SIDES = ("left", "right", "bilateral")
_UNITS = re.compile(r"#\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplePage:
    """One document of one page."""

    text: str
    """Words in [brackets] must be quoted; lines as in a report."""

    kind: DocumentKind = DocumentKind.PROGRESS_REPORT
    date: dt.date = DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Records in short, with the finding that they must give."""

    pages: tuple[ExamplePage, ...]
    finding: Finding
    item: RequestDetails
    as_of: dt.date
    """Day of the request: that of ``as_of``, or two weeks after the last page."""

    value: str | None = None
    asks: tuple[str, ...] = ()
    place: str = ""


def read_examples(entries: Iterator[Entry]) -> tuple[Example, ...]:
    """Read the examples of one fact.

    Raises:
        KnowledgeError: one breaks the schema, with file and line.
    """
    return tuple(_example(entry) for entry in entries)


def _example(entry: Entry) -> Example:
    fields = entry.fields(_KEYS)
    pages = tuple(_pages(entry, fields))
    last = max(page.date for page in pages)
    return Example(
        pages=pages,
        finding=Finding(entry.required(fields, "finding").one_of(Finding)),
        item=_item(fields),
        as_of=fields["as_of"].day() if "as_of" in fields else last + _TWO_WEEKS,
        value=_text(fields, "value"),
        asks=fields["asks"].texts() if "asks" in fields else (),
        place=entry.place,
    )


_TWO_WEEKS = dt.timedelta(days=14)


def _pages(entry: Entry, fields: Mapping[str, Entry]) -> Iterator[ExamplePage]:
    if ("pages" in fields) == ("text" in fields):
        raise entry.wrong("needs 'text' or 'pages'", "Write one of the two.")
    if "text" in fields:
        yield _page(entry, {key: fields[key] for key in _PAGE_KEYS if key in fields})
        return
    pages = list(fields["pages"].items())
    if not pages:
        raise fields["pages"].wrong("no pages", "Write at least one.")
    for page in pages:
        yield _page(page, page.fields(_PAGE_KEYS))


def _page(entry: Entry, fields: dict[str, Entry]) -> ExamplePage:
    kind = DocumentKind.PROGRESS_REPORT
    if "kind" in fields:
        kind = DocumentKind(fields["kind"].one_of(DocumentKind))
    return ExamplePage(
        text=entry.required(fields, "text").text(),
        kind=kind,
        date=fields["date"].day() if "date" in fields else DAY,
    )


def _item(fields: Mapping[str, Entry]) -> RequestDetails:
    """Return the item in dispute: ``item:``, or ``drug:`` and ``requested:`` in short.

    Without either it is baclofen.
    """
    requested = _text(fields, "requested")
    if "item" not in fields:
        drug = _text(fields, "drug") or "baclofen"
        units = _UNITS.search(requested or "")
        return RequestDetails(
            requested=requested or drug,
            kind=ItemKind.DRUG,
            drug=drug,
            quantity=int(units[1]) if units else None,
        )
    given = fields["item"].fields(_ITEM_KEYS)
    kind = fields["item"].required(given, "kind").one_of(ItemKind)
    return RequestDetails(
        requested=_text(given, "requested") or requested or _in_words(given),
        treatment=_text(given, "treatment"),
        kind=ItemKind(kind),
        drug=_text(given, "drug"),
        strength=_text(given, "strength"),
        quantity=_whole(given, "quantity"),
        refills=_whole(given, "refills"),
        frequency=_text(given, "frequency"),
        visits=_whole(given, "visits"),
        body_part=_text(given, "body_part"),
        side=given["side"].one_of(_SIDES) if "side" in given else None,
        level=_text(given, "level"),
        duration=_text(given, "duration"),
        purchase=given["purchase"].flag() if "purchase" in given else None,
    )


def _in_words(given: Mapping[str, Entry]) -> str:
    told = [_text(given, key) for key in ("treatment", "side", "body_part", "level")]
    return " ".join(words for words in told if words).replace("_", " ")


def _text(fields: Mapping[str, Entry], key: str) -> str | None:
    return fields[key].text() if key in fields else None


def _whole(fields: Mapping[str, Entry], key: str) -> int | None:
    return fields[key].whole() if key in fields else None
