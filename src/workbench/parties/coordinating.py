"""The coordinator's page about the parties of a case."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .actions import EndParty, InviteParty, SendNotice, WithdrawInvitation
from .forms import InviteForm, NoticeForm
from .models import Kind, Notice, Party, PartyInvitation, Sent

_SHOWN = 100


def _case(request: UserRequest, pk: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user), pk=pk)


@needs(Right.COORDINATE)
@require_http_methods(["GET", "POST"])
def parties(request: UserRequest, pk: str) -> HttpResponse:
    """Show who is a party to a case and what they were told; a POST adds one."""
    found = _case(request, pk)
    form = InviteForm(request.POST or None)
    way_in, added, status = "", "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                secret = _invited(request, found, form)
            except OpenImrError as error:
                form.add_error("email", str(error))
            else:
                added, form, status = form.cleaned_data["name"], InviteForm(), 200
                if secret:
                    there = reverse("parties:join", args=[secret])
                    way_in = request.build_absolute_uri(there)
    else:
        record("open-parties-page", by=request.user, on=found, case=found.pk)
    context = {**_shown(found), "form": form, "way_in": way_in, "added": added}
    return render(request, "parties/parties.html", context, status=status)


def _invited(request: UserRequest, case: Case, form: InviteForm) -> str:
    given = form.cleaned_data
    act = InviteParty(
        case=case,
        kind=Kind(given["kind"]),
        name=given["name"],
        email=given["email"],
        language=given["language"],
        by=request.user,
    )
    return act.execute()[1]


def _shown(case: Case) -> dict[str, object]:
    people = case.parties.select_related("user").order_by("ended", "added")
    tell = NoticeForm()
    tell.fields["to"].queryset = _open(case)  # type: ignore[attr-defined]
    notices = Notice.objects.filter(party__case=case).select_related("party__user")
    sent = Sent.objects.filter(party__case=case)
    return {
        "case": case,
        "parties": people,
        "invitations": case.party_invitations.filter(
            invitation__used=None, invitation__withdrawn=None
        ).select_related("invitation"),
        "notices": notices.order_by("-pk")[:_SHOWN],
        "sent": sent.select_related("party__user", "record").order_by("-pk")[:_SHOWN],
        "notice_form": tell,
    }


def _open(case: Case) -> QuerySet[Party]:
    return Party.objects.filter(case=case, ended=None).select_related("user")


@needs(Right.COORDINATE)
@require_POST
def withdraw(request: UserRequest, pk: str) -> HttpResponse:
    """Make an invitation worth nothing."""
    found = _case(request, pk)
    row = get_object_or_404(
        PartyInvitation, case=found, pk=_number(request, "invitation")
    )
    carry_out(request, WithdrawInvitation(row, request.user))
    return redirect("parties:parties", pk=found.pk)


@needs(Right.COORDINATE)
@require_POST
def end(request: UserRequest, pk: str) -> HttpResponse:
    """Close the case to a party."""
    found = _case(request, pk)
    row = get_object_or_404(Party, case=found, pk=_number(request, "party"))
    carry_out(request, EndParty(row, request.user))
    return redirect("parties:parties", pk=found.pk)


@needs(Right.COORDINATE)
@require_POST
def notify(request: UserRequest, pk: str) -> HttpResponse:
    """Tell parties something by hand."""
    found = _case(request, pk)
    form = NoticeForm(request.POST)
    form.fields["to"].queryset = _open(found)  # type: ignore[attr-defined]
    if not form.is_valid():
        context = {**_shown(found), "form": InviteForm(), "notice_form": form}
        return render(request, "parties/parties.html", context, status=422)
    given = form.cleaned_data
    act = SendNotice(
        found, given["kind"], list(given["to"]), given["day"], request.user
    )
    carry_out(request, act)
    return redirect("parties:parties", pk=found.pk)


def _number(request: UserRequest, name: str) -> int:
    word = request.POST.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 16 else 0
