"""The picture of a page as an answer."""

import io

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from PIL import Image

from workbench.cases.models import Reading
from workbench.errors import StorageError

from .case_book import book_of
from .sheaves import face_of

_WEBP, _PNG = "image/webp", "image/png"


def picture(request: HttpRequest, reading: Reading, number: int) -> HttpResponse:
    """Return the picture of a page, or 404 with a sentence on why there is none.

    It may be kept by the browser of who asked for it, and is asked for again each time;
    so nobody sees it who may no longer.
    """
    kind = _kind(request)
    tag = quote_etag(f"{reading.pk.hex}-{number}-{kind[-4:]}")
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return _private(unchanged, tag)
    try:
        face = face_of(reading, book_of(reading), number)
    except StorageError as error:
        return _none(str(error))
    if face.picture is None:
        return _none(f"There is no picture of this page: {face.problem}.")
    content = face.picture if kind == _WEBP else _png(face.picture)
    return _private(HttpResponse(content, content_type=kind), tag)


def _kind(request: HttpRequest) -> str:
    accepted = request.headers.get("Accept", "")
    return _WEBP if _WEBP in accepted else _PNG


def _png(content: bytes) -> bytes:
    stream = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as opened:
        grey = opened if _coloured(opened) else opened.convert("L")
        grey.save(stream, format="PNG", compress_level=1)
    return stream.getvalue()


def _coloured(opened: Image.Image) -> bool:
    """Tell whether a small copy has channels that differ."""
    small = opened.convert("RGB").resize((32, 32), Image.Resampling.NEAREST)
    red, green, blue = small.split()
    return red.tobytes() != green.tobytes() or green.tobytes() != blue.tobytes()


def _private(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept, Cookie"
    return response


def _none(why: str) -> HttpResponse:
    return HttpResponse(why, status=404, content_type="text/plain; charset=utf-8")
