"""Names and words of an assignment: sealed in files, and nowhere in the row.

The row keeps the rest (:func:`.reports.without_names`).  What else stands in one comes
from a version before; it counts until it is sealed.
"""

import json
from typing import Any, cast
from uuid import UUID

from django.db import models, transaction

from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.store import drop, get, put
from workbench.files.words import seal_words

from .models import Assignment
from .reports import Report, without_names

WITHDRAWN = "The case was withdrawn."
"""Why an assignment ended, where nobody typed a reason; it stays in the row."""

_WHOLE = ("conflicts", "found_out")
"""What the last version that kept names in rows left there, all of it or nothing."""

_ROWS = 500


def fill(row: Assignment, report: Report) -> StoredFile | None:
    """Put a report into a row, which is not saved; return the file that it replaces.

    Raises:
        StorageError: the disk refused the file.
    """
    before, bare = row.checked, without_names(report)
    told = {key: value for key, value in report.items() if value != bare[key]}
    row.checked = put("check.json", [json.dumps(told, ensure_ascii=False).encode()])
    row.report = bare
    return before


def report_in(row: Assignment) -> Report:
    """Return the report of an assignment, with the names while they are kept.

    Raises:
        StorageError: they are kept and cannot be given back.
    """
    report, file = row.report, row.checked
    if file is None or file.wrapped_key is None or _has_names(row):
        return cast("Report", report)
    told: dict[str, Any] = json.loads(b"".join(get(file)))
    return cast("Report", {**report, **told})


def _has_names(row: Assignment) -> bool:
    bare = without_names(row.report)
    return any(bare.get(each) != row.report.get(each) for each in _WHOLE)


def lies_open(row: Assignment) -> bool:
    """Tell whether a version before left names or words in the row itself."""
    return without_names(row.report) != row.report or _typed_end(row)


def _typed_end(row: Assignment) -> bool:
    return row.end_reason not in {"", WITHDRAWN}


def seal_rows(*, every: bool = False) -> int:
    """Seal what a version before left in rows; return how many those were.

    May be stopped at any time and begun again.

    Args:
        every: look at all rows; a version before may have checked one of them anew
            while both served.

    Raises:
        StorageError: the disk refused a file, or a file that was to be added to is
            lost; all other rows are done.
    """
    named, clean = _looked_at(every=every)
    rows = Assignment.objects.all()
    for at in range(0, len(clean), _ROWS):
        rows.filter(pk__in=clean[at : at + _ROWS]).update(sealed=True)
    done, fault = 0, None
    for pk, case in named:
        try:
            done += _seal(pk, case)
        except OpenImrError as error:
            fault = error
    if fault is not None:
        raise fault
    return done


def _looked_at(*, every: bool) -> tuple[list[tuple[int, UUID]], list[int]]:
    """Return rows to seal, with their cases, and rows that have nothing to seal."""
    named, clean = list[tuple[int, UUID]](), list[int]()
    rows = Assignment.objects.order_by("pk")
    if not every:
        typed = ~models.Q(end_reason__in=["", WITHDRAWN])
        rows = rows.filter(models.Q(sealed=False) | typed)
    for row in rows.iterator():
        if lies_open(row):
            named.append((row.pk, row.case_id))
        elif not row.sealed:
            clean.append(row.pk)
    return named, clean


@transaction.atomic
def _seal(pk: int, case: UUID) -> bool:
    Case.objects.select_for_update().get(pk=case)
    row = Assignment.objects.select_related("checked").get(pk=pk)
    if not lies_open(row):
        return False
    replaced = None
    if without_names(row.report) != row.report:
        replaced = fill(row, report_in(row))
    if _typed_end(row):
        row.why_ended, row.end_reason = seal_words("end.txt", row.end_reason), ""
    row.sealed = True
    row.save(update_fields=["report", "checked", "why_ended", "end_reason", "sealed"])
    if replaced is not None:
        drop(replaced)
    return True
