"""The reviewer's pages before a file opens: own assignments and the attestation."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openimr.errors import OpenImrError
from workbench.assignment.actions import AttestNoConflict, DeclineAssignment
from workbench.assignment.attestation import text
from workbench.assignment.forms import EndForm
from workbench.assignment.models import Assignment
from workbench.assignment.questions import asked_of
from workbench.assignment.showing import parties_by_role
from workbench.audit.chain import record
from workbench.cases.states import State
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

_OVER = (State.RELEASED, State.WITHDRAWN)


@needs(Right.REVIEW)
@require_GET
def mine(request: UserRequest) -> HttpResponse:
    """List a reviewer's own cases: to attest, to review, signed."""
    found = _own(request).exclude(case__state__in=_OVER)
    rows = list(found.order_by("case__next_due", "assigned"))
    context = {"rows": [(one, desk_of(one)) for one in rows]}
    return render(request, "assignment/mine.html", context)


def _own(request: UserRequest) -> "QuerySet[Assignment]":
    return Assignment.objects.of(request.user).select_related("case")


def desk_of(assignment: Assignment) -> str:
    """Return the address of the desk on which an attested case is reviewed.

    Empty before the attestation.
    """
    if assignment.attested is None:
        return ""
    return reverse("review:desk", args=[assignment.pk])


@needs(Right.REVIEW)
@require_http_methods(["GET", "POST"])
def attest(request: UserRequest, pk: int) -> HttpResponse:
    """Show who is named in a case, and nothing else of it; a POST attests."""
    found = get_object_or_404(_own(request), pk=pk)
    if request.method == "POST" and _attested(request, found):
        found.refresh_from_db()
    if found.attested is not None:
        return redirect(desk_of(found))
    context: dict[str, object] = {"assignment": found, "text": text()}
    try:
        asked = asked_of(found.case)
        context |= {
            "parties": parties_by_role(asked.case.parties),
            "seen": asked.parties,
            "due": asked.case.due,
        }
    except OpenImrError as error:
        context["error"] = str(error)
    record("read-parties", by=request.user, on=found, case=found.case_id)
    status = 200 if request.method == "GET" else 422
    return render(request, "assignment/attest.html", context, status=status)


def _attested(request: UserRequest, found: Assignment) -> bool:
    if "agreed" not in request.POST:
        messages.error(request, "Tick the box to attest, or decline below.")
        return False
    act = AttestNoConflict(found, request.POST.get("seen", ""), request.user)
    return carry_out(request, act, "Attested, and recorded.  The file is open to you.")


@needs(Right.REVIEW)
@require_POST
def decline(request: UserRequest, pk: int) -> HttpResponse:
    """Give a case back."""
    found = get_object_or_404(_own(request), pk=pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why you give the case back, in a sentence.")
        return redirect("assignment:attest", pk=pk)
    act = DeclineAssignment(found, form.cleaned_data["reason"], request.user)
    carry_out(request, act, "Given back.  The coordinator finds another reviewer.")
    return redirect("assignment:mine")
