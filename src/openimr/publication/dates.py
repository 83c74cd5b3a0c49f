"""What becomes of the days: kept, reduced to the year, moved, or taken out."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openimr.domain import Mark
from openimr.errors import UnknownKeyError
from openimr.text import DateMention, Precision, find_dates

from .spans import Taken
from .words import load

_LONGEST_SHIFT = 3660
_AGE = re.compile(
    r"(?i)\b(?P<a>\d{2,3})(?:[\s-]{0,2}(?:year|yr)s?[\s-]{1,2}old|\s?-?y/?o\b)"
    r"|\bage[d:]?\s(?:of\s)?(?P<b>\d{2,3})\b|\b(?P<c>\d{2,3})\syears\sof\sage"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePolicy:
    """One way to treat days; ``data/dates.yaml`` says what follows which rule."""

    id: str
    keeps_case_number: bool
    oldest: int
    """Age in years above which only that is told."""

    notice: str
    source: str
    mark: Mark


@cache
def date_policy(name: str) -> DatePolicy:
    """Return a policy by its name: keep, year, shift or remove.

    Raises:
        UnknownKeyError: there is none of that name.
    """
    policies = load("dates.yaml")["policies"]
    if name not in policies:
        raise UnknownKeyError("--dates", name, tuple(policies))
    said = policies[name]
    return DatePolicy(
        id=name,
        keeps_case_number=said["case_number"] == "keep",
        oldest=said["oldest"],
        notice=said["notice"],
        source=said["source"],
        mark=Mark(said["mark"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A policy at work, with the span by which days move."""

    policy: DatePolicy
    shift: int = 0
    """Days; the same for every date of a case, so that intervals stay."""

    @property
    def withholds(self) -> bool:
        """Tell whether a field of the data may hold no day at all."""
        return self.policy.id in {"year", "remove"}

    def day(self, day: dt.date | None) -> dt.date | None:
        """Return what a field of the data holds; None where the day is not told."""
        if day is None or self.policy.id == "keep":
            return day
        return self._moved(day) if self.policy.id == "shift" else None

    def _moved(self, day: dt.date) -> dt.date | None:
        try:
            return day + dt.timedelta(days=self.shift)
        except OverflowError:
            return None

    def age(self, age: int | None) -> int | None:
        """Return an age; one year above the oldest stands for all that are older."""
        oldest = self.policy.oldest
        return None if age is None else min(age, oldest + 1)

    def find(self, text: str) -> Iterator[Taken]:
        """Yield the days and great ages of a text with what stands for them."""
        for match in _AGE.finditer(text):
            age = next(figures for figures in match.groups() if figures)
            if int(age) > self.policy.oldest:
                told = f"age over {self.policy.oldest}"
                yield Taken(start=match.start(), end=match.end(), what=told)
        if self.policy.id == "keep":
            return
        for mention in find_dates(text):
            yield self._taken(text, mention)

    def _taken(self, text: str, mention: DateMention) -> Taken:
        start, end, day = mention.start, mention.end, mention.value
        if day is None or self.policy.id == "remove":
            return Taken(start=start, end=end, what="date")
        if self.policy.id == "year":
            return Taken(start=start, end=end, what=str(day.year), plain=True)
        moved = self._moved(day)
        if moved is None:
            return Taken(start=start, end=end, what="date")
        written = _written(mention, moved)
        return Taken(start=start, end=end, what=written, plain=True)


def _written(mention: DateMention, day: dt.date) -> str:
    """Write a day in the manner of the one it stands for."""
    if mention.precision is Precision.MONTH:
        return f"{day:%m/%Y}"
    if re.match(r"\d{4}-", mention.verbatim):
        return day.isoformat()
    return f"{day:%m/%d/%Y}"


def checked_shift(days: int) -> int:
    """Return a span by which days may move.

    Raises:
        UnknownKeyError: it is zero, or longer than ten years.
    """
    if days == 0 or abs(days) > _LONGEST_SHIFT:
        allowed = (f"-{_LONGEST_SHIFT} to -1", f"1 to {_LONGEST_SHIFT}")
        raise UnknownKeyError("--shift-days", str(days), allowed)
    return days
