"""The viewer's pages: one page of the case file, its documents, search, timeline."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from openimr.domain import READABLE
from openimr.drawing import timeline_svg
from workbench.assignment.models import Assignment
from workbench.cases.models import Reading
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.review.loss import tells_loss

from .case_book import CaseBook, book_of, reading_for, timeline_of
from .forms import query_of, skip_of, wish_of
from .pages import page_view
from .pictures import picture as picture_of
from .reading_record import tell, tell_page
from .search import search as search_in
from .sheaves import face_of
from .tasks import ask_for_drawing
from .tracks import tracks_of

Answering = Callable[..., HttpResponse]


def _opened(request: UserRequest, pk: int) -> tuple[Assignment, Reading]:
    """Return an assignment whose file is open to the person, and what was read.

    Raises:
        Http404: there is none, or it is not open.
    """
    mine = Assignment.objects.open_to(request.user).select_related("case")
    assignment = get_object_or_404(mine, pk=pk)
    reading = reading_for(assignment)
    if reading is None:
        raise Http404("The records of this case were not read yet.")
    return assignment, reading


def _book(reading: Reading, number: int) -> CaseBook:
    book = book_of(reading)
    if book.page(number) is None:
        raise Http404("The case file has no such page.")
    return book


@needs(Right.REVIEW)
@require_GET
@tells_loss
def page(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Show one page of the case file; to htmx, the section alone."""
    assignment, reading = _opened(request, pk)
    book = _book(reading, number)
    face = face_of(reading, book, number, missing=ask_for_drawing)
    view = page_view(book, number, face, wish_of(request.GET))
    tell_page(request.user, assignment, number)
    alone = bool(getattr(request, "htmx", False))
    template = "review/viewer_view.html" if alone else "review/viewer_page.html"
    return render(request, template, {"assignment": assignment, "view": view})


@needs(Right.REVIEW)
@require_GET
@tells_loss
def go(request: UserRequest, pk: int) -> HttpResponse:
    """Lead to the page whose number was typed, or to the nearest there is."""
    _, reading = _opened(request, pk)
    word = request.GET.get("number", "")
    asked = int(word) if word.isascii() and word.isdigit() and len(word) < 9 else 1
    number = min(max(asked, 1), max(book_of(reading).last, 1))
    return redirect("review:page", pk=pk, number=number)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def picture(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Give the picture of one page."""
    assignment, reading = _opened(request, pk)
    _book(reading, number)
    tell_page(request.user, assignment, number)
    return picture_of(request, reading, number)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def documents(request: UserRequest, pk: int) -> HttpResponse:
    """List the documents by date, and every page that does not count with why."""
    assignment, reading = _opened(request, pk)
    book = book_of(reading)
    tell(request.user, assignment, "read-documents")
    context = {
        "assignment": assignment,
        "documents": [
            (one, book.first_pages[one.id], book.documents.get(one.duplicate_of or ""))
            for one in book.case.by_date()
            if one.id in book.first_pages
        ],
        "firsts": book.first_pages,
        "uncounted": [
            (number, each, book.documents.get(each.document or ""))
            for number, each in enumerate(book.case.pages, 1)
            if each.status not in READABLE
        ],
        "ignored": book.case.ignored,
        "last": book.last,
    }
    return render(request, "review/viewer_documents.html", context)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def search(request: UserRequest, pk: int) -> HttpResponse:
    """Search the pages of the case file."""
    assignment, reading = _opened(request, pk)
    query = query_of(request.GET)
    found = search_in(book_of(reading), query, skip_of(request.GET))
    if query:
        tell(request.user, assignment, "search-case", pages=found.pages)
    context = {"assignment": assignment, "query": query, "found": found}
    return render(request, "review/viewer_search.html", context)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def timeline(request: UserRequest, pk: int) -> HttpResponse:
    """Show medications and treatments over time, each point with its pages."""
    assignment, reading = _opened(request, pk)
    told = timeline_of(reading)
    tell(request.user, assignment, "read-timeline")
    context = {
        "assignment": assignment,
        "timeline": told,
        "tracks": tracks_of(told, book_of(reading)) if told else (),
    }
    return render(request, "review/viewer_timeline.html", context)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def timeline_picture(request: UserRequest, pk: int) -> HttpResponse:
    """Give the timeline as a drawing; the page beside it says the same in a table."""
    assignment, reading = _opened(request, pk)
    told, book = timeline_of(reading), book_of(reading)
    if told is None:
        raise Http404("No document of this case has a date.")

    def place(document: str, file_page: int) -> str:
        number = book.number_of(document, file_page)
        return f"(page {number})" if number else ""

    tell(request.user, assignment, "read-timeline")
    drawn = timeline_svg(told, f"Treatment in {assignment.case.number}", place)
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
