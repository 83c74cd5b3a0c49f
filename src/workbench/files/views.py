"""Uploads in pieces, as JSON: begin, ask where to go on, send, finish, drop.

Everybody with an account may send; what a file is then used for is another room's act.
"""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from workbench.errors import DiskFullError, StorageError, UploadError
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right

from .actions import MOST_BYTES, BeginUpload, DropUpload, FinishUpload, SendPiece
from .models import Upload

PIECE = 4 << 20
"""Size of the pieces that the page's own script sends."""

_CHECKSUM = "X-Checksum-SHA256"
_STATUS = {
    DiskFullError: HTTPStatus.INSUFFICIENT_STORAGE,
    UploadError: HTTPStatus.UNPROCESSABLE_ENTITY,
}
Answering = Callable[..., HttpResponse]


def _in_json(view: Answering) -> Answering:
    """Answer what refuses on purpose with its sentence."""

    @wraps(view)
    def answering(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except StorageError as error:
            status = _STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
            return JsonResponse({"error": str(error)}, status=status)

    return answering


def _told(upload: Upload) -> dict[str, object]:
    done = upload.file_id is not None
    first, end = (upload.size, upload.size) if done else upload.gap
    return {
        "id": str(upload.pk),
        "name": upload.name,
        "size": upload.size,
        "received": first,
        "room": end - first,
        "finished": done,
        "piece": PIECE,
        "sha256": upload.file.sha256 if upload.file else "",
    }


def _mine(request: UserRequest, pk: object) -> Upload:
    return get_object_or_404(
        Upload.objects.select_related("file"), pk=pk, by=request.user
    )


@needs(Right.SIGNED_IN)
@require_POST
@_in_json
def begin(request: UserRequest) -> HttpResponse:
    """Announce a file by a JSON object with ``name``, ``size`` and maybe ``sha256``."""
    name, size, digest = _announced(request)
    upload = BeginUpload(name, size, digest, request.user).execute()
    return JsonResponse(_told(upload), status=HTTPStatus.CREATED)


def _announced(request: UserRequest) -> tuple[str, int, str]:
    try:
        asked = json.loads(_body(request))
        name, size, digest = asked["name"], asked["size"], asked.get("sha256") or ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        name = size = digest = None
    whole = isinstance(size, int) and not isinstance(size, bool)
    if not (isinstance(name, str) and isinstance(digest, str) and whole):
        raise UploadError(
            "The file was not announced: give its name and size as a JSON object."
        )
    return name, min(size, MOST_BYTES + 1), digest


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as problem:
        raise UploadError("A piece holds 8 MiB at most.") from problem
    except RawPostDataException as problem:
        raise UploadError("Send the bytes themselves, not a form.") from problem
    except UnreadablePostError as problem:
        raise UploadError(
            "The piece broke off on its way.  Send it again."
        ) from problem


@needs(Right.SIGNED_IN)
@require_GET
@_in_json
def upload(request: UserRequest, pk: object) -> HttpResponse:
    """Tell where to go on."""
    return JsonResponse(_told(_mine(request, pk)))


@needs(Right.SIGNED_IN)
@require_POST
@_in_json
def piece(request: UserRequest, pk: object, start: int) -> HttpResponse:
    """Take the bytes of the body as the piece that begins at a byte of the file."""
    found = _mine(request, pk)
    digest = request.headers.get(_CHECKSUM, "")
    sent = SendPiece(
        found, min(start, MOST_BYTES), _body(request), digest, request.user
    )
    return JsonResponse(_told(sent.execute()))


@needs(Right.SIGNED_IN)
@require_POST
@_in_json
def finish(request: UserRequest, pk: object) -> HttpResponse:
    """Join the pieces; the header tells the hash of their hashes, where it is known."""
    found = _mine(request, pk)
    digest = request.headers.get(_CHECKSUM, "")
    FinishUpload(found, request.user, digest).execute()
    return JsonResponse(_told(_mine(request, pk)))


@needs(Right.SIGNED_IN)
@require_POST
@_in_json
def drop(request: UserRequest, pk: object) -> HttpResponse:
    """Give an upload up."""
    DropUpload(_mine(request, pk), request.user).execute()
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
