"""The coordinator's pages: who may take a case, and the acts on it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from openimr.errors import OpenImrError
from workbench.assignment.actions import (
    AssignReviewer,
    EndAssignment,
    ResumeAssignment,
    Seat,
    TellApart,
)
from workbench.assignment.checks import check_of
from workbench.assignment.forms import ChoiceForm, EndForm
from workbench.assignment.models import Assignment
from workbench.assignment.register import panel, seated, who_review
from workbench.assignment.showing import groups, shown_seat
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

_PAGE = 50
STATES = (State.READY, State.ASSIGNED, State.IN_REVIEW)
_OPEN = frozenset({State.READY, State.ASSIGNED})


@needs(Right.COORDINATE)
@require_GET
def desk(request: UserRequest) -> HttpResponse:
    """List the cases that wait for a reviewer or have one, the next due first."""
    state = request.GET.get("state", State.READY)
    wanted = [one for one in STATES if one == state] or [State.READY]
    found = Case.objects.visible_to(request.user).filter(state__in=wanted)
    open_ = Assignment.objects.filter(ended=None).select_related("reviewer")
    found = found.order_by("next_due", "received", "number").prefetch_related(
        Prefetch("assignments", open_.order_by("seat"), to_attr="seats")
    )
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": STATES, "state": wanted[0]}
    return render(request, "assignment/desk.html", context)


@needs(Right.COORDINATE)
@require_GET
def proposal(request: UserRequest, pk: str) -> HttpResponse:
    """Show one case's reviewers, ranked, each with what was compared and found."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    rows = case.assignments.select_related(
        "reviewer", "assigned_by", "checked", "why_ended"
    )
    rows = rows.order_by("pk")
    context = {
        "case": case,
        "seats": [shown_seat(one) for one in rows if one.ended is None],
        "past": [one for one in rows if one.ended is not None],
        "open": State(case.state) in _OPEN,
        "shut": State(case.state) is State.SIGNED,
    }
    if context["open"]:
        context |= _proposed(case, request.GET.get("reviewer", ""))
    record("open-proposal-page", by=request.user, on=case, case=case.pk)
    return render(request, "assignment/proposal.html", context)


def _proposed(case: Case, wanted: str) -> dict[str, object]:
    people = panel()
    try:
        check = check_of(case, people.without(seated(case)))
    except OpenImrError as error:
        return {"error": str(error)}
    seats = case.assignments.filter(ended=None)
    stale = any(one.report.get("parties") != check.asked.parties for one in seats)
    return {
        "groups": groups(check, wanted),
        "asked": check.asked,
        "undescribed": people.undescribed,
        "stale": stale,
    }


@needs(Right.COORDINATE)
@require_POST
def assign(request: UserRequest, pk: str) -> HttpResponse:
    """Give the case to the reviewers who were chosen."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    people = {str(user.pk): user for user in who_review()}
    form = ChoiceForm(people, request.POST)
    if not form.is_valid():
        messages.error(request, "Choose among the reviewers of the page.")
        return redirect("assignment:proposal", pk=pk)
    given = form.cleaned_data
    seats = [Seat(people[id_], given[f"found_out_{id_}"]) for id_ in given["reviewer"]]
    act = AssignReviewer(case, seats, request.user, given["approval"])
    carry_out(request, act, "Assigned.  The file opens once the reviewer has attested.")
    return redirect("assignment:proposal", pk=pk)


@needs(Right.COORDINATE)
@require_POST
def resume(request: UserRequest, pk: str) -> HttpResponse:
    """Go on with the reviewers that the case has."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    act = ResumeAssignment(case, request.user)
    carry_out(request, act, "The reviewers of the case were checked anew and go on.")
    return redirect("assignment:proposal", pk=pk)


@needs(Right.COORDINATE)
@require_POST
def tell_apart(request: UserRequest, pk: str) -> HttpResponse:
    """Note that a near match is somebody else."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    id_, _, party = request.POST.get("apart", "").partition(" ")
    user = next((one for one in who_review() if str(one.pk) == id_), None)
    if user is None:
        messages.error(request, "Choose one of the near matches of the page.")
    else:
        act = TellApart(case, user, party, request.user)
        carry_out(request, act, "Noted in the reviewer's entry, with your name.")
    return redirect("assignment:proposal", pk=pk)


@needs(Right.COORDINATE)
@require_POST
def end(request: UserRequest, pk: int) -> HttpResponse:
    """End an assignment."""
    rows = Assignment.objects.visible_to(request.user).select_related("case")
    found = get_object_or_404(rows, pk=pk)
    case_pk: UUID = found.case_id
    form = EndForm(request.POST)
    if form.is_valid():
        refill = "carry_on" not in request.POST
        act = EndAssignment(found, form.cleaned_data["reason"], request.user, refill)
        carry_out(request, act, "The assignment has ended and the file is shut.")
    else:
        messages.error(request, "Say why the assignment ends, in a sentence.")
    return redirect("assignment:proposal", pk=case_pk)
