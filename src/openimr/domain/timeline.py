"""A worker's treatment over time: what was taken and done when, with the words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .evidence import Evidence


class TimelineMark(StrEnum):
    """What the records say happened at a point of the timeline."""

    TAKEN = "taken"
    """Listed as current, taken, continued or prescribed."""

    DISPENSED = "dispensed"
    REQUESTED = "requested"
    STOPPED = "stopped"
    """Discontinued, or told as used in the past."""

    DONE = "done"
    """An injection, an operation, visits that took place."""


class TrackKind(StrEnum):
    """What a track follows."""

    MEDICATION = "medication"
    TREATMENT = "treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePoint:
    """One day or span of days of which the records speak."""

    first: dt.date
    last: dt.date
    """The same day as ``first`` unless a span is told."""

    mark: TimelineMark
    label: str
    """Dose and directions, or visits, in few words; may be empty."""

    evidence: tuple[Evidence, ...]
    approximate: bool = False
    """Known to the month or year only; ``first`` is the first day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTrack:
    """Everything told of one drug or one treatment, in order of time."""

    name: str
    kind: TrackKind
    points: tuple[TimelinePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The tracks of a case, and the days that its reports cover."""

    tracks: tuple[TimelineTrack, ...]
    """Medications first; in each kind by first day, then by name."""

    first: dt.date
    """Day of the first dated report; points may lie before it."""

    last: dt.date
    """Day of the request; no point lies after it."""
