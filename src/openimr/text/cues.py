"""What a cue is: words that say how a sentence speaks of things, and how far."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ConfigDict

from openimr.domain import Assertion

from .clauses import Marker

NOTHING = "nothing"
"""What the words mean that only look like another cue."""


class Direction(StrEnum):
    """On which side of the cue the things stand that it speaks of."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


class Reach(StrEnum):
    """How a cue's scope ends."""

    LIST = "list"
    """With the list of names beside the cue; a verb ends it."""

    CLAUSE = "clause"
    """With the clause; the first name may carry a verb of its own."""

    PHRASE = "phrase"
    """At the first comma or preposition."""

    SENTENCE = "sentence"
    MARKED = "marked"
    """The scope stands inside the cue's own words."""


class Place(StrEnum):
    """Where in the clause the words must stand to be a cue."""

    ANYWHERE = "anywhere"
    OPENING = "opening"
    """They begin a clause."""

    ANSWER = "answer"
    """They stand alone behind a colon, dash or question mark."""

    CLOSING = "closing"
    """Only a boundary or a preposition follows."""

    ENDING = "ending"
    """They end the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of the file, as written."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    means: str
    """An assertion, or ``nothing``."""

    words: tuple[str, ...]
    examples: tuple[str, ...]
    direction: Direction = Direction.FORWARD
    reach: Reach = Reach.LIST
    place: Place = Place.ANYWHERE
    unless: str | None = None
    ended: bool = False
    of_records: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One pattern of a cue, compiled."""

    pattern: re.Pattern[str]
    cue: Cue
    means: Assertion | None
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The patterns that can begin with one word."""

    gate: re.Pattern[str]
    """Matches where any of them does; most words open nothing."""

    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The whole file, compiled."""

    cues: tuple[Cue, ...]
    forms: tuple[Form, ...]
    opening: re.Pattern[str]
    """Matches any word that a cue can begin with."""

    by_opening: dict[str, Candidates]
    marker: Marker
    """Finds the words and signs at which a scope may end."""
