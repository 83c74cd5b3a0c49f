"""What a case asks of a reviewer: made once a reading, kept sealed."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from openimr.casework.course import CaseCourse, clock_on
from openimr.casework.panel_case import (
    COMPLETE,
    DETERMINATION,
    panel_case,
    records_complete,
)
from openimr.documents import read_dispute
from openimr.domain.clock import DueDate, Told
from openimr.domain.panel_case import CaseParty, PanelCase
from openimr.errors import InputError
from openimr.process.told import together
from workbench.cases.course import told_by_people
from workbench.cases.models import Case, What
from workbench.cases.overview import overview_in
from workbench.cases.results import case_file_of
from workbench.errors import AssignmentError
from workbench.files.store import destroy, get, put

from .models import Question

_PANEL_CASE = TypeAdapter(PanelCase)
_READY = "found_eligible"
"""What a case's coming into ``ready`` tells the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a case asks today: parties, treatments, due date."""

    case: PanelCase
    """Under the number that the site gave the case, with its due date."""

    parties: str
    """Hash of the parties."""

    due: DueDate | None
    """With its working; None where no clock could be read."""

    assumed: str = ""
    """What was taken for granted for the due date, in a sentence."""


def asked_of(case: Case, today: dt.date | None = None) -> Asked:
    """Return what a case asks, from its last reading.

    Raises:
        AssignmentError: nothing was read of it yet.
        StorageError: what the reading left cannot be given back.
    """
    row = question_of(case)
    kept = _PANEL_CASE.validate_json(b"".join(get(row.file)))
    due, assumed = _due(case, today or timezone.localdate())
    told = replace(kept, id=case.number, due=due.day if due else None)
    if case.priority == "expedited":
        told = replace(told, expedited=True)
    return Asked(case=told, parties=row.parties, due=due, assumed=assumed)


def question_of(case: Case) -> Question:
    """Return the kept question of a case's last reading; it is made where it lacks.

    Raises:
        AssignmentError: nothing was read of the case yet.
        StorageError: what the reading left cannot be given back.
    """
    reading = case.last_read
    found = Question.objects.select_related("file").filter(case=case).first()
    if reading is not None and found is not None and found.reading_id == reading.pk:
        return found
    read = case_file_of(reading) if reading else None
    if reading is None or read is None:
        raise AssignmentError(
            f"Case {case.number}: its records were not read yet.  Wait for the reading."
        )
    made = panel_case(read, read_dispute(read))
    digest = digest_of(made.parties)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        before = Question.objects.select_related("file").filter(case=case).first()
        if before is not None and before.reading_id == reading.pk:
            return before
        row, _ = Question.objects.update_or_create(
            case=case,
            defaults={
                "reading": reading,
                "file": put("panel-case.json", [_PANEL_CASE.dump_json(made)]),
                "parties": digest,
                "made": timezone.now(),
            },
        )
        if before is not None:
            transaction.on_commit(partial(destroy, before.file))
    return row


def digest_of(parties: tuple[CaseParty, ...]) -> str:
    """Return a hash of who is named in a case, and as what, whatever the order."""
    named = sorted({(one.role.value, " ".join(one.name.split())) for one in parties})
    return sha256("\n".join(map("\t".join, named)).encode()).hexdigest()


def _due(case: Case, today: dt.date) -> tuple[DueDate | None, str]:
    """Return when the determination is due, and what was assumed for it.

    Nobody may have told when the records were complete; then the day on which the case
    was first found ready to assign stands in.
    """
    overview = overview_in(case.last_read)
    if overview is None:
        return None, ""
    people, assumed = told_by_people(case, overview.course), ""
    told = together(overview.course.papers, people)
    if not any(one.id == COMPLETE for one in told.events):
        rows = case.tellings.filter(what=What.EVENT, subject=_READY, withdrawn=None)
        first = rows.order_by("day").values_list("day", flat=True).first()
        if first is not None:
            people = together(records_complete(first, "workbench"), people)
            assumed = (
                "Nobody has told when the records were complete; the day on which the "
                f"case was found ready to assign, {first}, stands in."
            )
    due = _determination(overview.course, people, today)
    return due, assumed if due and due.day else ""


def _determination(course: CaseCourse, people: Told, today: dt.date) -> DueDate | None:
    with suppress(InputError):
        for one in clock_on(course, people, today).reading.due:
            if one.deadline == DETERMINATION:
                return one
    return None
