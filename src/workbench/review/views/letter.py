"""The letter and the evidence page as they would be signed, and as they were."""

import base64
import hashlib
import re

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from openimr.errors import OpenImrError
from openimr.letters.write import LetterContent, pdf_bytes
from workbench.audit.chain import record
from workbench.errors import StorageError
from workbench.files.models import StoredFile
from workbench.files.store import get
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.review.bench import standing_signature
from workbench.review.loss import tells_loss
from workbench.review.preparing import prepared

from .finding import bench_at, opened

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_SIGNED = {
    "letter.pdf": ("letter", "application/pdf"),
    "determination.json": ("determination", "application/json"),
    "signature.json": ("record", "application/json"),
    "evidence.html": ("evidence", "text/html; charset=utf-8"),
}


def _content(request: UserRequest, pk: int, act: str) -> LetterContent:
    """Return the letter as it would be signed, and tell that it was read."""
    bench = bench_at(request, pk)
    shown = prepared(bench)
    record(act, by=request.user, on=bench.assignment, case=bench.assignment.case_id)
    return shown.look.letter(shown.determination, shown.patient)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def text(request: UserRequest, pk: int) -> HttpResponse:
    """Show the letter as text."""
    assignment = opened(request, pk)
    context: dict[str, object] = {"assignment": assignment, "case": assignment.case}
    try:
        content = _content(request, pk, "read-letter")
        blocks = [(type(block).__name__, block) for block in content.blocks]
        context |= {"letter": content, "blocks": blocks}
    except StorageError:
        raise
    except OpenImrError as error:
        context["error"] = str(error)
    return render(request, "review/letter.html", context)


@needs(Right.REVIEW)
@require_GET
@tells_loss
def pdf(request: UserRequest, pk: int) -> HttpResponse:
    """Give the letter as the PDF that would be signed."""
    try:
        data = pdf_bytes(_content(request, pk, "read-letter-pdf"))
    except StorageError:
        raise
    except OpenImrError as error:
        return _refused(request, pk, error)
    return _file(data, "application/pdf", "letter-draft.pdf")


@needs(Right.REVIEW)
@require_GET
@tells_loss
def evidence(request: UserRequest, pk: int) -> HttpResponse:
    """Give the evidence page: every statement beside the page that it quotes."""
    bench = bench_at(request, pk)
    try:
        data = prepared(bench).evidence
    except StorageError:
        raise
    except OpenImrError as error:
        return _refused(request, pk, error)
    case = bench.assignment.case_id
    record("read-evidence", by=request.user, on=bench.assignment, case=case)
    return _file(data, "text/html; charset=utf-8", "evidence.html")


@needs(Right.REVIEW)
@require_GET
@tells_loss
def signed(request: UserRequest, pk: int, name: str) -> HttpResponse:
    """Give a file of the reviewer's own signature that stands."""
    assignment = opened(request, pk)
    signature = standing_signature(assignment)
    field, kind = _SIGNED.get(name, ("", ""))
    file: StoredFile | None = getattr(signature, field, None) if field else None
    if signature is None or file is None:
        raise Http404("Nothing of that name was signed.")
    data = b"".join(get(file))
    record(
        "read-signed",
        by=request.user,
        on=signature,
        case=assignment.case_id,
        file=name,
    )
    return _file(data, kind, name)


def _refused(request: UserRequest, pk: int, error: OpenImrError) -> HttpResponse:
    assignment = opened(request, pk)
    context = {"assignment": assignment, "case": assignment.case, "error": str(error)}
    return render(request, "review/letter.html", context, status=409)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    style = _STYLE.search(data) if kind.startswith("text/html") else None
    if style is not None:
        # The page carries its one style sheet with it, and allows nothing else.
        known = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
        answer["Content-Security-Policy"] = (
            f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
    return answer
