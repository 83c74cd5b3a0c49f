"""What another reading changed, and taking the draft over to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.errors import StorageError
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.review.actions import Rebase
from workbench.review.actions.rebasing import carried_over
from workbench.review.bench import Bench
from workbench.review.forms import RebaseForm
from workbench.review.loss import tells_loss

from .finding import bench_at


@needs(Right.REVIEW)
@require_http_methods(["GET", "POST"])
@tells_loss
def rebase(request: UserRequest, pk: int) -> HttpResponse:
    """Show what the new reading changed; confirmed, take the draft over."""
    bench = bench_at(request, pk)
    if bench.draft is None or not bench.out_of_date:
        return redirect("review:desk", pk=pk)
    if request.method == "GET":
        return _page(request, bench)
    form = RebaseForm(request.POST)
    if not form.is_valid():
        return _page(request, bench, "Confirm what is shown here.")
    try:
        Rebase(
            draft=bench.draft,
            version=form.cleaned_data["version"],
            to=str(form.cleaned_data["to"]),
            by=request.user,
        ).execute()
    except StorageError:
        raise
    except OpenImrError as error:
        return _page(request, bench, str(error))
    messages.success(request, "The draft rests on the latest reading now.")
    return redirect("review:desk", pk=pk)


def _page(request: UserRequest, bench: Bench, problem: str = "") -> HttpResponse:
    moved = carried_over(bench)
    record(
        "read-changes",
        by=request.user,
        on=bench.assignment,
        case=bench.assignment.case_id,
    )
    context = {
        "bench": bench,
        "assignment": bench.assignment,
        "case": bench.case,
        "notes": moved.notes,
        "problem": problem,
    }
    return render(
        request, "review/rebase.html", context, status=409 if problem else 200
    )
