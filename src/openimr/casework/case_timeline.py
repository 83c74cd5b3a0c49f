"""The road from a case file that was read to its treatment over time."""

from openimr.clinical import read_records
from openimr.clinical.tracks import find_timeline
from openimr.documents import read_dispute
from openimr.domain import CaseFile, Timeline

from .question import review_day


def case_timeline(case: CaseFile) -> Timeline | None:
    """Return what the records tell of treatment up to the day of the request.

    None where no paper says when that was and no document has a date.
    """
    dispute = read_dispute(case)
    day = dispute.request_date() or review_day(case, dispute)
    return None if day is None else find_timeline(read_records(case), day)
