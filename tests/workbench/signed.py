"""Signed cases of the tests: rows by hand, around one real determination."""

import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import NamedTuple

from django.utils import timezone
from pydantic import TypeAdapter

from openimr import signing
from openimr.casework import review_case
from openimr.casework.sealing import Draft, Look
from openimr.casework.sign_case import sign_draft
from openimr.domain import CaseFile, Credentials, Decision
from openimr.letters.write import evidence_html, pdf_bytes, to_json
from openimr.signing import Choice
from workbench.assignment.models import Assignment
from workbench.cases.models import Case, Progress, Reading
from workbench.cases.states import State
from workbench.files.store import put
from workbench.people.models import User
from workbench.review.models import Signature

from .making import EXAMPLE, opened

AT = dt.datetime(2026, 3, 4, 15, 30, tzinfo=dt.UTC)
PASSWORD = "staple and battery"  # noqa: S105 - of a key that lives as long as a test
WHY = "The danger of sedation outweighs the gain here."
AGREE: Mapping[int, Choice] = {1: Choice(decision=None), 2: Choice(decision=None)}
YES, NO = Decision.OVERTURNED, Decision.UPHELD
REVIEWER = Credentials(
    licensed_in=("California",),
    board_certifications=("Physical Medicine and Rehabilitation",),
)


class Files(NamedTuple):
    """What signing the example gives."""

    letter: bytes
    determination: bytes
    record: bytes
    shown: str


def otherwise(item: int, decision: Decision, why: str = WHY) -> dict[int, Choice]:
    """Return choices that agree but for one item."""
    return {**AGREE, item: Choice(decision=decision, reason=why)}


@cache
def key() -> signing.DevelopmentKey:
    return signing.new_development_key(PASSWORD, AT)


@cache
def _draft() -> tuple[Draft, bytes]:
    reviewed = review_case(EXAMPLE)
    proposed, look = reviewed.determination, Look()
    pages = {(page.file, page.number): page.text for page in reviewed.case.pages}
    evidence = evidence_html(proposed, pages)
    written = {
        "letter.pdf": pdf_bytes(look.letter(proposed, reviewed.patient)),
        "evidence.html": evidence,
    }
    plain = signing.parse(to_json(proposed), "determination.json")
    draft = Draft(
        determination=proposed,
        shown=signing.shown_record(plain, (), written),
        evidence=evidence,
        patient=reviewed.patient,
        look=look,
    )
    return draft, TypeAdapter(CaseFile).dump_json(reviewed.case)


def case_file() -> bytes:
    return _draft()[1]


def files(choices: Mapping[int, Choice] = AGREE) -> Files:
    """Return the signed example; each set of choices is signed once a run."""
    # Signing runs a loop of its own, which a browser's driver does not let begin here.
    asked = tuple(sorted(choices.items(), key=lambda each: each[0]))
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_signed, asked).result()


@cache
def _signed(choices: tuple[tuple[int, Choice], ...]) -> Files:
    draft = _draft()[0]
    made = sign_draft(
        draft,
        choices=dict(choices),
        reviewer=REVIEWER,
        confirmed=draft.digest,
        signer=signing.key_from_file(key().pkcs12, PASSWORD, "key.p12"),
        at=AT,
        attested_unread=True,
    ).files
    return Files(
        made["letter.pdf"],
        made["determination.json"],
        made["signature.json"],
        draft.digest,
    )


def in_review(by: User, reviewers: Sequence[User]) -> Case:
    """Return a case that was read and is with its reviewers, all of whom attested."""
    case = opened(by)
    now = timezone.now()
    Reading.objects.filter(case=case).update(
        progress=Progress.DONE, case_file=put("case-file.json", [case_file()])
    )
    for seat, reviewer in enumerate(reviewers, start=1):
        Assignment.objects.create(
            case=case,
            reviewer=reviewer,
            seat=seat,
            assigned=now,
            assigned_by=by,
            attested=now,
        )
    Case.objects.filter(pk=case.pk).update(state=State.IN_REVIEW)
    case.refresh_from_db()
    return case


def sign(case: Case, seat: int, made: Files | None = None) -> Signature:
    """Return the next signature of a seat; the case is signed from then on."""
    made = made or files()
    assignment = Assignment.objects.get(case=case, seat=seat, ended=None)
    signature = Signature.objects.create(
        case=case,
        assignment=assignment,
        number=assignment.signatures.count() + 1,
        signed=AT,
        signed_by=assignment.reviewer,
        digest=made.shown,
        determination=put("determination.json", [made.determination]),
        letter=put("letter.pdf", [made.letter]),
        record=put("signature.json", [made.record]),
    )
    Case.objects.filter(pk=case.pk).update(state=State.SIGNED)
    case.refresh_from_db()
    return signature


def signed(
    by: User, *reviewers: User, choices: Sequence[Mapping[int, Choice]] = ()
) -> Case:
    """Return a case that every reviewer has signed."""
    case = in_review(by, reviewers)
    for seat, _ in enumerate(reviewers, start=1):
        own = choices[seat - 1] if choices else AGREE
        sign(case, seat, files(own))
    return case


def altered(made: Files, **changed: bytes) -> Files:
    """Return signed files of which one was changed afterwards."""
    return made._replace(**changed)  # type: ignore[arg-type]  # only those of bytes


def renamed(reviewer: User, name: str) -> User:
    """Return a reviewer under another name."""
    reviewer.name = name
    reviewer.save(update_fields=["name"])
    return reviewer
