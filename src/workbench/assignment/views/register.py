"""Pages of the register of reviewers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openimr.casework.panel import own_checks
from openimr.domain.reviewer import Reviewer as Entry
from openimr.domain.screening import Answer
from openimr.errors import OpenImrError
from openimr.panel.reviewers import read_reviewers
from workbench.assignment.actions import DescribeReviewer, DescribeReviewers
from workbench.assignment.forms import UploadForm
from workbench.assignment.register import as_entry, entry_of, who_review, workload
from workbench.assignment.sections import EntryForm
from workbench.assignment.showing import answers, labels
from workbench.people.access import UserRequest, needs
from workbench.people.models import User
from workbench.people.roles import Right

_PAGE = 50


@needs(Right.COORDINATE)
@require_GET
def reviewers(request: UserRequest) -> HttpResponse:
    """List who reviews, with entry, faults of the entry, and workload."""
    page = Paginator(who_review(), _PAGE).get_page(request.GET.get("page"))
    busy = workload([user.pk for user in page])
    rows = [(user, _row(entry_of(user)), busy.get(user.pk, 0)) for user in page]
    context = {"page": page, "rows": rows, "form": UploadForm()}
    return render(request, "assignment/reviewers.html", context)


def _row(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    [(_, given)] = own_checks([entry], timezone.localdate())
    faults = [one for one in given if one.answer is not Answer.YES and one.bar]
    return {
        "entry": entry,
        "specialties": labels(entry.specialties),
        "certifications": labels([one.specialty for one in entry.certifications or ()]),
        "faults": list(answers(faults)),
    }


@needs(Right.COORDINATE)
@require_http_methods(["GET", "POST"])
def describe(request: UserRequest, pk: str) -> HttpResponse:
    """Show a reviewer's entry as a form; a POST keeps it."""
    user = get_object_or_404(who_review(), pk=pk)
    entry = entry_of(user)
    start: dict[str, object] = {"name": user.name}
    kept = as_entry(entry) if entry else start
    data = request.POST if request.method == "POST" else None
    form, status = EntryForm(kept, data), 200
    if data is not None:
        if form.is_valid() and _keep(request, user, form):
            return redirect("assignment:reviewers")
        status = 422
    context = {
        "person": user,
        "form": form,
        "busy": workload([user.pk]).get(user.pk, 0),
    }
    return render(request, "assignment/reviewer.html", context, status=status)


def _keep(request: UserRequest, user: User, form: EntryForm) -> bool:
    try:
        DescribeReviewer(user, form.entry(), request.user).execute()
    except OpenImrError as error:
        form.main.add_error(None, str(error))
        return False
    messages.success(request, f"The entry of {user.name} is kept, and recorded.")
    return True


@needs(Right.COORDINATE)
@require_POST
def upload(request: UserRequest) -> HttpResponse:
    """Take in a file of reviewers."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choose a file of reviewers that is not empty.")
        return redirect("assignment:reviewers")
    file = form.cleaned_data["file"]
    try:
        entries = read_reviewers(file.read(), file.name)
        kept, nobody = DescribeReviewers(entries, request.user).execute()
    except OpenImrError as error:
        messages.error(request, f"Nothing was kept.  {error}")
        return redirect("assignment:reviewers")
    if kept:
        messages.success(request, f"Entries kept: {len(kept)}.")
    if nobody:
        named = ", ".join(nobody[:20])
        messages.warning(request, f"Entries that no account's mailbox fits: {named}.")
    return redirect("assignment:reviewers")
