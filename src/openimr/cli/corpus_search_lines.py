"""Hits and facets as lines of a terminal."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from openimr.corpus.search import Facet, Found, Hit, Order, Passage

Line = tuple[Text | Padding, bool]
"""What to print, and whether it must stay in one line, to be copied."""

_ORDERS = {
    Order.RELEVANCE: "by where the words stand, then the newest first",
    Order.NEWEST: "the newest first",
    Order.OLDEST: "the oldest first",
    Order.CASE: "by case number",
}
_MOST_PAGES = 6


def lines(found: Found) -> Iterator[Line]:
    """Yield how many there are, what was perhaps meant, hits, facets, the next page."""
    items = "item" if found.count == 1 else "items"
    order = f", {_ORDERS[found.order]}" if found.count > 1 else ""
    yield Text(f"{found.count:,} {items}{order}", style="bold"), False
    for each in found.suggestions:
        told = f"Did you mean {each.query}  ({each.count:,} items)"
        yield Text(told), False
    for hit in found.hits:
        yield Text(""), False
        yield from _hit(hit)
    facets = [facet for facet in found.facets if facet.values]
    if facets:
        yield Text(""), False
        yield Text("Among all items found", style="bold"), False
    for facet in facets:
        yield Padding(_facet(facet), (0, 0, 0, 2)), False
    if found.after:
        yield Text(""), False
        yield Text(f"Next page: --after {found.after}"), True


def _hit(hit: Hit) -> Iterator[Line]:
    head = Text(hit.requested or "(request not read)", style="bold")
    for passage in hit.passages:
        if passage.place == "requested":
            head = _marked(passage)
            head.stylize("bold")
    head.append(f": {hit.decision or 'no decision read'}")
    yield head, False
    about = [
        hit.case_number,
        hit.decision_date or (str(hit.year) if hit.year else None),
        hit.specialty,
        *_cited(hit),
    ]
    told = ", ".join(each for each in about if each)
    if told:
        yield Padding(Text(told, style="dim"), (0, 0, 0, 2)), False
    for passage in hit.passages:
        if passage.place != "requested":
            lead = Text("summary: " if passage.place == "summary" else "")
            yield Padding(lead + _marked(passage), (0, 0, 0, 2)), False
    source = f"  ({hit.source})" if hit.source else ""
    yield Padding(Text(f"item {hit.item}{source}", style="dim"), (0, 0, 0, 2)), False


def _cited(hit: Hit) -> Iterator[str]:
    """Yield each guideline with its pages."""
    for guideline in hit.guidelines:
        start = f"{guideline} "
        pages = [page[len(start) :] for page in hit.pages if page.startswith(start)]
        more = "..." if len(pages) > _MOST_PAGES else ""
        listed = " ".join(pages[:_MOST_PAGES])
        yield f"{guideline} p. {listed}{more}" if pages else guideline


def _marked(passage: Passage) -> Text:
    folded, places = _one_line(passage.text)
    text = Text(folded)
    for start, end in passage.marks:
        text.stylize("bold underline", places[start], places[end])
    return text


def _one_line(text: str) -> tuple[str, list[int]]:
    """Return a text without line ends, and where each of its characters went.

    Signs that steer a terminal are left out: the text comes from a file.
    """
    made: list[str] = []
    places: list[int] = []
    for sign in text:
        places.append(len(made))
        if sign.isspace():
            if made and made[-1] != " ":
                made.append(" ")
        elif sign.isprintable():
            made.append(sign)
    return "".join(made), [*places, len(made)]


def _facet(facet: Facet) -> Text:
    text = Text(f"{facet.field}: ")
    counts = [f"{each.value} {each.count:,}" for each in facet.values]
    if facet.others:
        counts.append(f"others {facet.others:,}")
    if facet.not_given:
        counts.append(f"not given {facet.not_given:,}")
    return text.append("; ".join(counts))
