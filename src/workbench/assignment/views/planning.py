"""A plan for all cases that are ready, which a coordinator confirms."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openimr.casework.proposing import NotProposed, Proposed, plan_of
from openimr.errors import OpenImrError
from workbench.assignment.actions import AssignMany
from workbench.assignment.actions.assigning import MOST_AT_ONCE
from workbench.assignment.models import Assignment
from workbench.assignment.questions import asked_of
from workbench.assignment.register import panel, who_review
from workbench.audit.chain import record
from workbench.cases.models import Case, CaseQuerySet
from workbench.cases.states import State
from workbench.people.access import UserRequest, needs
from workbench.people.models import User
from workbench.people.roles import Right


@dataclass(slots=True)
class Plan:
    """What is proposed for the cases that are ready."""

    placed: list[tuple[Case, User, Proposed, list[tuple[User, str]]]] = field(
        default_factory=list
    )
    left: list[tuple[Case, NotProposed]] = field(default_factory=list)
    unread: list[tuple[Case, str]] = field(default_factory=list)
    error: str = ""


def _waiting(user: User) -> CaseQuerySet:
    """Return the cases that wait for their first reviewer, the next due first."""
    ready = Case.objects.visible_to(user).filter(state=State.READY)
    seated = Assignment.objects.filter(ended=None).values("case")
    found: CaseQuerySet = ready.exclude(pk__in=seated).order_by(
        "next_due", "received", "number"
    )
    return found


@needs(Right.COORDINATE)
@require_http_methods(["GET", "POST"])
def plan(request: UserRequest) -> HttpResponse:
    """Tell how many cases are ready; a POST proposes a reviewer for each."""
    waiting = _waiting(request.user)
    context: dict[str, object] = {"many": waiting.count(), "most": MOST_AT_ONCE}
    if request.method == "POST":
        made = _planned(list(waiting[:MOST_AT_ONCE]))
        record(
            "propose-assignments",
            by=request.user,
            on=None,
            placed=len(made.placed),
            left=len(made.left) + len(made.unread),
        )
        context["plan"] = made
    return render(request, "assignment/plan.html", context)


def _planned(cases: list[Case]) -> Plan:
    made, people = Plan(), panel()
    asked = {}
    for case in cases:
        try:
            asked[case.number] = asked_of(case, people.today).case
        except OpenImrError as error:
            made.unread.append((case, str(error)))
    by_number = {case.number: case for case in cases}
    try:
        placed, left = plan_of(list(asked.values()), people.entries, people.today)
    except OpenImrError as error:
        made.error = str(error)
        return made
    for one in placed:
        others = [(people.people[id_], reason) for id_, reason in one.others]
        user = people.people[one.reviewer]
        made.placed.append((by_number[one.case], user, one, others))
    made.left = [(by_number[one.case], one) for one in left]
    return made


@needs(Right.COORDINATE)
@require_POST
def confirm(request: UserRequest) -> HttpResponse:
    """Assign the cases of a plan that were confirmed."""
    sent = [pair.partition(":") for pair in request.POST.getlist("pair")[:MOST_AT_ONCE]]
    people = {str(user.pk): user for user in who_review()}
    cases = {str(case.pk): case for case in _waiting(request.user)}
    pairs = [
        (cases[case], people[user])
        for case, _, user in sent
        if case in cases and user in people
    ]
    try:
        made, left = AssignMany(pairs, request.user).execute()
    except OpenImrError as error:
        messages.error(request, str(error))
        return redirect("assignment:plan")
    messages.success(request, f"Assigned: {len(made)}.")
    left += ["A case is not ready any more."] * (len(sent) - len(pairs))
    for sentence in left[:10]:
        messages.warning(request, sentence)
    return redirect("assignment:desk")
