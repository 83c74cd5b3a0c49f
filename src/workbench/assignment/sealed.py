"""Names in the check for conflicts: sealed in a file, and nowhere in the row.

The row keeps the rest (:func:`.reports.without_names`).  A row with names in it comes
from a version before; they count until they are sealed.
"""

import json
from typing import Any, cast
from uuid import UUID

from django.db import transaction

from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.store import drop, get, put

from .models import Assignment
from .reports import Report, without_names


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
    if file is None or file.wrapped_key is None or has_names(row):
        return cast("Report", report)
    told: dict[str, Any] = json.loads(b"".join(get(file)))
    return cast("Report", {**report, **told})


def has_names(row: Assignment) -> bool:
    """Tell whether a version before left names in the row itself."""
    return bool(without_names(row.report) != row.report)


def seal_rows(*, every: bool = False) -> int:
    """Seal the names that a version before left in rows; return how many those were.

    May be stopped at any time and begun again.

    Args:
        every: look at rows with a file, too; a version before may have checked one of
            them anew while both served.

    Raises:
        StorageError: the disk refused a file; rows before that are done.
    """
    rows = Assignment.objects.order_by("pk")
    found = rows if every else rows.filter(checked=None)
    named = [(row.pk, row.case_id) for row in found.iterator() if has_names(row)]
    return sum(_seal(pk, case) for pk, case in named)


@transaction.atomic
def _seal(pk: int, case: UUID) -> bool:
    Case.objects.select_for_update().get(pk=case)
    row = Assignment.objects.select_related("checked").get(pk=pk)
    if not has_names(row):
        return False
    before = fill(row, cast("Report", row.report))
    row.save(update_fields=["report", "checked"])
    if before is not None:
        drop(before)
    return True
