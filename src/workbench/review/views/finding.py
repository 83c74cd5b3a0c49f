"""Find the assignment that a page is about, for whom it is open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from workbench.assignment.models import Assignment
from workbench.people.access import UserRequest
from workbench.review.bench import Bench, bench_of

Answering = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Problem:
    """A form that was refused, as the page shows it again."""

    form: str
    """Such as ``fact`` or ``criterion-3``."""

    words: str
    typed: dict[str, str]


def opened(request: UserRequest, pk: int) -> Assignment:
    """Return an assignment whose file is open to the person.

    Raises:
        Http404: there is none, or it is not open.
    """
    mine = Assignment.objects.open_to(request.user)
    return get_object_or_404(mine.select_related("case", "reviewer__reviewer"), pk=pk)


def bench_at(request: UserRequest, pk: int) -> Bench:
    """Return the desk of an assignment whose file is open to the person.

    Raises:
        Http404: there is none, it is not open, or nothing is proposed for the case.
    """
    bench = bench_of(opened(request, pk))
    if bench is None:
        raise Http404("Nothing is proposed for this case yet.")
    return bench
