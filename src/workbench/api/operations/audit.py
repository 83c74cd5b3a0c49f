"""The record of acts, for programs that keep a copy elsewhere."""

import json
from collections.abc import Iterator
from typing import Annotated

from django.http import StreamingHttpResponse
from ninja import Query, Router

from workbench.api.scopes import Scope
from workbench.audit.chain import as_told, record
from workbench.audit.models import Entry

from .asking import ApiRequest, scoped

router = Router()
_LINES = {
    "responses": {
        200: {
            "description": "One entry a line, as JSON.",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    }
}


@router.get("/audit/entries", auth=scoped(Scope.AUDIT_READ), openapi_extra=_LINES)
def export_entries(
    request: ApiRequest, after: Annotated[int, Query(ge=0, le=2**53)] = 0
) -> StreamingHttpResponse:
    """Stream the entries behind a number; `openimr` verifies a whole export."""
    record("export-record", by=request.user, on=None, after=after)
    return StreamingHttpResponse(_lines(after), content_type="application/x-ndjson")


def _lines(after: int) -> Iterator[str]:
    entries = Entry.objects.filter(number__gt=after).order_by("number")
    for entry in entries.iterator(chunk_size=2000):
        told = {**as_told(entry), "digest": entry.digest}
        yield json.dumps(told, sort_keys=True, ensure_ascii=False) + "\n"
