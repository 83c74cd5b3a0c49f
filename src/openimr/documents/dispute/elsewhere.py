"""The day of the injury as the other records give it, where the frame does not."""

import datetime as dt
from collections import Counter

from openimr.domain import CaseFile, Stated

from .fields import find_fields
from .frame import FRAME_KINDS, is_usable
from .text import form_lines


def told_elsewhere(case: CaseFile) -> Stated[dt.date] | None:
    """Return the labelled date of injury that most other documents give.

    Repeated and misfiled documents have no say; in a tie the first in the index does.
    """
    found: list[tuple[dt.date, Stated[dt.date]]] = []
    for document in case.documents:
        if document.kind not in FRAME_KINDS and is_usable(case, document):
            injury = find_fields(form_lines(case, document)).get("date_of_injury")
            if injury and isinstance(injury.value, dt.date):
                quotes = (injury.place.evidence(document),)
                found.append((injury.value, Stated(injury.value, quotes)))
    counts = Counter(day for day, _ in found)
    if not counts:
        return None
    most = max(counts.values())
    return next(stated for day, stated in found if counts[day] == most)
