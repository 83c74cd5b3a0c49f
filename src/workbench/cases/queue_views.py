"""The queue of cases, and acts on several of them at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from openimr.errors import OpenImrError
from workbench.people.access import UserRequest, needs
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.people.telling import Act

from .actions import MoveCase, ReadAgain
from .deciding import RequestRecords, ScreenCase
from .due import case_lines
from .forms import ReasonForm
from .models import Case
from .queue import DUE, PRIORITIES, SORTS, Asked, asked_by, counts, narrowed
from .states import State

_PAGE = 50
_MOST = 200
"""Cases of one act on several."""


@needs(Right.COORDINATE)
@require_GET
def queue(request: UserRequest) -> HttpResponse:
    """List cases, narrowed and sorted as the address says."""
    asked, today = asked_by(request.GET.dict()), timezone.localdate()
    mine = Case.objects.visible_to(request.user)
    by_state = counts(mine, asked, today)
    pages = Paginator(narrowed(mine, asked, today), _PAGE)
    # Counted already; a second walk over every case would tell the same.
    pages.count = (
        by_state.get(asked.state, 0) if asked.state else sum(by_state.values())
    )
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": list(case_lines(list(page.object_list), today)),
        "asked": asked,
        "states": _states(by_state),
        "priorities": PRIORITIES,
        "dues": DUE,
        "sorts": SORTS,
        "acts": {word: act.words for word, act in ACTS.items()},
    }
    return render(request, "cases/queue.html", context)


def _states(found: dict[str, int]) -> list[tuple[State | None, int]]:
    every = [(to, found.get(to.value, 0)) for to in State]
    return [(None, sum(found.values())), *every]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """An act that can be done on several cases."""

    words: str
    done: str
    make: Callable[[Case, User, str], Act]


ACTS = {
    "ready": Bulk(
        words="Move to ready",
        done="is ready to assign",
        make=lambda case, by, why: ScreenCase(case, State.READY, by, why),
    ),
    "request": Bulk(
        words="Request the missing records",
        done="waits for its records",
        make=lambda case, by, why: RequestRecords(case, by),
    ),
    "read": Bulk(
        words="Read again",
        done="is being read again",
        make=lambda case, by, why: ReadAgain(case, by),
    ),
    "withdraw": Bulk(
        words="Withdraw (say why)",
        done="is withdrawn",
        make=lambda case, by, why: MoveCase(case, State.WITHDRAWN, why, by),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an act on one case."""

    case: Case
    done: bool
    words: str


@needs(Right.COORDINATE)
@require_POST
def bulk(request: UserRequest) -> HttpResponse:
    """Do one act on every case that was marked, each by itself, and tell of each."""
    act, form = ACTS.get(request.POST.get("act", "")), ReasonForm(request.POST)
    ids = [one for word in request.POST.getlist("cases") if (one := _id(word))]
    if act is None or not ids or not form.is_valid():
        messages.error(request, "Mark at least one case, and choose what to do.")
        return redirect("cases:queue")
    found = Case.objects.visible_to(request.user).filter(pk__in=ids[:_MOST])
    why = form.cleaned_data["reason"]
    outcomes = list(_done(act, list(found.order_by("number")), request.user, why))
    context = {
        "act": act,
        "outcomes": outcomes,
        "done": sum(one.done for one in outcomes),
        "back": _back(request.POST.get("back", "")),
    }
    return render(request, "cases/bulk.html", context)


def _done(act: Bulk, cases: list[Case], by: User, why: str) -> Iterator[Outcome]:
    for case in cases:
        try:
            act.make(case, by, why).execute()
        except OpenImrError as error:
            yield Outcome(case=case, done=False, words=str(error))
        else:
            yield Outcome(case=case, done=True, words=act.done)


def _id(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


def _back(query: str) -> str:
    """Return the parameters of the queue that was looked at, made anew from words."""
    asked: Asked = asked_by(QueryDict(query).dict())
    given = QueryDict(mutable=True)
    for name in ("state", "priority", "due", "words", "sort"):
        if value := getattr(asked, name):
            given[name] = value
    return given.urlencode()
