"""The public pages: search, a letter, what is like it, files and feeds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openimr.corpus.search import FIELDS, Found, Hit, Order
from openimr.corpus.shelf import ShelvedLetter
from openimr.errors import QueryError

from .answering import public
from .desks import lent
from .edition import Edition
from .feeds import ENTRIES, feed_of
from .forms import SaveForm
from .letters import as_object, as_rows, shown_letter
from .likeness import like_of
from .limits import spend
from .questions import Asked
from .showing import HITS, VALUES, Link, chosen_of, facets_of, hits_of
from .spreadsheets import MOST_ROWS, attached, csv_of, hits_as_csv

_ORDERS = (
    ("", "best match, or newest"),
    (Order.NEWEST, "newest first"),
    (Order.OLDEST, "oldest first"),
    (Order.CASE, "by case number"),
)
_EXAMPLES = (
    "muscle spasm",
    '"functional improvement"',
    "drug:norco year:2014..2016",
    "page:63..66 guideline:mtus_cp_2009",
    "class:opioids -decision:upheld",
)


@public
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Find determinations; the address holds the whole question."""
    asked = Asked.of(request.GET)
    page: dict[str, Any] = {
        "asked": asked,
        "orders": _ORDERS,
        "fields": FIELDS,
        "examples": [Link(each, Asked(words=each).address()) for each in _EXAMPLES],
    }
    try:
        asked.check()
        page["chosen"] = chosen_of(asked)
        with lent(edition) as desk:
            found = desk.search.find(
                asked.query, asked.order, asked.after or None, HITS, values=VALUES
            )
    except QueryError as error:
        page["error"] = error
        return render(request, "library/search.html", page, status=422)
    return render(request, "library/search.html", page | _found(request, asked, found))


def _found(request: HttpRequest, asked: Asked, found: Found) -> dict[str, Any]:
    following = {"after": found.after} if found.after else {}
    here = Asked(asked.words, asked.filters, asked.sort)
    return {
        "found": found,
        "hits": hits_of(found),
        "facets": facets_of(asked, found),
        "meant": [
            Link(each.meant, asked.meant(each).address(), each.count)
            for each in found.suggestions
        ],
        "first": here.address() if asked.after else "",
        "next": here.address(**following) if following else "",
        "feed": here.address("library:feed"),
        "csv": here.address("library:hits"),
        "csv_cut": MOST_ROWS if found.count > MOST_ROWS else 0,
        "canonical": request.build_absolute_uri(here.address()),
        "save_form": SaveForm(
            initial={"query": asked.query, "sort": asked.sort}, label_suffix=""
        ),
    }


@public
def feed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give what a search finds as an Atom feed, newest decided first."""
    asked = Asked.of(request.GET)
    asked.check()
    with lent(edition) as desk:
        query, newest = asked.query, Order.NEWEST
        found = desk.search.find(query, newest, None, ENTRIES, facets=())

    def address(hit: Hit) -> str:
        place = reverse("library:letter", args=[hit.letter])
        return request.build_absolute_uri(f"{place}#item-{hit.number}")

    made = feed_of(
        found,
        request.build_absolute_uri(asked.address()),
        request.build_absolute_uri(),
        edition.changed,
        address,
    )
    return HttpResponse(made, content_type="application/atom+xml; charset=utf-8")


@public
def hits(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Give the hits of a search as a spreadsheet."""
    asked = Asked.of(request.GET)
    asked.check()
    spend(request)
    return hits_as_csv(edition, asked)


def _letter(edition: Edition, name: str) -> ShelvedLetter:
    with lent(edition) as desk:
        found = desk.shelf.letter(name)
    if found is None:
        raise Http404
    return found


@public
def letter(request: HttpRequest, edition: Edition, letter: str) -> HttpResponse:
    """Show a published determination."""
    found = shown_letter(_letter(edition, letter))
    return render(request, "library/letter.html", {"shown": found})


@public
def letter_json(request: HttpRequest, edition: Edition, letter: str) -> HttpResponse:
    """Give a determination's data as JSON."""
    found = as_object(_letter(edition, letter))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


@public
def letter_csv(request: HttpRequest, edition: Edition, letter: str) -> HttpResponse:
    """Give a determination's items as a spreadsheet."""
    found = _letter(edition, letter)
    return attached(csv_of(as_rows(found)), "determination.csv")


@public
def like(
    request: HttpRequest, edition: Edition, letter: str, number: int
) -> HttpResponse:
    """Show determinations like an item's, upheld and overturned ones side by side."""
    found = _letter(edition, letter)
    item = next((each for each in found.items if each.number == number), None)
    if item is None:
        raise Http404
    page = {
        "shown": shown_letter(found),
        "item": item,
        "like": like_of(request, edition, found, number),
    }
    part = bool(getattr(request, "htmx", False))
    template = "library/like_part.html" if part else "library/like.html"
    return render(request, template, page)
