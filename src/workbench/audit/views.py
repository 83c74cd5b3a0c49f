"""The record of acts, for the auditor."""

import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right

from .chain import record, stored, verify
from .models import Entry

_PAGE = 100


@needs(Right.AUDIT)
@require_GET
def entries(request: UserRequest) -> HttpResponse:
    """List the newest acts first, narrowed by case, act or person."""
    found = Entry.objects.select_related("who").order_by("-number")
    asked = {key: request.GET.get(key, "").strip() for key in ("case", "act", "who")}
    for field, column in (("case", "case"), ("act", "act"), ("who", "who__email")):
        if asked[field]:
            found = found.filter(**{column: asked[field]})
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked}
    return render(request, "audit/entries.html", context)


@needs(Right.AUDIT)
@require_GET
def soundness(request: UserRequest) -> HttpResponse:
    """Walk over the whole chain and say whether it holds."""
    found = verify(stored())
    record("verify-record", by=request.user, on=None, fault=bool(found.fault))
    return render(request, "audit/soundness.html", {"found": found})


@needs(Right.AUDIT)
@require_GET
def export(request: UserRequest) -> StreamingHttpResponse:
    """Stream the record as JSON lines."""
    record("export-record", by=request.user, on=None)
    answer = StreamingHttpResponse(_lines(), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="record-of-acts.jsonl"'
    return answer


def _lines() -> Iterator[str]:
    for entry in stored():
        yield json.dumps(entry, sort_keys=True, ensure_ascii=False) + "\n"
