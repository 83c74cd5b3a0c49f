"""What a search finds, ready for the page: marked words, links that narrow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from openimr.casework.corpus_letter import shown_name
from openimr.corpus.search import Facet, Found, Hit, Passage
from openimr.corpus.search.fields import NOT_GIVEN

from .questions import Asked, can_be_asked, relying_on

HITS = 20
VALUES = 24
"""Values of a facet that the page lists, the first few of them open."""

TITLES = {
    "drug": "Drug",
    "class": "Drug class",
    "treatment": "Treatment",
    "category": "Category",
    "body": "Body part",
    "guideline": "Guideline",
    "page": "Page",
    "decision": "Decision",
    "year": "Year of decision",
    "specialty": "Reviewer's specialty",
}
_OPEN = 6
_PLACES = {"rationale": "Rationale", "summary": "Case summary"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without an address they are words only."""

    words: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with the name of the part it stands in."""

    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One determination among those found."""

    hit: Hit
    title: tuple[Piece, ...]
    address: str
    passages: tuple[ShownPassage, ...]
    relies_on: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """The values of a field among all that was found."""

    field: str
    title: str
    first: tuple[Link, ...]
    more: tuple[Link, ...]
    others: int


def hits_of(found: Found) -> list[ShownHit]:
    """Return the hits of a page."""
    return [_shown(hit) for hit in found.hits]


def _shown(hit: Hit) -> ShownHit:
    heading = next((p for p in hit.passages if p.place == "requested"), None)
    plain = (Piece(hit.requested, marked=False),)
    address = reverse("library:letter", args=[hit.letter])
    return ShownHit(
        hit=hit,
        title=tuple(pieces_of(heading)) if heading else plain,
        address=f"{address}#item-{hit.number}",
        passages=tuple(
            ShownPassage(_PLACES[each.place], tuple(pieces_of(each)))
            for each in hit.passages
            if each.place in _PLACES
        ),
        relies_on=tuple(cited_links(hit.guidelines, hit.pages)),
    )


def pieces_of(passage: Passage) -> Iterator[Piece]:
    """Yield a passage's text in runs, those to be marked by themselves."""
    at = 0
    for start, end in passage.marks:
        if start > at:
            yield Piece(passage.text[at:start], marked=False)
        yield Piece(passage.text[start:end], marked=True)
        at = end
    if at < len(passage.text):
        yield Piece(passage.text[at:], marked=False)


def cited_links(guidelines: Iterable[str], pages: Iterable[str]) -> Iterator[Link]:
    """Yield a link a guideline to all that rely on it, on the same pages where given.

    Args:
        guidelines: ids or names.
        pages: such as ``mtus_cp_2009 63``.
    """
    cited: dict[str, list[int]] = {each: [] for each in guidelines}
    for each in pages:
        guideline, _, page = each.rpartition(" ")
        if page.isdecimal():
            cited.setdefault(guideline, []).append(int(page))
    for guideline, numbers in cited.items():
        yield cited_link(guideline, spans_of(numbers))


def cited_link(guideline: str, spans: dict[int, int]) -> Link:
    """Return a link to all determinations that rely on pages of a guideline."""
    name = shown_name("guideline", guideline)
    told = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in spans.items())
    asked = relying_on(guideline, spans)
    words = f"{name}, p. {told}" if told else name
    return Link(words, asked.address() if asked else "")


def spans_of(pages: Iterable[int]) -> dict[int, int]:
    """Return first to last page of each run of pages.

    >>> spans_of([66, 63, 64, 65, 70])
    {63: 66, 70: 70}
    """
    spans: dict[int, int] = {}
    first = last = None
    for page in sorted(set(pages)):
        if first is None or last is None or page != last + 1:
            first = page
        spans[first] = last = page
    return spans


def facets_of(asked: Asked, found: Found) -> list[ShownFacet]:
    """Return the facets that can narrow what was found further."""
    shown = (_facet(asked, each) for each in found.facets)
    return [each for each in shown if each.first]


def _facet(asked: Asked, facet: Facet) -> ShownFacet:
    links = [
        Link(
            shown_name(facet.field, each.value),
            asked.narrowed(facet.field, each.value).address(),
            each.count,
        )
        for each in facet.values
        if can_be_asked(each.value) and not asked.has(facet.field, each.value)
    ]
    if facet.not_given and not asked.has(facet.field, NOT_GIVEN):
        address = asked.narrowed(facet.field, NOT_GIVEN).address()
        links.append(Link("not given", address, facet.not_given))
    if facet.field == "year":  # a course over time is read as a whole
        first, more = links, []
    else:
        first, more = links[:_OPEN], links[_OPEN:]
    return ShownFacet(
        facet.field, TITLES[facet.field], tuple(first), tuple(more), facet.others
    )


def chosen_of(asked: Asked) -> list[Link]:
    """Return the values that narrow a search, each with the search without it."""
    found = []
    for each in asked.filters:
        field, _, value = each.partition(":")
        name = "not given" if value == NOT_GIVEN else shown_name(field, value)
        title = TITLES.get(field, field)
        found.append(Link(f"{title}: {name}", asked.without(each).address()))
    return found
