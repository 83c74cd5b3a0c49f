"""Acts of the quality lead: return, pass, release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import QualityError
from workbench.files.models import StoredFile
from workbench.files.words import seal_words
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.review.models import Signature

from .examining import examine, examined
from .models import Check, Examination, Release, Sheet
from .outgoing import REASON, Made, kept, leaks_of, make, sheets_of, store
from .seats import refuse_own, seats_of, signatures_of
from .signals import released


def _locked(pk: UUID) -> Case:
    """Return a case, locked; every act of this room locks it first."""
    return Case.objects.select_for_update().get(pk=pk)


def _standing(case: Case, signature: Signature) -> Signature:
    """Return the signature, locked, where the case waits for a check of it.

    Raises:
        QualityError: it does not, or the signature was returned.
    """
    if case.state != State.SIGNED:
        raise QualityError(
            f"Case {case.number}: it is {case.get_state_display().lower()}; only a "
            "signed one is checked."
        )
    found = Signature.objects.select_for_update().get(pk=signature.pk)
    if found.returned is not None:
        raise QualityError(f"Case {case.number}: this signature was returned already.")
    return found


@dataclass(frozen=True, slots=True)
class ExamineAgain:
    """Have the program look at a signed determination anew."""

    signature: Signature
    by: User

    def check(self) -> None:
        """Raise unless this person may ask.

        Raises:
            PermissionDenied: no quality lead.
            QualityError: the person reviewed the case.
        """
        demand(self.by, Right.ASSURE)
        refuse_own(self.signature.case, self.by)

    def execute(self) -> Examination:
        """Check, examine and record."""
        self.check()
        with transaction.atomic():
            made = examine(self.signature)
            case = self.signature.case_id
            record("examine-signature", by=self.by, on=self.signature, case=case)
        return made


@dataclass(frozen=True, slots=True)
class PassSignature:
    """Find nothing against a signed determination."""

    signature: Signature
    by: User

    def check(self) -> None:
        """Raise unless this person may check and the signature is sound.

        Raises:
            PermissionDenied: no quality lead.
            QualityError: the person reviewed the case, or the signature is not as it
                was made.
        """
        demand(self.by, Right.ASSURE)
        refuse_own(self.signature.case, self.by)
        if not examined(self.signature).sound:
            number = self.signature.case.number
            raise QualityError(
                f"Case {number}: the signature cannot be relied on.  "
                "Return it, to be signed again."
            )

    def execute(self) -> Check:
        """Check, pass and record; a second pass changes nothing."""
        self.check()
        with transaction.atomic():
            case = _locked(self.signature.case_id)
            signature = _standing(case, self.signature)
            before = signature.checks.filter(outcome=Check.Outcome.PASSED).first()
            if before is not None:
                return before
            made = Check.objects.create(
                signature=signature,
                outcome=Check.Outcome.PASSED,
                at=timezone.now(),
                by=self.by,
            )
            record("pass-signature", by=self.by, on=signature, case=case.pk)
        return made


@dataclass(frozen=True, slots=True)
class ReturnToReviewer:
    """Give a signed determination back, with what is to be mended."""

    signature: Signature
    reason: str
    comment: str
    by: User

    def check(self) -> None:
        """Raise unless this person may return it and says why.

        Raises:
            PermissionDenied: no quality lead.
            QualityError: no comment, no such reason, or the person reviewed the case.
        """
        demand(self.by, Right.ASSURE)
        if not self.comment.strip():
            raise QualityError("Say what is to be mended; the reviewer is told.")
        if self.reason not in Check.Reason.values:
            raise QualityError("Choose the reason that comes nearest.")
        refuse_own(self.signature.case, self.by)

    def execute(self) -> Check:
        """Check, return, move the case back and record.

        Errors of lint go with it, whether the comment names them or not.
        """
        self.check()
        errors = examined(self.signature).blocking
        with transaction.atomic():
            case = _locked(self.signature.case_id)
            signature = _standing(case, self.signature)
            now = timezone.now()
            signature.returned = now
            signature.save(update_fields=["returned"])
            made = Check.objects.create(
                signature=signature,
                outcome=Check.Outcome.RETURNED,
                reason=self.reason,
                words=seal_words("comment.txt", self.comment),
                findings=errors,
                at=now,
                by=self.by,
            )
            move(case, State.IN_REVIEW)
            record(
                "return-to-reviewer",
                by=self.by,
                on=signature,
                case=case.pk,
                reason=self.reason,
                errors=len(errors),
            )
        return made


def release_of(case: Case) -> Release | None:
    """Return the release of a case; None before it."""
    return Release.objects.filter(case=case).first()


def errors_of(signatures: Iterable[Signature]) -> int:
    """Return how many errors of lint stand against signatures.

    Raises:
        StorageError: what was signed, or the case, cannot be given back.
    """
    return sum(len(examined(each).blocking) for each in signatures)


@dataclass(frozen=True, slots=True)
class ReleaseDetermination:
    """Send a checked determination out to the parties and to the public."""

    case: Case
    by: User
    reason: str = ""
    """Why, in spite of errors of lint; needed where there are any."""

    def check(self, case: Case) -> tuple[Signature, ...]:
        """Return the signatures that go out, in the order of the seats.

        Raises:
            PermissionDenied: no quality lead.
            QualityError: the case does not wait for its release, a seat has not signed
                or not passed, the person reviewed the case, or lint finds errors and
                no reason is given.
        """
        demand(self.by, Right.ASSURE)
        refuse_own(case, self.by)
        if case.state != State.SIGNED:
            at = case.get_state_display().lower()
            raise QualityError(
                f"Case {case.number}: it is {at}; only a signed one is released."
            )
        signatures = signatures_of(case, seats_of(case))
        if errors_of(signatures) and not self.reason.strip():
            raise QualityError(
                f"Case {case.number}: lint finds errors.  Return it, or say why it "
                "goes out in spite of them."
            )
        return signatures

    def execute(self) -> Release:
        """Check, make everything, then release at once or not at all.

        The files are made before the case is locked.  Under the lock everything is
        asked again; a second release gives back the first.
        """
        demand(self.by, Right.ASSURE)
        if (before := release_of(self.case)) is not None:
            return before
        made = make(self.case, self.check(self.case), timezone.localdate())
        with kept() as files, transaction.atomic():
            case = _locked(self.case.pk)
            if (before := release_of(case)) is not None:
                return before
            signatures = self.check(case)
            if tuple(each.pk for each in signatures) != made.signatures:
                raise QualityError(
                    f"Case {case.number}: it was signed anew meanwhile.  Look again."
                )
            errors = errors_of(signatures)
            return self._release(case, made, store(made, files, self.reason), errors)

    def _release(
        self, case: Case, made: Made, stored: Mapping[str, StoredFile], errors: int
    ) -> Release:
        """Write the rows of a release, in the transaction that holds the case."""
        found = Release.objects.create(
            case=case,
            at=timezone.now(),
            by=self.by,
            signature=made.leading,
            letter=stored["letter.pdf"],
            determination=stored["determination.json"],
            publication=stored.get("publication.json"),
            leaks=leaks_of(made),
            why=stored.get(REASON),
        )
        Sheet.objects.bulk_create(sheets_of(found, made, stored))
        move(case, State.RELEASED)
        transaction.on_commit(
            lambda: released.send_robust(sender=Release, release=found)
        )
        record(
            "release",
            by=self.by,
            on=found,
            case=case.pk,
            signatures=made.signatures,
            published=found.publication_id is not None,
            errors=errors,
        )
        return found
