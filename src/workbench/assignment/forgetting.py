"""When the records of a case are destroyed: names that came out of them go, too.

What was asked, how it was answered and by which rule stays with the assignment.  Of
the checks for conflicts the names are in a file, which goes with the records, and so
are the words of who ended an assignment; here both are taken out of rows that a version
before wrote.
"""

from django.utils import timezone

from workbench.cases.models import Case

from .models import Assignment, Reviewer
from .reports import without_names
from .sealed import WITHDRAWN, lies_open


def forget_names(case: Case) -> int:
    """Take the names of a case's parties out of the tables of this room.

    In the transaction of the act, on a locked case; returns how many rows that were.
    """
    return _in_reports(case) + _in_entries(case)


def _in_reports(case: Case) -> int:
    done = 0
    for row in Assignment.objects.select_for_update().filter(case=case).order_by("pk"):
        if lies_open(row):
            row.report = without_names(row.report)
            row.end_reason = WITHDRAWN if row.end_reason == WITHDRAWN else ""
            row.save(update_fields=["report", "end_reason"])
            done += 1
    return done


def _in_entries(case: Case) -> int:
    """Remove the notes that a party of the case is not one of a reviewer's."""
    done = 0
    for row in Reviewer.objects.select_for_update().order_by("pk"):
        notes = row.entry.get("told_apart") or []
        left = [each for each in notes if each.get("case") != case.number]
        if len(left) < len(notes):
            row.entry, row.changed = {**row.entry, "told_apart": left}, timezone.now()
            row.save(update_fields=["entry", "changed"])
            done += 1
    return done
