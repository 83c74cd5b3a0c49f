"""What went out to the parties, to be taken home: the letter and its plain versions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.views.decorators.http import require_GET

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.files.models import StoredFile
from workbench.files.store import get
from workbench.languages.middleware import bilingual
from workbench.languages.speech import say
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.quality.models import Release, Sheet

from .models import Party

_SHEETS = {
    "reader.en.pdf": "pages.reader_en",
    "reader.es.pdf": "pages.reader_es",
    "requester.pdf": "pages.requester",
}
"""Sheets that parties may take, and the words of their links."""


def party_of(request: UserRequest, pk: object) -> Party:
    """Return as which party somebody is in a case.

    Raises:
        Http404: as none, or not any more.
    """
    rows = Party.objects.visible_to(request.user).select_related("case")
    return get_object_or_404(rows, case_id=pk)


def release_of(case: Case) -> Release | None:
    """Return what went out; None before it did."""
    if case.state != State.RELEASED:
        return None
    return Release.objects.filter(case=case).select_related("letter").first()


def sheets_of(release: Release | None) -> list[tuple[str, str]]:
    """Return names and words of the sheets, the one in the reader's language first."""
    if release is None:
        return []
    own = f"reader.{translation.get_language()}.pdf"
    held = set(release.sheets.values_list("name", flat=True))
    known = sorted(held & set(_SHEETS), key=lambda name: (name != own, name))
    return [(name, say(_SHEETS[name])) for name in known]


@needs(Right.TAKE_PART)
@bilingual
@require_GET
def letter(request: UserRequest, pk: str) -> HttpResponse:
    """Give the letter of the parties."""
    party = party_of(request, pk)
    release = release_of(party.case)
    if release is None:
        raise Http404
    record("read-letter", by=request.user, on=release, case=party.case_id)
    return _given(request, party, release.letter, f"{party.case.number}.pdf")


@needs(Right.TAKE_PART)
@bilingual
@require_GET
def sheet(request: UserRequest, pk: str, name: str) -> HttpResponse:
    """Give a reader's version, or the list for the physician."""
    party = party_of(request, pk)
    release = release_of(party.case)
    if release is None or name not in _SHEETS:
        raise Http404
    rows = Sheet.objects.select_related("file")
    row = get_object_or_404(rows, release=release, name=name)
    record("read-sheet", by=request.user, on=row, case=party.case_id)
    return _given(request, party, row.file, f"{party.case.number}.{name}")


def _given(
    request: UserRequest, party: Party, file: StoredFile, name: str
) -> HttpResponse:
    try:
        answer = HttpResponse(b"".join(get(file)), content_type="application/pdf")
    except OpenImrError:
        messages.error(request, say("pages.not_now"))
        return redirect("parties:case", pk=party.case_id)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
