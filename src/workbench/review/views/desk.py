"""The list of one's cases, and the desk of one case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from openimr.errors import OpenImrError
from openimr.letters.write import wording
from workbench.assignment.models import Assignment
from workbench.audit.chain import record
from workbench.cases.states import State
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.review.actions import StartDraft
from workbench.review.bench import Bench, bench_of
from workbench.review.loss import tells_loss
from workbench.review.models import Signature
from workbench.review.preparing import points
from workbench.review.showing import Shown

from .finding import Problem, opened

_PAGE = 50


@needs(Right.REVIEW)
@require_GET
def home(request: UserRequest) -> HttpResponse:
    """List the reviewer's own cases, those to work on first."""
    standing = Signature.objects.filter(assignment=OuterRef("pk"), returned=None)
    returned = Signature.objects.filter(
        assignment=OuterRef("pk"), returned__isnull=False
    )
    mine = (
        Assignment.objects.of(request.user)
        .select_related("case", "draft")
        .annotate(signed=Exists(standing), came_back=Exists(returned))
        .order_by("signed", "case__received", "pk")
    )
    page = Paginator(mine, _PAGE).get_page(request.GET.get("page"))
    return render(request, "review/home.html", {"page": page})


@needs(Right.REVIEW)
@require_GET
@tells_loss
def desk(request: UserRequest, pk: int) -> HttpResponse:
    """Show the desk of one case; one whose file is shut leads to the attestation."""
    shut = Assignment.objects.of(request.user).filter(pk=pk, attested=None)
    if shut.exists():
        return redirect("assignment:attest", pk=pk)
    assignment = opened(request, pk)
    bench = bench_of(assignment)
    if bench is None:
        context = {"assignment": assignment, "case": assignment.case}
        return render(request, "review/nothing.html", context)
    record(
        "read-desk",
        by=request.user,
        on=assignment,
        case=assignment.case_id,
        version=bench.draft.version if bench.draft else 0,
    )
    return desk_page(request, bench, _asked(request.GET.get("item", "1"), bench))


def _asked(word: str, bench: Bench) -> int:
    last = len(bench.content.draft.items)
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 1
    return min(number, last)


def desk_page(
    request: UserRequest,
    bench: Bench,
    item: int,
    problem: Problem | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the desk with one item open, 0 for the summary.

    With a problem, the form that was refused stands as it was typed.
    """
    shown = Shown(bench)
    number = min(max(item, 0), len(bench.content.draft.items))
    left = points(bench)
    context = {
        "bench": bench,
        "assignment": bench.assignment,
        "case": bench.case,
        "draft": bench.draft,
        "determination": bench.content.draft,
        "shown": shown,
        "number": number,
        "item": shown.item(number) if number else None,
        "points": left,
        "blocking": [one for one in left if one.blocks],
        "problem": problem,
        "statuses": list(wording.VERDICTS.items()),
        "decisions": list(wording.DECISIONS.items()),
        "first_page": shown.first_page(number),
        "writable": _writable(bench),
        "passages": [
            (place, shown.quote(one.evidence))
            for place, one in enumerate(bench.content.work.passages, 1)
            if one.item == number
        ],
        "returned": bench.assignment.signatures.filter(returned__isnull=False)
        .order_by("-number")
        .prefetch_related("checks__words")
        .first(),
    }
    return render(request, "review/desk.html", context, status=status)


def _writable(bench: Bench) -> bool:
    return (
        bench.draft is not None
        and bench.signature is None
        and not bench.out_of_date
        and bench.case.state == State.IN_REVIEW
    )


@needs(Right.REVIEW)
@require_POST
@tells_loss
def start(request: UserRequest, pk: int) -> HttpResponse:
    """Begin the draft."""
    assignment = opened(request, pk)
    try:
        StartDraft(assignment=assignment, by=request.user).execute()
    except OpenImrError as error:
        messages.error(request, str(error))
    return redirect(reverse("review:desk", args=[pk]))
