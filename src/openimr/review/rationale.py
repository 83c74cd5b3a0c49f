"""Write the rationale of one item: standard, this worker's facts, gaps, conclusion.

Each sentence carries what it rests on, a passage of the record or a guideline; what is
not documented is said to be so, and never turned into a finding that it is untrue.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Citation,
    Decision,
    DisputedItem,
    Evidence,
    Fact,
    GuidelineEntry,
    GuidelineSource,
    Phase,
    Search,
    Statement,
    UrOutcome,
    Verdict,
)

from .evaluate import Leaf, Weighing
from .phase import PhaseFinding
from .prose import clause, day, distinct, inner, listed, pages, sentence

_UR_DID = {
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed",
    UrOutcome.APPROVE: "approved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that the rationale of an item is written from."""

    item: DisputedItem
    title: str
    request_date: dt.date
    phase: PhaseFinding
    weighing: Weighing | None
    guidelines: Sequence[GuidelineEntry]
    facts: Mapping[str, Fact]
    sources: Mapping[str, GuidelineSource]
    documents_read: int
    """How many readable documents of the file bear on the item, UR letter left out."""


def rationale(grounds: Grounds) -> tuple[Statement, ...]:
    """Return the rationale, sentence by sentence."""
    if grounds.weighing is None:
        return tuple(_without_criteria(grounds))
    return tuple(
        statement
        for part in (
            _standard,
            _request,
            _contradicted,
            _shown,
            _missing,
            _disputed_record,
            _comparison,
            _utilization_review,
            _conclusion,
        )
        for statement in part(grounds, grounds.weighing)
    )


