"""Programs of the tests: clients that hold somebody's token."""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.test import Client
from django.utils import timezone

from workbench.api.actions import MakeToken
from workbench.api.models import Token
from workbench.api.scopes import Scope, allowed
from workbench.cases.models import Case
from workbench.files.store import put
from workbench.people.actions import digest_of
from workbench.people.models import User
from workbench.quality.models import Release
from workbench.review.models import Signature

BYTES = b"A report on the low back." * 40


def token(of: User, scopes: Iterable[Scope] | None = None) -> tuple[Token, str]:
    """Make a token with all scopes that somebody may have, or with these."""
    wanted = allowed(of) if scopes is None else scopes
    return MakeToken("a test", sorted(wanted), 30, of).execute()


def forged(of: User, scopes: Iterable[Scope]) -> str:
    """Make a token with scopes that its owner may never have been allowed."""
    secret = "oimr_" + "x" * 30 + str(Token.objects.count())
    Token.objects.create(
        name="forged",
        owner=of,
        digest=digest_of(secret),
        prefix=secret[:10],
        scopes=sorted(scopes),
        created=timezone.now(),
        expires=timezone.now() + timedelta(days=1),
    )
    return secret


class Program(Client):
    """Sends a token with each request, and JSON."""

    def __init__(self, secret: str = "", **given: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(headers=headers, **given)

    def send(self, address: str, told: object, **given: Any) -> Any:
        """Post JSON."""
        return self.post(address, told, content_type="application/json", **given)


def program(of: User, *scopes: Scope) -> Program:
    """Return a client with a token of somebody."""
    return Program(token(of, scopes or None)[1])


def uploaded(by: Program, data: bytes = BYTES) -> str:
    told = {"name": "a.txt", "size": len(data), "sha256": sha256(data).hexdigest()}
    upload = by.send("/api/v1/uploads", told).json()["id"]
    kind = "application/octet-stream"
    for start in range(0, len(data), 400):
        piece = data[start : start + 400]
        address = f"/api/v1/uploads/{upload}/pieces?start={start}"
        assert by.put(address, piece, content_type=kind).status_code == 200
    return str(upload)


def asked_for(upload: str) -> dict[str, object]:
    return {"received": "2014-12-20", "uploads": [upload]}


def released(case: Case, by: User) -> Release:
    reviewer = by
    assignment = case.assignments.create(
        reviewer=reviewer, assigned=timezone.now(), assigned_by=by
    )
    file = put("determination.json", [b'{"status": "final"}'])
    letter = put("letter.pdf", [b"%PDF-1.7 letter"])
    signature = Signature.objects.create(
        case=case,
        assignment=assignment,
        number=1,
        signed=timezone.now(),
        signed_by=reviewer,
        digest="0" * 64,
        determination=file,
        letter=letter,
        record=file,
    )
    return Release.objects.create(
        case=case,
        at=timezone.now(),
        by=by,
        signature=signature,
        letter=letter,
        determination=file,
    )
