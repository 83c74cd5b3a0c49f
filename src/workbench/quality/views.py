"""The quality lead's pages: the queue, one signed case, figures."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import Act, carry_out
from workbench.review.models import Signature

from .actions import ExamineAgain, PassSignature, ReleaseDetermination, ReturnToReviewer
from .figures import figures_between, period
from .forms import ReleaseForm, ReturnForm
from .models import Release
from .pages import file_of, page_of
from .queue import SHOWN, due, waiting, with_seats
from .seats import seats_of
from .verification import opened

_PAGE = 50
_KINDS = {
    "pdf": "application/pdf",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
}


@needs(Right.ASSURE)
@require_GET
def queue(request: UserRequest) -> HttpResponse:
    """List what was signed and not released, the first due first."""
    asked = request.GET.get("shown", "")
    shown = asked if asked in SHOWN else "waiting"
    words = request.GET.get("words", "").replace("\0", "").strip()
    found = waiting(request.user, shown, words)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": [(case, due(case.next_due, today)) for case in with_seats(page)],
        "choices": SHOWN,
        "shown": shown,
        "words": words,
    }
    return render(request, "quality/queue.html", context)


@needs(Right.ASSURE)
@require_GET
def case(request: UserRequest, pk: str) -> HttpResponse:
    """Show one signed case with all that speaks for and against its release."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    page = page_of(found)
    record("open-quality-page", by=request.user, on=found, case=found.pk)
    context = {
        "case": found,
        "due": due(found.next_due, timezone.localdate()),
        "page": page,
        "return_form": ReturnForm(auto_id=False),
        "release_form": ReleaseForm(),
    }
    return render(request, "quality/case.html", context)


def _signature(request: UserRequest, pk: str, number: int) -> Signature:
    """Return the signature that stands on a seat of a case, or a page not found."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    for seat in seats_of(found):
        if seat.number == number and seat.signature is not None:
            return seat.signature
    raise Http404


@needs(Right.ASSURE)
@require_GET
def letter(request: UserRequest, pk: str, number: int) -> HttpResponse:
    """Give the signed letter of a seat, to be looked at or kept."""
    signature = _signature(request, pk, number)
    return _given(
        request,
        signature.letter,
        f"letter-seat-{number}.pdf",
        lambda: record(
            "read-signed-letter", by=request.user, on=signature, case=signature.case_id
        ),
    )


@needs(Right.ASSURE)
@require_GET
def file(request: UserRequest, pk: str, name: str) -> HttpResponse:
    """Give a file of a release: letter, sheets, data, publication copy."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    release = get_object_or_404(Release, case=found)
    stored = file_of(release, name.replace("\0", ""))
    if stored is None:
        raise Http404
    return _given(
        request,
        stored,
        name,
        lambda: record(
            "read-released-file",
            by=request.user,
            on=release,
            case=found.pk,
            name=stored.name,
        ),
    )


def _given(
    request: UserRequest, stored: StoredFile, name: str, tell: Callable[[], object]
) -> HttpResponse:
    try:
        data = opened(stored)
    except OpenImrError as error:
        return render(request, "quality/problem.html", {"said": str(error)}, status=503)
    tell()
    kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    way = "attachment" if "keep" in request.GET else "inline"
    headers = {"Content-Disposition": f'{way}; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)


@needs(Right.ASSURE)
@require_POST
def pass_seat(request: UserRequest, pk: str, number: int) -> HttpResponse:
    """Pass the determination of a seat."""
    act = PassSignature(_signature(request, pk, number), request.user)
    return _done(request, pk, act, "Passed.")


@needs(Right.ASSURE)
@require_POST
def return_seat(request: UserRequest, pk: str, number: int) -> HttpResponse:
    """Return the determination of a seat to its reviewer."""
    act = ReturnToReviewer(
        _signature(request, pk, number),
        request.POST.get("reason", ""),
        request.POST.get("comment", "").replace("\0", ""),
        request.user,
    )
    return _done(request, pk, act, "Returned; the reviewer is told why.")


@needs(Right.ASSURE)
@require_POST
def examine(request: UserRequest, pk: str, number: int) -> HttpResponse:
    """Look at the determination of a seat anew."""
    act = ExamineAgain(_signature(request, pk, number), request.user)
    return _done(request, pk, act, "Looked at again.")


@needs(Right.ASSURE)
@require_POST
def release(request: UserRequest, pk: str) -> HttpResponse:
    """Send the determination out."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    return _done(
        request,
        pk,
        ReleaseDetermination(found, request.user, reason),
        "Released.  The parties can read letter and reader's version now.",
    )


def _done(request: UserRequest, pk: str, act: Act, words: str) -> HttpResponse:
    carry_out(request, act, words)
    return redirect("quality:case", pk=pk)


@needs(Right.ASSURE)
@require_GET
def figures(request: UserRequest) -> HttpResponse:
    """Show counts over a span of time."""
    first, last = period(request.GET, timezone.localdate())
    context = {"first": first, "last": last, "figures": figures_between(first, last)}
    return render(request, "quality/figures.html", context)
