"""Answers of the screen of an application, and what a packet of records holds."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .guideline import Mark
from .programme import Effect


class Answer(StrEnum):
    """What is known of one ground; silence is never a yes or a no."""

    PASSES = "passes"
    FAILS = "fails"
    CANNOT_TELL = "cannot tell"


class Outcome(StrEnum):
    """What becomes of an application."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    DEFERRED = "deferred"
    TERMINATED = "terminated"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """One thing that an answer rests on."""

    name: str
    value: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundAnswer:
    """One ground, tested."""

    id: str
    title: str
    answer: Answer
    effect: Effect
    sentence: str
    citation: str
    sources: tuple[str, ...]
    mark: Mark
    data: tuple[Datum, ...] = ()
    missing: tuple[str, ...] = ()
    """Questions whose answers would settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """All grounds of a programme, tested; nothing stops at the first failure."""

    programme: str
    outcome: Outcome
    answers: tuple[GroundAnswer, ...]
    key: str | None = None
    """What tells the dispute from others; None where too little is known."""

    def failed(self) -> tuple[GroundAnswer, ...]:
        """Return the grounds that fail, in the programme's order."""
        return tuple(one for one in self.answers if one.answer is Answer.FAILS)

    def unknown(self) -> tuple[GroundAnswer, ...]:
        """Return the grounds that cannot be told."""
        return tuple(one for one in self.answers if one.answer is Answer.CANNOT_TELL)


class Presence(StrEnum):
    """Whether a record is there."""

    PRESENT = "present"
    MISSING = "missing"
    CERTIFIED = "certified non-existent"
    CANNOT_TELL = "cannot tell"
    NOT_OWED = "not owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as far as the packet is concerned."""

    id: str
    kind: str
    day: dt.date | None = None
    of_requester: bool | None = None
    """Whether the requesting physician wrote it; None where that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer:
    """One item of the packet."""

    id: str
    title: str
    presence: Presence
    needed: bool
    owed_by: str
    due: dt.date | None
    documents: tuple[str, ...]
    sentence: str
    citation: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Whether the file can go to a reviewer, and on what."""

    answers: tuple[RecordAnswer, ...]
    complete: bool | None
    """None where it cannot be told."""

    may_proceed: bool
    """True where the deadline has passed, so that review may go on without."""

    sole_basis: bool | None
    """True where the decision under review would be the only thing to decide on."""

    sentence: str
    basis_sentence: str
