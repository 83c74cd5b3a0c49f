"""What a replay is done with, and what it gives: values that travel to workers."""

from collections.abc import Callable
from dataclasses import dataclass

from openimr.domain import Decision, Letter, RequestDetails, Verdict

from .causes import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How one criterion came out by the letter's summary."""

    guideline: str
    rule: str
    fact: str
    required: bool
    status: Verdict
    role: str
    """required or contraindication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One item: what the engine proposes, and how that compares."""

    treatment: str | None
    published: Decision | None
    proposed: Decision | None
    decided_by: Verdict | None
    same_guideline: bool
    contradicted: tuple[str, ...]
    """Facts that required criteria ask for and the summary contradicts."""

    not_held: tuple[str, ...]
    """Facts that required criteria ask for and the summary does not hold."""

    cause: Cause | None
    drivers: tuple[str, ...]
    """Facts that the cause is about."""

    explained: str | None
    criteria: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """What letters are replayed with."""

    recognise: Callable[[str], RequestDetails]
    """Reads a request's words."""

    replay: Callable[[Letter], tuple[Replayed, ...]]
    """One outcome for each item, in the letter's order."""


Prepare = Callable[[], Bench]
"""Makes a bench; a function of a module, so that a worker can be told of it."""