def _standard(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    name = _guideline_name(grounds, weighing)
    many = name.endswith("s")
    where = f", {pages(weighing.edition.pages)}," if weighing.edition.pages else ""
    yield Statement(
        text=(
            f"For a request of {day(grounds.request_date)} the {name}{where} "
            f"{'govern' if many else 'governs'}. {'Their' if many else 'Its'} position "
            f"on {inner(grounds.title)}, in brief: "
            f"{inner(clause(weighing.edition.note))}."
        ),
        citations=_governing(grounds),
    )


def _request(grounds: Grounds, _: Weighing) -> Iterator[Statement]:
    details = grounds.item.details
    told = details.requested.lower().startswith("retro")
    kind = "retrospective " if details.retrospective and not told else ""
    opens = (
        "continues a treatment already in use"
        if grounds.phase.phase is Phase.CONTINUATION
        else "opens the treatment"
    )
    yield Statement(
        text=(
            f"The {kind}request is for {details.requested} and {opens}: "
            f"{clause(grounds.phase.why)}."
        ),
        evidence=distinct([*grounds.item.evidence[:2], *grounds.phase.evidence]),
    )


def _contradicted(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    for leaves in _alternatives(_told(weighing, Verdict.NOT_MET)):
        yield _about(grounds, [(leaf, leaf.criterion.unmet) for leaf in leaves])
    for leaf in weighing.contraindications:
        if leaf.verdict is Verdict.MET:
            yield _about(grounds, [(leaf, leaf.criterion.met)])


def _shown(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    for leaf in _told(weighing, Verdict.MET):
        if leaf.criterion.met is not None:
            yield _about(grounds, [(leaf, leaf.criterion.met)])


def _alternatives(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Keep criteria together of which any one would have done."""
    together: list[list[Leaf]] = []
    for leaf in leaves:
        if together and leaf.one_of and together[-1][-1].way == leaf.way:
            together[-1].append(leaf)
        else:
            together.append([leaf])
    return together


def _missing(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    gaps = _told(weighing, Verdict.NOT_DOCUMENTED)
    clauses = list(dict.fromkeys(clause(_gap(leaf)) for leaf in gaps))
    if not clauses:
        return
    searches = [
        grounds.facts[leaf.criterion.fact].searched
        for leaf in gaps
        if leaf.criterion.fact in grounds.facts
    ]
    found = [search for search in searches if search is not None]
    yield Statement(
        text=f"The records are silent on the following: {listed(clauses)}."
        + _extent(found),
        evidence=distinct(
            miss.evidence for search in found for miss in search.nearest[:2]
        ),
        citations=_cited(grounds, gaps),
    )
    if weighing.decided_by is Verdict.NOT_DOCUMENTED:
        yield Statement(
            text=(
                "These are gaps in the records, not findings that the opposite is "
                "true; the information may be requested while the time for the "
                "review allows it."
            ),
            citations=_cited(grounds, gaps),
        )


def _disputed_record(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    seen = set()
    for leaf in (*weighing.telling(), *weighing.contraindications):
        fact = grounds.facts.get(leaf.criterion.fact)
        if fact is None or not fact.against or fact.fact in seen:
            continue
        seen.add(fact.fact)
        yield Statement(
            text=(
                "The records are not of one voice on whether "
                f"{inner(clause(leaf.criterion.statement))}; the later and more "
                "specific passage was followed, and both are shown to the reviewer."
            ),
            evidence=distinct([*fact.evidence[:2], *fact.against[:2]]),
        )


def _comparison(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    by_source: dict[str, list[Leaf]] = {}
    for leaf in weighing.compare:
        by_source.setdefault(leaf.criterion.guideline, []).append(leaf)
    for guideline, leaves in by_source.items():
        name = grounds.sources[guideline].letter_name.removeprefix("the ")
        rules = [_compared(leaf) for leaf in leaves]
        yield Statement(
            text=(
                f"For comparison only, the {name} would hold the request to this: "
                f"{listed(rules)}."
            ),
            evidence=distinct(
                passage for leaf in leaves for passage in _evidence(grounds, leaf)[:2]
            ),
            citations=_cited(grounds, leaves),
        )


def _compared(leaf: Leaf) -> str:
    rule = leaf.criterion
    said = {
        Verdict.MET: rule.met,
        Verdict.NOT_MET: rule.unmet,
        Verdict.NOT_DOCUMENTED: rule.silent,
    }[leaf.verdict]
    return inner(clause(rule.statement)) + (f" ({clause(said)})" if said else "")


def _utilization_review(grounds: Grounds, _: Weighing) -> Iterator[Statement]:
    ur = grounds.item.ur
    if ur is None or ur.outcome is None:
        return
    when = f" on {day(ur.date)}" if ur.date else ""
    cited = f", citing {clause(ur.guideline)}" if ur.guideline else ""
    yield Statement(
        text=(
            f"Utilization review {_UR_DID[ur.outcome]} the item{when}{cited}; this "
            "review does not rest on that letter but on the "
            f"{grounds.documents_read} other documents of the file that could be read."
        ),
        evidence=distinct(ur.evidence, 2),
    )


def _conclusion(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    verdict = (
        "is medically necessary"
        if weighing.decision is Decision.OVERTURNED
        else "is not medically necessary"
    )
    why = {
        Verdict.MET: "each point that the guideline requires is documented",
        Verdict.NOT_MET: "the records contradict what the guideline requires",
        Verdict.NOT_DOCUMENTED: "what the guideline requires is not documented",
    }[weighing.decided_by]
    yield Statement(
        text=(
            f"Since {why}, the request for {grounds.item.details.requested} {verdict}."
        ),
        citations=_governing(grounds),
    )


def _without_criteria(grounds: Grounds) -> Iterator[Statement]:
    requested = grounds.item.details.requested
    yield Statement(
        text=(
            f"The guideline library holds no criteria for {requested} that were in "
            f"force on {day(grounds.request_date)}. The steps of the medical evidence "
            "search sequence are listed with what was found at each; the reviewer has "
            "to supply the standard."
        ),
        evidence=distinct(grounds.item.evidence, 2),
        citations=(Citation(guideline="8 CCR 9792.21.1", pages=None),),
    )
    yield Statement(
        text=(
            f"No proposal is made on {requested}. The utilization review decision is "
            "shown as upheld only because it stands until the reviewer decides whether "
            f"the request for {requested} is medically necessary."
        ),
        evidence=distinct(grounds.item.evidence, 2),
        citations=(Citation(guideline="8 CCR 9792.21.1", pages=None),),
    )


def _about(grounds: Grounds, told: Sequence[tuple[Leaf, str | None]]) -> Statement:
    """Tell a criterion, or several of which one would do, with the worker's facts."""
    leaves = [leaf for leaf, _ in told]
    words = [_with_fact(grounds, leaf, said) for leaf, said in told]
    return Statement(
        text=sentence(", and ".join(words)),
        evidence=distinct(
            passage for leaf in leaves for passage in _evidence(grounds, leaf)
        ),
        citations=_cited(grounds, leaves),
    )


def _with_fact(grounds: Grounds, leaf: Leaf, said: str | None) -> str:
    fact = grounds.facts.get(leaf.criterion.fact)
    words = clause(said or inner(leaf.criterion.statement))
    if fact is not None and fact.how:
        return f"{words} ({clause(fact.how)})"
    if fact is not None and fact.as_of is not None:
        return f"{words} ({day(fact.as_of)})"
    return words


def _told(weighing: Weighing, verdict: Verdict) -> list[Leaf]:
    """Return the criteria that bear on the outcome with that answer, one a wording."""
    leaves = [leaf for leaf in weighing.telling() if leaf.verdict is verdict]
    first: dict[tuple[str, str | None], Leaf] = {}
    for leaf in leaves:
        first.setdefault((leaf.criterion.fact, leaf.criterion.unmet), leaf)
    return list(first.values())


def _gap(leaf: Leaf) -> str:
    return leaf.criterion.silent or leaf.criterion.statement


def _extent(searches: Sequence[Search]) -> str:
    """Say how far the search went."""
    documents = {document for search in searches for document in search.documents}
    dates = [d for search in searches for d in (search.first, search.last) if d]
    if not documents:
        return ""
    span = f" dated {day(min(dates))} to {day(max(dates))}" if dates else ""
    return f" {len(documents)} documents{span} were searched for it."


def _evidence(grounds: Grounds, leaf: Leaf) -> tuple[Evidence, ...]:
    fact = grounds.facts.get(leaf.criterion.fact)
    return fact.evidence if fact is not None else ()


def _guideline_name(grounds: Grounds, weighing: Weighing) -> str:
    name = grounds.sources[weighing.edition.guideline].letter_name
    return name.removeprefix("the ")


def _governing(grounds: Grounds) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            guideline=entry.guideline,
            pages=entry.pages,
            section=entry.section,
            pages_mark=entry.pages_mark,
        )
        for entry in grounds.guidelines[:1]
    )


def _cited(grounds: Grounds, leaves: Sequence[Leaf]) -> tuple[Citation, ...]:
    """Return one citation a source that the criteria come from."""
    entries = {entry.guideline: entry for entry in reversed(grounds.guidelines)}
    citations = []
    for leaf in leaves:
        entry = entries.get(leaf.criterion.guideline)
        own = leaf.criterion.pages
        citations.append(
            Citation(
                guideline=leaf.criterion.guideline,
                pages=own or (entry.pages if entry else None),
                section=entry.section if entry else None,
                pages_mark=entry.pages_mark if entry and not own else None,
            )
        )
    return tuple(dict.fromkeys(citations))
