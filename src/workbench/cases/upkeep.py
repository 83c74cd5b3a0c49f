"""What is due changes as days pass: reckon every open case anew."""

import logging

from django.db import transaction

from openimr.errors import OpenImrError

from .actions import locked
from .course import AT_REST, reckon
from .models import Case

_LOG = logging.getLogger("workbench.cases")


def reckon_all() -> int:
    """Reckon the next due date of every open case; return how many changed.

    A case whose reading cannot be given back is named in the log and passed.
    """
    changed = 0
    for case in list(Case.objects.exclude(state__in=AT_REST)):
        before = case.next_due, case.next_due_of
        try:
            with transaction.atomic():
                now = locked(case)
                reckon(now)
        except OpenImrError as error:
            _LOG.warning("case %s was not reckoned: %s", case.pk, error.slug)
            continue
        changed += (now.next_due, now.next_due_of) != before
    return changed
