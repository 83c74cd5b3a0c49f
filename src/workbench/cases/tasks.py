"""Reading a case in the background: killed at any moment, it is taken up again.

A worker takes a reading for one attempt by a conditional update, gives signs of life
while it works, and puts the results in place by another conditional update.  So two
workers never both finish one reading, and one that died is found by its silence.
"""

import logging
import traceback
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.beating import SILENT, signs_of_life
from workbench.files.store import destroy

from .actions import move
from .course import reckon
from .models import Case, Progress, Reading, digest_of_records
from .results import Results, read_all
from .states import State

_LOG = logging.getLogger("workbench.cases")
MOST_ATTEMPTS = 3


@task(queue_name="intake")
def read_records(reading: str) -> None:
    """Read all records of a case and propose a determination."""
    attempt = take(UUID(reading))
    if attempt is None:
        return
    try:
        told = _Told(attempt)
        with signs_of_life(told.sign):
            results = read_all(attempt.row(), told.report)
        put(attempt, results)
    except OpenImrError as error:
        give_up(attempt, str(error))
    except Exception as error:  # noqa: BLE001 - the outermost surface of the worker
        where = traceback.extract_tb(error.__traceback__)[-1]
        _LOG.exception("reading failed")
        give_up(
            attempt,
            f"The program failed at {where.name} ({type(error).__name__}).  "
            "Tell those who run the site.",
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """One worker's hold on a reading."""

    reading: UUID
    number: int

    def row(self) -> Reading:
        """Return the reading."""
        return Reading.objects.select_related("case").get(pk=self.reading)

    def change(self, **values: object) -> bool:
        """Change the reading if this attempt still holds it; tell whether it does."""
        held = Reading.objects.filter(
            pk=self.reading, attempt=self.number, progress=Progress.RUNNING
        )
        return bool(held.update(**values))


def take(reading: UUID) -> Attempt | None:
    """Take a waiting reading; None where another has it or it is over."""
    with transaction.atomic():
        taken = Reading.objects.filter(pk=reading, progress=Progress.WAITING).update(
            progress=Progress.RUNNING,
            attempt=F("attempt") + 1,
            beat=timezone.now(),
            fault="",
        )
        if not taken:
            return None
        row = Reading.objects.get(pk=reading)
    return Attempt(reading, row.attempt)


@dataclass(slots=True)
class _Told:
    """What was last reported; written to the database with the next sign of life."""

    attempt: Attempt
    stage: str = ""
    done: int = 0
    total: int = 0

    def report(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total

    def sign(self) -> None:
        self.attempt.change(
            beat=timezone.now(), stage=self.stage, done=self.done, total=self.total
        )


def put(attempt: Attempt, results: Results) -> bool:
    """Put results in place if the attempt still holds; else they are destroyed."""
    with transaction.atomic():
        held = attempt.change(
            progress=Progress.DONE,
            finished=timezone.now(),
            beat=timezone.now(),
            pages=results.pages,
            case_file=results.case_file,
            determination=results.determination,
            overview=results.overview,
            engine=results.engine,
            fault=results.fault,
        )
        if held:
            reading = attempt.row()
            _fill_in(reading, results)
            record(
                "read-records",
                by=None,
                on=reading,
                case=reading.case.pk,
                attempt=attempt.number,
            )
    if not held:
        for file in results.files:
            destroy(file)
    return held


def _fill_in(reading: Reading, results: Results) -> None:
    case = Case.objects.select_for_update().get(pk=reading.case.pk)
    for name, value in results.header.items():
        setattr(case, name, value)
    same = reading.records_digest == digest_of_records(case.records.all())
    if same and case.state == State.RECEIVED:
        move(case, State.READ)
    case.changed = timezone.now()
    case.save()
    reckon(case)


def give_up(attempt: Attempt, fault: str) -> None:
    """End a reading with one sentence on why."""
    with transaction.atomic():
        if attempt.change(
            progress=Progress.FAILED, finished=timezone.now(), fault=fault[:500]
        ):
            reading = attempt.row()
            record("reading-failed", by=None, on=reading, case=reading.case.pk)


def take_up_silent() -> int:
    """Queue again what a dead worker left; return how many readings that were.

    Called when a worker starts and every minute.  A reading that killed its worker
    three times fails, with a sentence.
    """
    found = 0
    silent = Reading.objects.filter(
        progress=Progress.RUNNING, beat__lt=timezone.now() - SILENT
    )
    for reading in silent:
        attempt = Attempt(reading.pk, reading.attempt)
        if reading.attempt >= MOST_ATTEMPTS:
            give_up(
                attempt,
                "Reading ended the program three times.  One of the files may be too "
                "large or damaged; take it out or add it in another form.",
            )
            continue
        with transaction.atomic():
            if attempt.change(progress=Progress.WAITING, beat=timezone.now()):
                read_records.enqueue(str(reading.pk))
                found += 1
    return found
