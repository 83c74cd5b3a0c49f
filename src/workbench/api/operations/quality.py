"""The quality lead's acts: pass, return, release; and how a signed case stands."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from ninja import Field, Router, Schema

from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import QualityError
from workbench.people.roles import Right
from workbench.quality.actions import (
    PassSignature,
    ReleaseDetermination,
    ReturnToReviewer,
)
from workbench.quality.models import Check, Release
from workbench.quality.pages import Looked, page_of
from workbench.quality.seats import seats_of
from workbench.review.models import Signature

from .asking import ApiRequest, scoped
from .seeing import seen_case
from .values import Prose

router = Router()
_READ = scoped(Scope.DETERMINATIONS_READ)
_WRITE = scoped(Scope.DETERMINATIONS_WRITE)


class FindingTold(Schema):
    """What lint finds, without words of the record."""

    check: str
    severity: str
    item: int | None
    finds: str


class SeatTold(Schema):
    """One reviewer's place on a case; nobody is named."""

    seat: int
    signature: int | None = Field(description="The one that stands; None: not signed.")
    signed: datetime | None
    passed: datetime | None
    sound: bool | None = Field(description="Whether the signature is as it was made.")
    findings: list[FindingTold]
    problem: str = Field(description="Why it cannot be read; usually empty.")


class CheckTold(Schema):
    """One look of a quality lead at a signature."""

    signature: int
    outcome: Check.Outcome
    reason: str
    comment: str
    at: datetime

    @staticmethod
    def resolve_signature(check: Check) -> int:
        """Name the signature by its id."""
        return check.signature_id

    @staticmethod
    def resolve_comment(check: Check) -> str:
        """Give the words that are kept sealed."""
        return check.said


class ReleaseTold(Schema):
    """A release."""

    case: UUID
    at: datetime
    published: bool = Field(description="Whether there is a copy for the public.")
    sheets: list[str]


class QualityTold(Schema):
    """How a signed case stands."""

    case: UUID
    state: State
    ready: bool = Field(description="Whether every seat has signed and passed.")
    errors: int = Field(description="Errors of lint that stand against a release.")
    seats: list[SeatTold]
    checks: list[CheckTold] = Field(description="The newest first.")
    release: ReleaseTold | None


class PassAsked(Schema):
    """Which signature was looked at."""

    signature: int


class ReturnAsked(PassAsked):
    """Why a signature goes back; the reviewer is told."""

    reason: Check.Reason
    comment: Prose


class ReleaseAsked(Schema):
    """Why, in spite of errors of lint."""

    reason: Prose = ""


@router.get("/cases/{uuid:case}/quality", response=QualityTold, auth=_READ)
def get_quality(request: ApiRequest, case: UUID) -> object:
    """Show seats, findings, checks and release; the first look takes long."""
    found = _assured(request, case)
    page = page_of(found)
    record("read-quality", by=request.user, on=found, case=found.pk)
    return {
        "case": found.pk,
        "state": found.state,
        "ready": page.ready,
        "errors": page.errors,
        "seats": [_seat(one) for one in page.looked],
        "checks": list(page.history),
        "release": _release(page.release) if page.release else None,
    }


def _seat(looked: Looked) -> dict[str, object]:
    seat, content = looked.seat, looked.content
    return {
        "seat": seat.number,
        "signature": seat.signature.pk if seat.signature else None,
        "signed": seat.signature.signed if seat.signature else None,
        "passed": seat.passed.at if seat.passed else None,
        "sound": content["verdict"]["sound"] if content else None,
        "findings": [
            {name: each[name] for name in FindingTold.model_fields}
            for each in content.get("lint", ())
        ],
        "problem": looked.problem,
    }


@router.post(
    "/cases/{uuid:case}/seats/{int:seat}/pass", response=CheckTold, auth=_WRITE
)
def pass_signature(
    request: ApiRequest, case: UUID, seat: int, asked: PassAsked
) -> object:
    """Find nothing against the signature of a seat; once more changes nothing."""
    signature = _signature(request, case, seat, asked.signature)
    return PassSignature(signature, request.user).execute()


@router.post(
    "/cases/{uuid:case}/seats/{int:seat}/return", response=CheckTold, auth=_WRITE
)
def return_signature(
    request: ApiRequest, case: UUID, seat: int, asked: ReturnAsked
) -> object:
    """Give a signature back, with what is to be mended; the case is in review again."""
    signature = _signature(request, case, seat, asked.signature)
    by = request.user
    return ReturnToReviewer(signature, asked.reason, asked.comment, by).execute()


@router.post("/cases/{uuid:case}/release", response=ReleaseTold, auth=_WRITE)
def release_determination(
    request: ApiRequest, case: UUID, asked: ReleaseAsked
) -> object:
    """Send a checked determination out; a second time gives the same release."""
    found = _assured(request, case)
    act = ReleaseDetermination(found, request.user, asked.reason)
    return _release(act.execute())


def _release(release: Release) -> dict[str, object]:
    return {
        "case": release.case_id,
        "at": release.at,
        "published": release.publication_id is not None,
        "sheets": sorted(release.sheets.values_list("name", flat=True)),
    }


def _signature(request: ApiRequest, case: UUID, number: int, seen: int) -> Signature:
    """Return the signature that stands on a seat, if it is the one looked at."""
    found = _assured(request, case)
    for seat in seats_of(found):
        if seat.number == number and seat.signature is not None:
            if seat.signature.pk != seen:
                raise QualityError(
                    f"Case {found.number}: it was signed anew meanwhile.  Look again."
                )
            return seat.signature
    raise Http404


def _assured(request: ApiRequest, case: UUID) -> Case:
    if Right.ASSURE not in request.user.rights:
        raise Http404
    return seen_case(request.user, case)
