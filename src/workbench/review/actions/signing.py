"""Sign what was shown: one signature, bound to the digest that the reviewer confirms.

Files are sealed on the disk first; then, in one transaction, everything is checked
again on locked rows and the signature's row points at them.  Killed in between, nothing
is signed; the files without a row that points at them are swept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from openimr.casework.sealing import Draft as Shown
from openimr.casework.sealing import Hand, Signed
from openimr.casework.sign_work import sign_work
from openimr.domain import Credentials
from openimr.errors import SigningError
from openimr.signing import DATA_FILE, EVIDENCE_FILE, LETTER_FILE, RECORD_FILE
from workbench.assignment.models import Assignment
from workbench.audit.chain import record
from workbench.cases.actions import move
from workbench.cases.models import Case, digest_of_records
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.models import StoredFile
from workbench.files.store import drop, put
from workbench.people.models import User
from workbench.review.bench import Bench, bench_of, latest_reading, standing_signature
from workbench.review.kept import PREFIX
from workbench.review.keys import site_key
from workbench.review.models import Draft, Signature
from workbench.review.preparing import points, prepared

from .drafting import hold, refuse

_AGAIN = "Something changed since this page was made.  Look at the draft again."
Files = Mapping[str, StoredFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDetermination:
    """Sign the draft with the digest that was shown."""

    draft: Draft
    version: int
    confirmed: str
    """The digest of what was shown."""

    attested: frozenset[str]
    """Ids of the statements that the reviewer made."""

    by: User

    def execute(self) -> Signature:
        """Make everything anew, compare, sign, store, move the case and record.

        Said twice of the same draft, it is one signature.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft, the records or the reading are not what was shown.
            SigningError: something is undecided or not attested, or the key cannot
                sign.
        """
        assignment = Assignment.objects.select_related("case", "reviewer").get(
            pk=self.draft.assignment_id
        )
        standing = self._standing(assignment)
        if standing is not None:
            return standing
        refuse(assignment.case, assignment, self.by)
        bench = bench_of(assignment)
        if bench is None or bench.draft is None:
            raise DraftError(_AGAIN)
        self._check(bench)
        shown = prepared(bench)
        if shown.digest != self.confirmed:
            raise DraftError(_AGAIN)
        self._check_attested(shown)
        reviewer = shown.determination.reviewer or Credentials()
        hand = self._hand(bench, reviewer)
        files = _stored(sign_work(shown, hand, self.confirmed))
        try:
            made = self._signed(bench, shown, files)
        except Exception:
            _forget(files)
            raise
        if made.letter_id != files[LETTER_FILE].pk:
            _forget(files)  # another window was quicker, with the same draft
        return made

    def _standing(self, assignment: Assignment) -> Signature | None:
        """Return the signature that this very draft has already."""
        found = standing_signature(assignment)
        same = found is not None and found.digest == self.confirmed
        return found if same and assignment.reviewer_id == self.by.pk else None

    def _check(self, bench: Bench) -> None:
        if bench.draft is None or bench.draft.version != self.version:
            raise DraftError(_AGAIN)
        left = [point.words for point in points(bench) if point.blocks]
        if left:
            raise DraftError(f"It cannot be signed yet.  {left[0]}")

    def _check_attested(self, shown: Shown) -> None:
        asked = {each.id for each in shown.attestations}
        if asked - self.attested:
            cure = "Tick each statement that you make by signing."
            raise SigningError("statements", "not every one was made", cure)

    def _hand(self, bench: Bench, reviewer: Credentials) -> Hand:
        return Hand(
            reviewer=reviewer,
            signer=site_key().signer,
            at=timezone.localtime(),
            attested_unread="unread_pages" in self.attested,
            assigned=timezone.localdate(bench.assignment.assigned),
        )

    @transaction.atomic
    def _signed(self, bench: Bench, shown: Shown, files: Files) -> Signature:
        assignment = bench.assignment
        case = Case.objects.select_for_update().get(pk=assignment.case_id)
        standing = self._standing(assignment)
        if standing is not None:
            return standing
        case, assignment = hold(assignment, self.by)
        draft = Draft.objects.select_for_update().get(pk=self.draft.pk)
        latest = latest_reading(case)
        records = digest_of_records(case.records.all())
        if (
            draft.version != self.version
            or latest is None
            or latest.pk != draft.reading_id
            or latest.records_digest != records
        ):
            raise DraftError(_AGAIN)
        made = _row(assignment, shown.digest, files, self.by)
        if _all_signed(case):
            move(case, State.SIGNED)
        record(
            "sign-determination",
            by=self.by,
            on=made,
            case=case.pk,
            shown=shown.digest,
            record=files[RECORD_FILE].sha256,
        )
        return made


def _stored(signed: Signed) -> Files:
    made: dict[str, StoredFile] = {}
    try:
        for name, data in signed.files.items():
            made[name] = put(f"{PREFIX}{name}", [data])
    except Exception:
        _forget(made)
        raise
    return made


def _forget(files: Files) -> None:
    for file in files.values():
        drop(file)


def _row(assignment: Assignment, digest: str, files: Files, by: User) -> Signature:
    number = Signature.objects.filter(assignment=assignment).count() + 1
    return Signature.objects.create(
        case=assignment.case,
        assignment=assignment,
        number=number,
        signed=timezone.now(),
        signed_by=by,
        digest=digest,
        determination=files[DATA_FILE],
        letter=files[LETTER_FILE],
        record=files[RECORD_FILE],
        evidence=files[EVIDENCE_FILE],
    )


def _all_signed(case: Case) -> bool:
    """Tell whether every open seat of a case has a signature that stands."""
    seats = set(case.assignments.filter(ended=None).values_list("pk", flat=True))
    standing = Signature.objects.filter(case=case, returned=None)
    return seats <= set(standing.values_list("assignment", flat=True))
