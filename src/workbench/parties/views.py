"""The parties' own pages, in English and Spanish."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from openimr.errors import OpenImrError
from openimr.plain import speech
from workbench.audit.chain import record
from workbench.cases.handing_in import handed_in
from workbench.cases.models import Case
from workbench.cases.states import OPEN_TO_FILES, State
from workbench.errors import CaseError
from workbench.languages.middleware import bilingual
from workbench.languages.speech import day, for_script, say, spoken
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.quality.models import Release

from .appeal import Appeal, appeal_from
from .forms import SendForm
from .models import Kind, Notice, Party
from .notices import Told, in_words
from .papers import party_of, release_of, sheets_of
from .reasons import reasons_of
from .sending import SendRecords
from .stages import Stage, stage_of, standing_of

_PAGE = 20
_LATEST = 3


@needs(Right.TAKE_PART)
@bilingual
@require_GET
def mine(request: UserRequest) -> HttpResponse:
    """List the cases that somebody is a party to."""
    rows = Party.objects.visible_to(request.user).select_related("case")
    page = Paginator(rows.order_by("-case__received", "case__number"), _PAGE)
    shown = page.get_page(request.GET.get("page"))
    cases = [(one.case, say(f"stages.{stage_of(one.case)}_name")) for one in shown]
    context = {"page": shown, "cases": cases, "unseen": _unseen(request).count()}
    return render(request, "parties/mine.html", context)


def _unseen(request: UserRequest) -> QuerySet[Notice]:
    return _notices(request).filter(seen=None)


def _notices(request: UserRequest) -> QuerySet[Notice]:
    mine = Party.objects.visible_to(request.user)
    rows = Notice.objects.filter(party__in=mine).select_related("party__case")
    return rows.order_by("-made", "-pk")


@needs(Right.TAKE_PART)
@bilingual
@require_GET
def news(request: UserRequest) -> HttpResponse:
    """Show what somebody was told, newest first; what is shown is seen."""
    shown = Paginator(_notices(request), _PAGE).get_page(request.GET.get("page"))
    told = _told(list(shown))
    context = {"page": shown, "told": told}
    return render(request, "parties/news.html", context)


def _told(rows: Sequence[Notice]) -> list[Told]:
    told = [in_words(one) for one in rows]
    new = [one.pk for one in rows if one.seen is None]
    if new:
        Notice.objects.filter(pk__in=new, seen=None).update(seen=timezone.now())
    return told


@needs(Right.TAKE_PART)
@bilingual
@require_GET
def case(request: UserRequest, pk: str) -> HttpResponse:
    """Show one case to a party to it."""
    party = party_of(request, pk)
    record("open-own-case", by=request.user, on=party, case=party.case_id)
    return _page(request, party, SendForm())


def _page(
    request: UserRequest, party: Party, form: SendForm, status: int = 200
) -> HttpResponse:
    found = party.case
    release = release_of(found)
    context = {
        "case": found,
        "received": day(found.received),
        "party": party,
        "you": say(f"pages.you_are_{party.kind}"),
        "standing": standing_of(found),
        "reasons": reasons_of(found),
        "release": release,
        "released": day(_day(release.at)) if release else "",
        "sheets": sheets_of(release),
        "appeal": _appeal(found, release),
        "open": State(found.state) in OPEN_TO_FILES,
        "form": form,
        "words": for_script("uploads"),
        "sent": _sent(party),
        "contact": settings.CONTACT,
        "help": _help(party),
        "told": _told(list(_notices(request).filter(party=party)[:_LATEST])),
    }
    return render(request, "parties/case.html", context, status=status)


def _sent(party: Party) -> list[tuple[str, str]]:
    """Return names and days of what a party sent, newest first."""
    rows = party.sent.order_by("-at", "-pk")
    return [
        (one.name, say("pages.sent_on", day=day(_day(one.at))) if one.at else "")
        for one in rows
    ]


def _help(party: Party) -> str:
    """Return whom workers can ask; the state's officers are there for them alone."""
    if party.kind == Kind.CLAIMS_ADMINISTRATOR:
        return ""
    return speech(spoken()).say("help_who")


def _appeal(case: Case, release: Release | None) -> Appeal | None:
    if release is not None:
        return appeal_from(_day(release.at), case.programme)
    if stage_of(case) is Stage.INELIGIBLE:
        return appeal_from(_day(case.changed), case.programme)
    return None


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


@needs(Right.TAKE_PART)
@bilingual
@require_POST
def send(request: UserRequest, pk: str) -> HttpResponse:
    """Take a party's files."""
    party = party_of(request, pk)
    form = SendForm(request.POST, request.FILES)
    if State(party.case.state) not in OPEN_TO_FILES:
        messages.error(request, say("pages.send_closed"))
        return redirect("parties:case", pk=pk)
    if not form.is_valid():
        return _page(request, party, form, status=422)
    try:
        with handed_in(form.cleaned_data, request.user) as files:
            sent = SendRecords(party, files, request.user).execute()
        _thank(request, len(sent))
    except CaseError:
        messages.error(request, say("pages.send_closed"))
    except OpenImrError:
        messages.error(request, say("pages.send_failed"))
    return redirect("parties:case", pk=pk)


def _thank(request: UserRequest, many: int) -> None:
    if many == 1:
        messages.success(request, say("pages.send_done_one"))
    elif many:
        messages.success(request, say("pages.send_done_more", many=many))
    else:
        messages.info(request, say("pages.send_same"))
