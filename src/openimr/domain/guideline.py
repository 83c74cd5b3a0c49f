"""Guidelines: dated, cited recommendations and the criteria they set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .facts import Finding
from .item import Phase, Treatment
from .quantity import Quantity
from .verdict import Verdict


class Mark(StrEnum):
    """Whether a page or limit was checked against a source."""

    VERIFIED = "verified"
    UNVERIFIED = "UNVERIFIED"


class Step(StrEnum):
    """Steps of the Medical Evidence Search Sequence (8 CCR 9792.21.1(a))."""

    MTUS = "mtus"
    ACOEM_ODG = "acoem_odg"
    OTHER_GUIDELINE = "other_guideline"
    STUDY = "study"


class Recommendation(StrEnum):
    """What a guideline says of the treatment as a whole."""

    RECOMMENDED = "recommended"
    CONDITIONAL = "conditional"
    NOT_RECOMMENDED = "not recommended"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineSource:
    """A guideline or regulation that editions are cited from."""

    id: str
    """Such as ``mtus_cp_2009``."""

    name: str
    citation: str
    """Such as ``8 CCR 9792.24.2``."""

    step: Step
    since: date | None
    until: date | None
    """Last day in force; None while it still is."""

    mark: Mark
    letter_name: str
    """The name that determination letters use."""

    ships_text: bool = True
    """False for licensed works (ODG, ACOEM): cited by topic, never quoted."""

    adapts: str | None = None
    """Id of the guideline whose text it took over.  Rules known of that one may stand,
    marked UNVERIFIED, where its own are unknown."""

    reading: str | None = None
    """How a gap or doubt about its dates or reach is read here, and why."""

    page_count: int | None = None
    """Pages of the text that page numbers refer to; None where it is not known."""

    def in_force(self, day: date) -> bool:
        """Tell whether the guideline governs a request of that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Operator(StrEnum):
    """How a value is held against a limit."""

    AT_MOST = "at_most"
    BELOW = "below"
    AT_LEAST = "at_least"
    ABOVE = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A bound that a guideline sets."""

    operator: Operator
    bound: Quantity
    mark: Mark

    def holds(self, value: float) -> bool:
        """Tell whether a value in the bound's unit respects it."""
        bound = self.bound.value
        return {
            Operator.AT_MOST: value <= bound,
            Operator.BELOW: value < bound,
            Operator.AT_LEAST: value >= bound,
            Operator.ABOVE: value > bound,
        }[self.operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing a guideline asks for."""

    id: str
    """Family and name, such as ``muscle_relaxant_general.short_course``."""

    statement: str
    """The rule in our own words, a full sentence."""

    fact: str
    """The fact id that answers it."""

    guideline: str
    """Id of the source it comes from."""

    wanted: bool = True
    """False where the rule asks that the fact be absent."""

    limit: Limit | None = None
    """Given where the fact is a number."""

    drugs: tuple[str, ...] = ()
    """Drugs or classes that answer it, where the fact speaks of 'other drugs'."""

    phase: Phase | None = None
    """None where it applies to first and continued treatment alike."""

    pages: str | None = None
    """Pages of its own, where they differ from the edition's."""

    met: str | None = None
    unmet: str | None = None
    silent: str | None = None
    """Own-words clauses for the rationale: shown, contradicted, not documented."""

    ask: str | None = None
    """What the record would have to show, for the requester's checklist."""

    mark: Mark = Mark.UNVERIFIED

    reading: str | None = None
    """How a gap or doubt in the source is read here, and why."""


class Needs(StrEnum):
    """How the parts of a group combine."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria that stand together."""

    needs: Needs
    parts: "tuple[Criterion | Group, ...]"
    name: str | None = None
    """What the group is, such as 'use for spasticity'."""

    reading: str | None = None
    """How a gap or doubt in the source is read here, and why."""

    when: "Criterion | None" = None
    """Gate of an alternative: the way is open only where the records document this.

    A closed way does not decide against the others; a silent gate is listed among the
    things that would change the decision.
    """

    silence_shuts: bool = False
    """For a gated part of 'all': a silent gate asks nothing, by presumption.

    Such a gate is about what the file holds ("an earlier study is on file").  Without
    this a silent gate leaves the part open, unless what it asks is met anyhow.
    """

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion of the group in order, its gate first."""
        if self.when is not None:
            yield self.when
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.criteria()
            else:
                yield part


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one guideline says of one treatment family, and when."""

    guideline: str
    section: str
    pages: str | None
    pages_mark: Mark
    since: date | None
    until: date | None
    recommendation: Recommendation
    note: str
    """The position in our own words, a full sentence."""

    required: Group | None = None
    """None where the edition is cited beside another and sets no rule of its own, or
    where its rules are not known here; ``gap`` tells the two apart."""

    contraindications: tuple[Criterion, ...] = ()
    """A fact found present makes the request fail."""

    advisory: tuple[Criterion, ...] = ()
    """Strengthen or weaken; never decide alone."""

    compare: tuple[Criterion, ...] = ()
    """Rules shown beside the governing ones for comparison; never decide."""

    inherited: bool = False
    """True where it is the class's entry and the family also has its own."""

    sources: tuple[str, ...] = ()
    """Where the position was read."""

    gap: str | None = None
    """A full sentence on why no criteria of this edition are known here.  It governs
    all the same: nothing older is borrowed, and nothing is decided in its name."""

    reading: str | None = None
    """How a gap or doubt in the source is read here, and why."""

    def in_force(self, day: date) -> bool:
        """Tell whether the edition governs a request of that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A made-up case that a family file carries to prove its rules."""

    name: str
    """A sentence saying what it shows."""

    day: date
    """Date of the request; it chooses the edition."""

    phase: Phase
    answers: tuple[tuple[str, Finding, Quantity | None], ...]
    """Fact id, finding, and the number where there is one; all else is silent."""

    decided_by: Verdict
    """``met`` means overturned; the other two mean upheld."""

    guideline: str | None = None
    """Id of the guideline weighed; None for the one that governs on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A treatment family: its names and every edition that speaks of it."""

    treatment: Treatment
    title: str
    editions: tuple[Edition, ...] = ()
    """Own entries first, then those of the class; inheritance is resolved."""

    examples: tuple[Example, ...] = ()
