"""The same request twice gives one act and one answer.

The row of the key is written in the transaction of the act.  Whoever comes second with
the key waits at that row (a unique index on PostgreSQL, the one writer of SQLite) and
then finds the answer; if the first one failed, the second is the first.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from workbench.errors import RequestError
from workbench.files.sealing import (
    name_of_key,
    new_key,
    seal,
    unseal,
    unwrap,
    wrap,
)

from .models import Remembered, Token

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
_GOOD = re.compile(r"[\x21-\x7e]{1,255}")
_HEADERS = ("Content-Type", "Location")
Answer = Callable[[], HttpResponse]


class _RefusedError(Exception):
    """Carries a refusal out of the transaction, which it undoes."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


REPEATABLE = frozenset({"finish_upload", "release_determination"})
"""Operations that may be repeated anyhow, and take too long for a transaction."""


def asked(request: HttpRequest) -> bool:
    """Tell whether a request wants to be done once only."""
    match = request.resolver_match
    repeatable = match is not None and match.url_name in REPEATABLE
    return request.method == "POST" and HEADER in request.headers and not repeatable


def once(request: HttpRequest, token: Token, answer: Answer) -> HttpResponse:
    """Answer a request with an idempotency key, from memory where it was seen.

    Only what succeeded is remembered; a refusal changed nothing and is found anew.

    Raises:
        RequestError: the key is not good, or was used for another request.
    """
    key = request.headers[HEADER]
    if not _GOOD.fullmatch(key):
        raise RequestError(
            f"{HEADER}: it is not 1 to 255 visible ASCII characters.  "
            "Use a random UUID."
        )
    try:
        with transaction.atomic():
            row = _claimed(token, key, _digest(request))
            return _given(row) if row.status else _kept(row, answer())
    except _RefusedError as refused:
        return refused.answer


def _digest(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()}\n".encode()
    return sha256(head + request.body).hexdigest()


def _claimed(token: Token, key: str, digest: str) -> Remembered:
    now = timezone.now()
    own = Remembered.objects.filter(token=token, key=key)
    own.filter(made__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return Remembered.objects.create(
                token=token, key=key, request=digest, made=now
            )
    except IntegrityError:
        row = own.get()
    if row.request != digest:
        raise RequestError(
            f"{HEADER}: it was used for another request.  Use a new one."
        )
    return row


def _kept(row: Remembered, answer: HttpResponse) -> HttpResponse:
    if answer.status_code >= 400:
        raise _RefusedError(answer)
    key, site_key = new_key(), settings.FILE_KEYS[0]
    row.status = answer.status_code
    row.headers = {name: answer[name] for name in _HEADERS if name in answer}
    row.answer = b"".join(seal([answer.content], key))
    row.wrapped_key, row.key_name = wrap(key, site_key), name_of_key(site_key)
    row.save()
    return answer


def _given(row: Remembered) -> HttpResponse:
    key = unwrap(bytes(row.wrapped_key), row.key_name, settings.FILE_KEYS)
    content = b"".join(unseal([bytes(row.answer)], key, row.pk))
    answer = HttpResponse(content, status=row.status, headers=row.headers)
    answer["Idempotency-Replayed"] = "true"
    return answer


def forget_old() -> int:
    """Remove what was remembered long enough; return how many that were."""
    old = Remembered.objects.filter(made__lt=timezone.now() - KEPT)
    return old.delete()[0]
