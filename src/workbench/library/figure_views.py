"""The pages of figures: the form and its table, the picture, the file."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openimr.casework.corpus_stats import Look
from openimr.corpus.stats import Question
from openimr.errors import InputError

from .answering import public
from .edition import Edition
from .figures import chart_of, figures_of, whole_sheet
from .forms import GROUPED, FiguresForm
from .questions import Asked
from .spreadsheets import attached, csv_of
from .tables import rows_of, shown_table

Made = TypeVar("Made")
_CHART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture styles its own shapes; it can run nothing and load nothing."""


@public
def figures(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Count decisions by group, with intervals, a picture and the table beside it."""
    form = FiguresForm(request.GET, label_suffix="")
    page: dict[str, Any] = {"form": form}
    try:
        look, question = _asked(form)
        made = figures_of(request, edition, look, question)
    except InputError as error:
        if type(error) is not InputError:
            raise
        page["error"] = _plain(error)
        return render(request, "library/figures.html", page, status=422)
    query = request.GET.urlencode()
    page |= {
        "figures": made,
        "table": shown_table(made.sheet, Asked(words=form.words())),
        "chart": f"{reverse('library:chart')}?{query}",
        "csv": f"{reverse('library:figures_csv')}?{query}",
        "grouped": look in GROUPED,
    }
    return render(request, "library/figures.html", page)


def _asked(form: FiguresForm) -> tuple[Look, Question]:
    if not form.is_valid():
        raise InputError("This cannot be counted.  See what stands beside the fields.")
    return form.look_asked(), form.question()


def _plain(error: InputError) -> str:
    """Return a message without the names of a command line's options."""
    return str(error).replace("--", "")


@public
def chart(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give the picture of the figures as SVG."""
    made = _known(request, edition, chart_of)
    if made is None:
        raise Http404
    answer = HttpResponse(made, content_type="image/svg+xml")
    answer["Content-Security-Policy"] = _CHART_POLICY
    return answer


@public
def figures_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give all rows of the figures as a spreadsheet."""
    sheet = _known(request, edition, whole_sheet)
    return attached(csv_of(rows_of(sheet)), "figures.csv")


def _known(
    request: HttpRequest,
    edition: Edition,
    make: Callable[[HttpRequest, Edition, Look, Question], Made],
) -> Made:
    """Return a picture or file; there is none of what cannot be asked."""
    try:
        look, question = _asked(FiguresForm(request.GET))
        return make(request, edition, look, question)
    except InputError as error:
        if type(error) is not InputError:
            raise
        raise Http404 from error
