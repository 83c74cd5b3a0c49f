"""Rates over time, and what changed between the first period and the last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from openimr.corpus.store import Corpus

from .counted import Counts, Group, Table
from .counting import count
from .fields import TIMES
from .intervals import Interval, difference
from .keys import Key, Keys, natural
from .names import NO_NAMES, Names
from .questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of the rate of one group."""

    keys: Keys
    """The group, without the time."""

    first: Key
    last: Key
    """The first and the last period in which the group is shown."""

    before: Counts
    after: Counts

    @property
    def difference(self) -> float:
        """Return the later rate less the earlier one."""
        return (self.after.rate or 0.0) - (self.before.rate or 0.0)

    @property
    def interval(self) -> Interval | None:
        """Return Newcombe's 95 % interval of the difference (his method 10)."""
        return difference(
            self.before.in_favour,
            self.before.decided,
            self.after.in_favour,
            self.after.decided,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Rates over time."""

    table: Table
    """Its last field is the time."""

    changes: tuple[Change, ...]
    """Of each group with two periods or more, in the order of the table."""


def trend(corpus: Corpus, question: Question, names: Names = NO_NAMES) -> Trend:
    """Return rates over time for each group of the other fields.

    Time is the month, quarter or year asked for, else the year.

    Raises:
        InputError, UnreadableFileError: as for ``count``.
    """
    asked = question.checked()
    along = next((time for time in TIMES if time in asked.by), "year")
    others = tuple(name for name in asked.by if name != along)
    # The largest groups are wanted of the other fields; time is shown whole.
    top = asked.top if others else None
    table = count(corpus, replace(asked, by=(*others, along), top=top), names)
    return Trend(table=table, changes=tuple(_changes(table.groups)))


def _changes(groups: Sequence[Group]) -> list[Change]:
    changes = []
    dated = [group for group in groups if group.keys[-1] is not None]
    for keys, course in groupby(dated, key=lambda group: group.keys[:-1]):
        periods = sorted(course, key=lambda group: natural(group.keys[-1:]))
        first, last = periods[0], periods[-1]
        if first is not last:
            changes.append(
                Change(
                    keys=keys,
                    first=first.keys[-1],
                    last=last.keys[-1],
                    before=first.counts,
                    after=last.counts,
                )
            )
    return changes
