"""The coordinator's acts on a case: screening, telling, asking for records, holding."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from openimr.process import load_programme
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .deciding import LiftHold, PutOnHold, RequestRecords, ScreenCase
from .forms import HoldForm, RecordsForm, ScreenForm, TellForm
from .models import Telling, What
from .states import State
from .telling import TakeBack, Tell
from .views import case_of

_INCOMPLETE = "Something is missing in what was sent.  Fill in the form again."


@needs(Right.COORDINATE)
@require_POST
def screen(request: UserRequest, pk: object) -> HttpResponse:
    """Accept what the screening proposes, or decide otherwise."""
    found, form = case_of(request, pk), ScreenForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        to = State(given["to"])
        act = ScreenCase(found, to, request.user, given["reason"], given["seen"])
        carry_out(request, act, f"The case is now: {to.label.lower()}.")
    else:
        messages.error(request, _INCOMPLETE)
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def request_records(request: UserRequest, pk: object) -> HttpResponse:
    """Ask for the records that were marked."""
    found = case_of(request, pk)
    known = [one.id for one in load_programme(found.programme).records]
    form = RecordsForm(request.POST, known=known)
    if form.is_valid() and form.cleaned_data["records"]:
        act = RequestRecords(found, request.user, form.cleaned_data["records"])
        carry_out(request, act, "Asked for; the letter stands under Records.")
    else:
        messages.error(request, "Mark the records to ask for.")
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def tell(request: UserRequest, pk: object) -> HttpResponse:
    """Tell something that the papers do not."""
    found, form = case_of(request, pk), TellForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = Tell(
            case=found,
            what=What(given["what"]),
            subject=given["subject"],
            by=request.user,
            value=given["value"],
            day=given["day"],
            time=given["time"],
        )
        carry_out(request, act, "Noted; the clock and the screening count it in.")
    else:
        messages.error(request, _INCOMPLETE)
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def take_back(request: UserRequest, pk: object, number: int) -> HttpResponse:
    """Take back something that was told."""
    found = case_of(request, pk)
    telling = get_object_or_404(Telling, case=found, pk=min(number, _MOST))
    carry_out(request, TakeBack(telling, request.user), "Taken back.")
    return redirect(found)


_MOST = (1 << 63) - 1
"""The largest number that a database takes for a key."""


@needs(Right.COORDINATE)
@require_POST
def hold(request: UserRequest, pk: object) -> HttpResponse:
    """Put the case on hold, or lift it."""
    found, form = case_of(request, pk), HoldForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["reason"]
        act = PutOnHold if form.cleaned_data["hold"] else LiftHold
        carry_out(request, act(found, words, request.user), "Done, and recorded.")
    return redirect(found)
