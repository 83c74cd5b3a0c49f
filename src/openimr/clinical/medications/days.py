"""The days that stand beside a drug: pharmacy rows, lists of fills, courses told."""

import re
from collections.abc import Iterable

from openimr.clinical.dating import Moment
from openimr.clinical.pages import ReadPage
from openimr.clinical.sections import SectionKind
from openimr.domain import DrugRole

from .names import NameHit

_ROW_DATE = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,3}[.)]?[ \t]+)?\Z")


_DAY = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")
"""A second day of a row, such as that of the prescription."""


_BETWEEN_DATES = re.compile(r"[\s,;&]*(?:and)?\s*\Z")


_OPENS_DATES = re.compile(
    r"(?:\s*\d+(?:\.\d+)?\s*m?c?g\b)?(?:\s*(?:tab|cap)\w*)?[\s:|,]*"
)


TOLD_PAST = frozenset({SectionKind.INJURY, SectionKind.PAST_HISTORY})


DATE_REACH = {
    DrugRole.STOPPED: 90,
    DrugRole.DISPENSED: 45,
    DrugRole.PRESCRIBED: 45,
}
"""Characters between a drug and the day on which it was stopped or handed out."""


def row_date(
    page: ReadPage, hit: NameHit, days: Iterable[Moment], *, headed: bool
) -> Moment | None:
    """Return the day that opens the row in which the drug stands.

    Under a head of columns it may open a line that was joined to the one before.
    """
    low = page.low
    for moment in days:
        between = _DAY.sub("", low[moment.end : hit.start])
        right_before = moment.end <= hit.start and not between.strip(" \t|0123456789")
        opens = _ROW_DATE.search(low, 0, moment.start) is not None
        if right_before and (opens or (headed and page.opens_line(moment.start))):
            return moment
    return None


def listed_dates(low: str, hit: NameHit, days: list[Moment], end: int) -> list[Moment]:
    """Return the days listed right behind a drug: ``NAME 03/13/14 05/22/14``."""
    listed: list[Moment] = []
    at = hit.end
    opens = _OPENS_DATES.match(low, at)
    if opens is None:
        return []
    for moment in days:
        if moment.start < hit.end or moment.end > end:
            continue
        if not listed and moment.start > opens.end():
            break
        if listed and not _BETWEEN_DATES.match(low, at, moment.start):
            break
        listed.append(moment)
        at = moment.end
    return listed


def gap(hit: NameHit, moment: Moment) -> int:
    """Return the characters between a drug and a day."""
    return max(moment.start - hit.end, hit.start - moment.end, 0)
