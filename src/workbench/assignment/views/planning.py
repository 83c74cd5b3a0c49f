"""A plan for all cases that are ready, which a coordinator confirms."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openimr.casework.proposing import NotProposed, Proposed, plan_of
from openimr.errors import OpenImrError
from workbench.assignment.actions import AssignMany, Came
from workbench.assignment.actions.planned import MOST_AT_ONCE
from workbench.assignment.models import Assignment
from workbench.assignment.questions import asked_of
from workbench.assignment.register import panel
from workbench.audit.chain import record
from workbench.cases.models import Case, CaseQuerySet
from workbench.cases.states import State
from workbench.people.access import UserRequest, needs
from workbench.people.models import User
from workbench.people.roles import Right

_Row = TypeVar("_Row", bound=Model)


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
    """Assign the cases of a plan that were confirmed, and tell what came of each.

    The answer is the page itself: sent once more, it gives nothing twice.
    """
    sent = [pair.partition(":") for pair in request.POST.getlist("pair")[:MOST_AT_ONCE]]
    cases = _by_id(Case.objects.visible_to(request.user), [case for case, _, _ in sent])
    people = _by_id(User.objects.all(), [user for _, _, user in sent])
    pairs = [
        (cases[case], people[user])
        for case, _, user in sent
        if case in cases and user in people
    ]
    try:
        came = AssignMany(pairs, request.user).execute()
    except OpenImrError as error:
        messages.error(request, str(error))
        return redirect("assignment:plan")
    told: dict[str, object] = {
        each.value: [one for one in came if one.came is each] for each in Came
    }
    told |= {"many": len(sent), "unknown": len(sent) - len(pairs)}
    return render(request, "assignment/confirmed.html", told)


def _by_id(rows: "QuerySet[_Row]", ids: list[str]) -> dict[str, _Row]:
    """Return rows under their ids as a page writes them; what is no id is left out."""
    found = rows.filter(pk__in={one for each in ids if (one := _uuid(each))})
    return {str(row.pk): row for row in found}


def _uuid(word: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(word)
    return None
