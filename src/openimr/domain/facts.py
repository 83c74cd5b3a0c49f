"""Clinical facts: what the records say of one question, and the words it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .evidence import Evidence
from .quantity import Quantity


class Finding(StrEnum):
    """What the records as a whole say of a fact."""

    PRESENT = "present"
    """They document it, or, for counts and amounts, give the number."""

    ABSENT = "absent"
    """They document the opposite, or deny it."""

    SILENT = "silent"
    """They say nothing; silence is never a denial."""


class Assertion(StrEnum):
    """How one sentence speaks of a thing."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    """If, should, in case of: not said to be so."""

    HISTORICAL = "historical"
    """Was so, and is told as past."""

    FAMILY = "family"
    """Of a relative."""

    OTHER = "other"
    """Of another person, body part, drug or treatment."""


class FactType(StrEnum):
    """What kind of answer a fact takes."""

    FINDING = "finding"
    """Shown or not."""

    DURATION = "duration"
    QUANTITY = "quantity"
    COUNT = "count"
    SCORE_CHANGE = "score change"
    """A score before and after."""

    PRIOR_TREATMENT = "prior treatment"
    """Something tried before, and how it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDefinition:
    """A question that guidelines put to medical records."""

    id: str
    label: str
    """What the fact is, as a noun phrase a letter can use."""

    type: FactType
    documented_by: str
    """What a record must say for the fact to be documented."""

    unit: str | None = None
    """Unit of its number; limits of guidelines use the same."""

    derived: bool = False
    """True where it is arithmetic on other facts and no record states it."""

    met: str | None = None
    unmet: str | None = None
    silent: str | None = None
    ask: str | None = None
    """Clauses for criteria that word none of their own; see ``Criterion``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuestion:
    """What a guideline criterion asks the records about one item."""

    fact: str
    """A fact id, such as ``duration_of_use``."""

    drugs: tuple[str, ...] = ()
    """Generic names or drug classes that answer it (first-line drugs, for example)."""


UNHEARD = "has words that were looked for, and no answer was recognized in them"
"""Why a passage came near that no rule set aside: a person must read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A passage that came close and does not count."""

    evidence: Evidence
    why: str
    """Own words, such as 'told as past'; no record text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The negative-evidence trail: what was looked for, where, and what came close."""

    terms: tuple[str, ...]
    documents: tuple[str, ...]
    """Ids of the documents read."""

    first: date | None = None
    last: date | None = None
    unreadable: tuple[str, ...] = ()
    """Pages that could not be read, as ``file p. 6``."""

    nearest: tuple[NearMiss, ...] = ()

    @property
    def unheard(self) -> tuple[NearMiss, ...]:
        """Return the passages with words looked for that were not understood."""
        return tuple(miss for miss in self.nearest if miss.why == UNHEARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The records' answer to one question about one disputed item."""

    fact: str
    finding: Finding
    value: Quantity | str | None = None
    """A number with unit where the fact is a count, amount or duration."""

    as_of: date | None = None
    """Date of the latest record that says so."""

    evidence: tuple[Evidence, ...] = ()
    """Best passage first."""

    against: tuple[Evidence, ...] = ()
    """Passages of the record that say otherwise and did not prevail."""

    how: str | None = None
    """How the answer follows from the evidence, with the inputs of any arithmetic."""

    searched: Search | None = None
    """Given where the finding is silent."""

    begins: bool = False
    """The only report that knows the treatment begins it, and asks for it: what runs
    from that day is the wait for the answer, not use before the request."""
