"""Acts of the coordinator on cases: open, add a record, read again, move on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.errors import CaseError, RecordError
from workbench.files.models import StoredFile
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .keeping import keep_decision
from .models import (
    Case,
    CaseRecord,
    NumberSeries,
    Progress,
    Reading,
    digest_of_records,
)
from .own_files import own_file
from .signals import moved
from .states import NEXT, OPEN_TO_FILES, State


def locked(case: Case) -> Case:
    """Return a case as it is now, locked until the transaction ends."""
    return Case.objects.select_for_update().get(pk=case.pk)


def move(case: Case, to: State) -> None:
    """Put a locked case into another state.

    Raises:
        CaseError: this step does not follow from where it stands.
    """
    at = State(case.state)
    if to not in NEXT[at]:
        raise CaseError(
            f"Case {case.number}: it is {at.label.lower()}; it cannot become "
            f"{to.label.lower()} from there."
        )
    case.state, case.changed = to, timezone.now()
    case.save(update_fields=["state", "changed"])
    moved.send(sender=Case, case=case, before=at, to=to)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Take in a new case with its first records."""

    received: date
    files: Sequence[StoredFile]
    by: User
    priority: str = "regular"

    def check(self) -> None:
        """Raise unless this person may open this case.

        Raises:
            PermissionDenied: no coordinator.
            RecordError: no file was given.
        """
        demand(self.by, Right.COORDINATE)
        if not self.files:
            raise RecordError("A case needs at least one file.  Add its records.")

    @transaction.atomic
    def execute(self) -> Case:
        """Check, open, queue the reading and record."""
        self.check()
        now = timezone.now()
        case = Case.objects.create(
            number=_next_number(self.received.year),
            priority=self.priority,
            received=self.received,
            opened=now,
            opened_by=self.by,
            changed=now,
        )
        for file in self.files:
            add_file(case, file, self.by)
        record("open-case", by=self.by, on=case, case=case.pk, files=len(self.files))
        queue_reading(case)
        return case


def _next_number(year: int) -> str:
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"IMR-{year}-{series.last:07}"


def lock_for_files(case: Case) -> Case:
    """Return the case, its row locked, where it still takes files.

    Raises:
        CaseError: it is closed to them.
    """
    held = locked(case)
    if State(held.state) not in OPEN_TO_FILES:
        raise CaseError(f"Case {held.number}: it takes no more records.")
    return held


def add_file(case: Case, file: StoredFile, by: User) -> CaseRecord:
    """Make a stored file a record of a locked case, under a name of its own.

    A file that is a record already, as of an upload that is used a second time, is
    copied: each case keeps and destroys its own.

    Raises:
        RecordError: the same bytes are among its records, or the file is gone.
        StorageError: the disk refused the copy.
    """
    if case.records.filter(sha256=file.sha256).exists():
        raise RecordError(f"Case {case.number}: these bytes are among its records.")
    file = own_file(file)
    names = set(case.records.values_list("name", flat=True))
    return CaseRecord.objects.create(
        case=case,
        file=file,
        name=_free_name(file.name, names),
        sha256=file.sha256,
        added=timezone.now(),
        added_by=by,
    )


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name that no other record has: no folders, nothing hidden.

    >>> _free_name("../a/.b.pdf", {"b.pdf"})
    'b (2).pdf'
    """
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].lstrip(".~ ")
    bare = "".join(mark for mark in bare if mark.isprintable())[-200:] or "record"
    stem, dot, ending = bare.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (bare, "")
    number, found = 1, bare
    while found in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    return found


@dataclass(frozen=True, slots=True)
class AddRecords:
    """Add files to a case, all or none; it is then read again as a whole."""

    case: Case
    files: Sequence[StoredFile]
    by: User

    @transaction.atomic
    def execute(self) -> list[CaseRecord]:
        """Check, add, queue one reading and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: the case is closed to records.
            RecordError: the same bytes are there, or no file was given.
        """
        demand(self.by, Right.COORDINATE)
        if not self.files:
            raise RecordError("No file was given.  Choose at least one.")
        case = lock_for_files(self.case)
        made = [add_file(case, file, self.by) for file in self.files]
        for one in made:
            record("add-record", by=self.by, on=one, case=case.pk, sha256=one.sha256)
        read_anew(case)
        return made


@dataclass(frozen=True, slots=True)
class AddRecord:
    """Add one file to a case (:class:`AddRecords`)."""

    case: Case
    file: StoredFile
    by: User

    def execute(self) -> CaseRecord:
        """Check, add, queue the reading and record."""
        [made] = AddRecords(self.case, [self.file], self.by).execute()
        return made


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Put the reading of a case in the queue once more."""

    case: Case
    by: User

    @transaction.atomic
    def execute(self) -> Reading:
        """Check, queue and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: a reading is under way, or the case is past it.
        """
        demand(self.by, Right.COORDINATE)
        case = locked(self.case)
        under_way = case.readings.filter(
            progress__in=[Progress.WAITING, Progress.RUNNING]
        )
        if under_way.exists():
            raise CaseError(f"Case {case.number}: it is being read.  Wait for the end.")
        if case.state != State.RECEIVED:
            move(case, State.RECEIVED)
        record("read-again", by=self.by, on=case, case=case.pk)
        return queue_reading(case)


@dataclass(frozen=True, slots=True)
class MoveCase:
    """Move a case on by a coordinator's own decision."""

    case: Case
    to: State
    reason: str
    by: User

    @transaction.atomic
    def execute(self) -> Case:
        """Check, move and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: the step does not follow, is not a coordinator's, or no reason
                is given where one is needed.
        """
        demand(self.by, Right.COORDINATE)
        if self.to in _WITH_REASON and not self.reason.strip():
            raise CaseError("Say why, in a sentence.")
        case = locked(self.case)
        if self.to in NEXT[State(case.state)] and self.to not in by_hand(case):
            raise CaseError("This step is not a coordinator's.")
        move(case, self.to)
        keep_decision(case, "move", self.by, self.reason, self.to)
        record("move-case", by=self.by, on=case, case=case.pk, to=self.to.value)
        return case


def by_hand(case: Case) -> frozenset[State]:
    """Return the states that a coordinator may put a case into."""
    at = State(case.state)
    if at is State.RECEIVED:
        return frozenset({State.WITHDRAWN})  # only a reading makes it read
    return _BY_HAND & NEXT[at]


_BY_HAND = frozenset({State.READ, State.WITHDRAWN})
"""Other steps are those of acts with a meaning of their own."""

_WITH_REASON = frozenset({State.WITHDRAWN})


def read_anew(case: Case) -> Reading:
    """Put a locked case with new records back to the start, and queue its reading."""
    if case.state != State.RECEIVED:
        move(case, State.RECEIVED)
    return queue_reading(case)


def queue_reading(case: Case) -> Reading:
    """Put a reading of a case's records in the queue, in the caller's transaction."""
    from .tasks import read_records

    now = timezone.now()
    last = case.readings.order_by("-number").first()
    reading = Reading.objects.create(
        case=case,
        number=last.number + 1 if last else 1,
        records_digest=digest_of_records(case.records.all()),
        queued=now,
        beat=now,
    )
    read_records.enqueue(str(reading.pk))
    return reading
