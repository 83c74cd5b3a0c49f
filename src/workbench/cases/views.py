"""The coordinator's pages: the queue, a new case, one case."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.files.actions import FinishUpload
from workbench.files.models import StoredFile, Upload
from workbench.files.store import get, put
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .actions import AddRecord, MoveCase, OpenCase, ReadAgain, by_hand
from .forms import IntakeForm, MoveForm, RecordForm
from .models import Case
from .results import case_file_of
from .states import State

_PAGE = 50


@needs(Right.COORDINATE)
@require_GET
def queue(request: UserRequest) -> HttpResponse:
    """List cases by state, oldest first, narrowed by words of number or worker."""
    found = Case.objects.visible_to(request.user).order_by("received", "number")
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    if state in State.values:
        found = found.filter(state=state)
    if words:
        found = found.filter(number__icontains=words) | found.filter(
            worker__icontains=words
        )
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": State, "state": state, "words": words}
    return render(request, "cases/queue.html", context)


@needs(Right.COORDINATE)
@require_http_methods(["GET", "POST"])
def intake(request: UserRequest) -> HttpResponse:
    """Take in a new case."""
    sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if sent else IntakeForm()
    if sent and form.is_valid():
        try:
            files = _stored(request, form)
            given = form.cleaned_data
            case = OpenCase(
                given["received"], files, request.user, given["priority"]
            ).execute()
            return redirect(case)
        except OpenImrError as error:
            form.add_error("chosen", str(error))
    status = 422 if sent else 200
    return render(request, "cases/intake.html", {"form": form}, status=status)


def _stored(request: UserRequest, form: IntakeForm) -> list[StoredFile]:
    sent = [put(file.name or "", file.chunks()) for file in form.cleaned_data["chosen"]]
    ids = form.cleaned_data["uploads"].split()
    mine = Upload.objects.filter(by=request.user, pk__in=[i for i in ids if _is_id(i)])
    return [*sent, *(FinishUpload(upload, request.user).execute() for upload in mine)]


def _is_id(word: str) -> bool:
    return len(word) == 36 and all(mark in "0123456789abcdef-" for mark in word)


@needs(Right.COORDINATE)
@require_GET
def case(request: UserRequest, pk: str) -> HttpResponse:
    """Show one case: where it stands, its records, what was read."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    reading = found.reading
    read = case_file_of(reading) if reading else None
    proposal = None
    if reading and reading.determination:
        proposal = json.loads(b"".join(get(reading.determination)))
    record("open-case-page", by=request.user, on=found, case=found.pk)
    context = {
        "case": found,
        "reading": reading,
        "documents": read.by_date() if read else (),
        "ignored": read.ignored if read else (),
        "proposal": proposal,
        "next": [to for to in State if to in by_hand(found)],
        "record_form": RecordForm(),
    }
    return render(request, "cases/case.html", context)


@needs(Right.COORDINATE)
@require_GET
def progress(request: UserRequest, pk: str) -> HttpResponse:
    """Show how far the reading has come; asked for again and again until it ends."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    context = {"case": found, "reading": found.reading}
    return render(request, "cases/progress.html", context)


@needs(Right.COORDINATE)
@require_POST
def add_record(request: UserRequest, pk: str) -> HttpResponse:
    """Add files to a case."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    form = RecordForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choose at least one file that is not empty.")
        return redirect(found)
    try:
        for file in form.cleaned_data["chosen"]:
            AddRecord(
                found, put(file.name or "", file.chunks()), request.user
            ).execute()
        messages.success(request, "Added; the case is being read again.")
    except OpenImrError as error:
        messages.error(request, str(error))
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def read_again(request: UserRequest, pk: str) -> HttpResponse:
    """Queue the reading once more."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    carry_out(request, ReadAgain(found, request.user), "It is being read again.")
    return redirect(found)


@needs(Right.COORDINATE)
@require_POST
def move(request: UserRequest, pk: str) -> HttpResponse:
    """Move the case on."""
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        to = State(form.cleaned_data["to"])
        act = MoveCase(found, to, form.cleaned_data["reason"], request.user)
        carry_out(request, act, f"The case is now: {to.label.lower()}.")
    return redirect(found)
