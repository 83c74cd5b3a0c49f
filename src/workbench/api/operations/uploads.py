"""Files sent in pieces, so that a broken line costs one piece."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from workbench.api.problems import problem
from workbench.api.scopes import Scope
from workbench.files.actions import MOST_BYTES, MOST_PIECE, BeginUpload, SendPiece
from workbench.files.actions import FinishUpload as Finish
from workbench.files.models import Upload

from .asking import ApiRequest, scoped
from .values import Hash, Line

router = Router()
_AUTH = scoped(Scope.RECORDS_WRITE)
_BYTES = {
    "requestBody": {
        "required": True,
        "description": "The bytes of the piece, 8 MiB at most.",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "minLength": 1}}
        },
    }
}


class UploadAsked(Schema):
    """A file that is to come."""

    name: Line
    size: int = Field(gt=0, le=MOST_BYTES)
    sha256: Hash = ""


class UploadTold(Schema):
    """How much of a file is here."""

    id: UUID
    name: str
    size: int
    sha256: str
    received: int = Field(description="Bytes from the start without a gap.")
    finished: bool
    begun: datetime

    @staticmethod
    def resolve_finished(upload: Upload) -> bool:
        """Tell whether the pieces were put together."""
        return upload.file_id is not None

    @staticmethod
    def resolve_received(upload: Upload) -> int:
        """Count what is here; the pieces go once they are put together."""
        return upload.size if upload.file_id is not None else upload.received


@router.post("/uploads", response={201: UploadTold}, auth=_AUTH)
def begin_upload(request: ApiRequest, asked: UploadAsked) -> object:
    """Announce a file."""
    return BeginUpload(asked.name, asked.size, asked.sha256, request.user).execute()


@router.put(
    "/uploads/{uuid:upload}/pieces",
    response=UploadTold,
    auth=_AUTH,
    openapi_extra=_BYTES,
)
def send_piece(
    request: ApiRequest,
    upload: UUID,
    start: Annotated[int, Query(ge=0, le=MOST_BYTES)],
    sha256: Hash = "",
) -> object:
    """Send the bytes from a place in the file on; a piece may be sent again."""
    found = _own(request, upload)
    if len(request.body) > MOST_PIECE:
        return _too_large(request)
    return SendPiece(found, start, request.body, sha256, request.user).execute()


def _too_large(request: HttpRequest) -> HttpResponse:
    return problem(request, 413)


@router.post("/uploads/{uuid:upload}/finish", response=UploadTold, auth=_AUTH)
def finish_upload(request: ApiRequest, upload: UUID) -> object:
    """Put the pieces together and compare the checksum; it may be repeated."""
    found = _own(request, upload)
    Finish(found, request.user).execute()
    return found


@router.get("/uploads/{uuid:upload}", response=UploadTold, auth=_AUTH)
def get_upload(request: ApiRequest, upload: UUID) -> object:
    """Show how much of a file is here, to go on from there."""
    return _own(request, upload)


def _own(request: ApiRequest, upload: UUID) -> Upload:
    return get_object_or_404(Upload.objects.filter(by=request.user), pk=upload)
