"""The coordinator's pages of one case: taking it in, looking at it, adding records."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .actions import AddRecords, MoveCase, OpenCase, ReadAgain
from .forms import FilesForm, IntakeForm, MoveForm
from .handing_in import handed_in
from .models import Case
from .page import page_of
from .states import State


def case_of(request: UserRequest, pk: object) -> Case:
    """Return a case that the person may see; else 404."""
    return get_object_or_404(Case.objects.visible_to(request.user), pk=pk)


@needs(Right.COORDINATE)
@require_http_methods(["GET", "POST"])
def intake(request: UserRequest) -> HttpResponse:
    """Take in a new case."""
    sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if sent else IntakeForm()
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            with handed_in(given, request.user) as files:
                act = OpenCase(
                    given["received"], files, request.user, given["priority"]
                )
                return redirect(act.execute())
        except OpenImrError as error:
            form.add_error("chosen", str(error))
    status = 422 if sent else 200
    return render(request, "cases/intake.html", {"form": form}, status=status)


@needs(Right.COORDINATE)
@require_GET
def case(request: UserRequest, pk: object) -> HttpResponse:
    """Show one case: where it stands, what is due, its records, what was read."""
    found = case_of(request, pk)
    shown = page_of(found)
    record("open-case-page", by=request.user, on=found, case=found.pk)
    return render(request, "cases/case.html", shown)


@needs(Right.COORDINATE)
@require_GET
def progress(request: UserRequest, pk: object) -> HttpResponse:
    """Show how far the reading has come; asked for again and again until it ends."""
    found = case_of(request, pk)
    context = {"case": found, "reading": found.reading, "asked": True}
    return render(request, "cases/progress.html", context)


@needs(Right.COORDINATE)
@require_POST
def add_record(request: UserRequest, pk: object) -> HttpResponse:
    """Add files to a case; all of them or none."""
    found = case_of(request, pk)
    form = FilesForm(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            with handed_in(form.cleaned_data, request.user) as files:
                AddRecords(found, files, request.user).execute()
                return redirect(found)
        except OpenImrError as error:
            form.add_error("chosen", str(error))
    shown = page_of(found) | {"record_form": form}
    return render(request, "cases/case.html", shown, status=status)


@needs(Right.COORDINATE)
@require_POST
def read_again(request: UserRequest, pk: object) -> HttpResponse:
    """Queue the reading once more."""
    found = case_of(request, pk)
    carry_out(request, ReadAgain(found, request.user), "It is being read again.")
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def move(request: UserRequest, pk: object) -> HttpResponse:
    """Move the case on."""
    found = case_of(request, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        to = State(form.cleaned_data["to"])
        act = MoveCase(found, to, form.cleaned_data["reason"], request.user)
        carry_out(request, act, f"The case is now: {to.label.lower()}.")
    return redirect(found)
