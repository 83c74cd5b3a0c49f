"""Tell what the records are silent on: what was looked for, where, and what came near.

A gap is never a finding that the opposite is true.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from openimr.domain import UNHEARD, Fact, NearMiss, Search, Statement, Verdict

from .evaluate import Leaf, Weighing
from .grounds import Grounds
from .prose import clause, day, distinct, inner, listed
from .quoting import place, quoted, speaks
from .telling import Teller, said
from .wording import wording

_MOST_NEAR = 2
_TAIL = 6
"""A passage that ends in figures is likely the row of a table."""


def missing(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what is not documented, how far the search went, and what came nearest."""
    gaps = [
        leaf
        for leaf in weighing.telling()
        if leaf.verdict is Verdict.NOT_DOCUMENTED
        and leaf.criterion.fact not in teller.facts
    ]
    asked = _facts(weighing.telling())
    silent = [
        fact
        for fact in grounds.facts.values()
        if fact.fact in asked and fact.searched is not None
    ]
    searches = [fact.searched for fact in silent if fact.searched is not None]
    if gaps:
        yield _gaps(gaps, searches, grounds, teller)
    yield from _nearest(silent, _facts(gaps), teller)
    if weighing.decided_by is Verdict.NOT_DOCUMENTED:
        yield _not_the_opposite(grounds, weighing)


def _gaps(
    gaps: Sequence[Leaf],
    searches: Sequence[Search],
    grounds: Grounds,
    teller: Teller,
) -> Statement:
    clauses = list(dict.fromkeys(said(leaf) for leaf in gaps))
    answered = [fact for fact in grounds.facts.values() if fact.fact in teller.answered]
    further = " further" if any(fact.searched for fact in answered) else ""
    one = len(clauses) == 1
    points = f"one{further} point" if one else f"{len(clauses)}{further} points"
    lead = "The records are silent"
    asked = _facts(gaps) & grounds.facts.keys()
    if any(_unheard(grounds.facts[fact]) for fact in asked):
        lead = "As far as their words were recognized, the records are silent"
    return Statement(
        text=(f"{lead} on {points}: {listed(clauses)}.{teller.once(extent(searches))}"),
        evidence=distinct(
            miss.evidence for search in searches for miss in search.nearest[:2]
        ),
        citations=grounds.cited(gaps),
    )


def _facts(leaves: Sequence[Leaf]) -> AbstractSet[str]:
    return {leaf.criterion.fact for leaf in leaves}


def _nearest(
    silent: Sequence[Fact], gaps: AbstractSet[str], teller: Teller
) -> Iterator[Statement]:
    """Tell the passages that came nearest, those with a plain reason only.

    First one that may hold what is missing, in words that were not understood.
    """
    near = [miss for fact in silent for miss in _near(fact, gap=fact.fact in gaps)]
    near.sort(key=_weight)
    by_why = {miss.why: miss for miss in reversed(near)}
    firsts = [miss for miss in near if by_why[miss.why] is miss]
    for miss in firsts[:_MOST_NEAR]:
        if miss.evidence.quote in teller.quotes:
            continue
        teller.quotes.add(miss.evidence.quote)
        text = teller.frame(
            "nearest",
            quote=quoted(miss.evidence),
            place=place(miss.evidence),
            why=wording().misses[miss.why],
        )
        yield Statement(text=text, evidence=(miss.evidence,))


def _weight(miss: NearMiss) -> tuple[bool, bool]:
    return miss.why != UNHEARD, miss.why in wording().vague_misses


def _unheard(fact: Fact) -> tuple[NearMiss, ...]:
    """Return the passages that hold words of the search and were not understood."""
    return fact.searched.unheard if fact.searched is not None else ()


def _near(fact: Fact, *, gap: bool) -> list[NearMiss]:
    """Return the near misses of a fact that a reader can follow."""
    misses = fact.searched.nearest if fact.searched is not None else ()
    words = wording()
    plain = [
        miss
        for miss in misses
        if miss.why in words.misses
        and miss.why != UNHEARD
        and speaks(miss.evidence)
        and not any(char.isdigit() for char in miss.evidence.quote[-_TAIL:])
        and (
            miss.why not in words.vague_misses
            or fact.fact in words.argued(miss.evidence.quote)
        )
    ]
    return [*(_unheard(fact) if gap else ()), *plain]


def _not_the_opposite(grounds: Grounds, weighing: Weighing) -> Statement:
    gaps = [x for x in weighing.telling() if x.verdict is Verdict.NOT_DOCUMENTED]
    ask = next((leaf.criterion.ask for leaf in gaps if leaf.criterion.ask), None)
    closing = (
        f"; while the review is open it could be broken by {inner(clause(ask))}"
        if ask
        else ""
    )
    return Statement(
        text=f"Silence does not prove the opposite{closing}.",
        citations=grounds.cited(gaps)[:1],
    )


def extent(searches: Sequence[Search]) -> str:
    """Say how far a search went, as a sentence to follow another; empty for none."""
    documents = {document for search in searches for document in search.documents}
    dates = [d for search in searches for d in (search.first, search.last) if d]
    if not documents:
        return ""
    many = len(documents) != 1
    papers = f"{len(documents)} documents" if many else "1 document"
    span = f" dated {day(min(dates))} to {day(max(dates))}" if dates else ""
    return f" {papers}{span} {'were' if many else 'was'} searched."
