"""A reviewer of the panel as a letter may tell of them: credentials, never a name."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from openimr.domain import Credentials
from openimr.domain.reviewer import Licence, LicenceStatus, Period, Reviewer
from openimr.errors import SigningError

from . import knowledge
from .catalogue import specialties

_YEARS, _HOURS = 5, 24
"""As published letters tell: more than five years, at least 24 hours a week.  Exact
figures would help to tell who somebody is (LC 4610.6(f))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    states: dict[str, str]


def credentials_of(reviewer: Reviewer, day: dt.date) -> Credentials:
    """Return what a letter of that day may say of a reviewer.

    States of active licences, certifications in force, further fields of practice, and
    years and hours of practice in the steps in which letters tell them.

    Raises:
        SigningError: no licence is active, or no board certification is in force; the
            message names nobody.
    """
    states = [one.state for one in reviewer.licences or () if _active(one, day)]
    if not states:
        cure = "Bring the register of reviewers up to date."
        raise SigningError("reviewer", "no licence is active on this day", cure)
    known = specialties().specialties
    certified = [
        known[one.specialty].label
        for one in reviewer.certifications or ()
        if _holds(one.since, one.until, day) and one.specialty in known
    ]
    if not certified:
        cure = "Bring the register of reviewers up to date."
        raise SigningError("reviewer", "no board certification is in force", cure)
    practised = [known[each].label for each in reviewer.specialties if each in known]
    names = _names().states
    return Credentials(
        licensed_in=tuple(dict.fromkeys(names.get(each, each) for each in states)),
        board_certifications=tuple(dict.fromkeys(certified)),
        subspecialties=tuple(
            each for each in dict.fromkeys(practised) if each not in certified
        ),
        years_in_practice_over=_over(reviewer, day),
        hours_a_week_at_least=_at_least(reviewer.hours_a_week),
    )


def _active(licence: Licence, day: dt.date) -> bool:
    return licence.status is LicenceStatus.ACTIVE and _holds(
        licence.since, licence.until, day
    )


def _holds(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    return Period(since=since, until=until).holds(day)


def _over(reviewer: Reviewer, day: dt.date) -> int | None:
    since = reviewer.practising_since
    if since is None:
        return None
    begun = (since.month, since.day) > (day.month, day.day)
    return max(0, min(day.year - since.year - begun, _YEARS))


def _at_least(hours: float | None) -> int | None:
    return None if hours is None else min(int(hours), _HOURS)


@cache
def _names() -> _Names:
    return knowledge.load("states.yaml", _Names)
