"""Tell criteria with the worker's own facts: what speaks for and what against.

What is not documented is told in ``gaps``, and never turned into a finding that it is
untrue.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from openimr.domain import Decision, Statement, Verdict

from .evaluate import Branch, Leaf, Weighing
from .grounds import Grounds
from .prose import distinct, listed
from .quoting import best
from .telling import Teller, said

_MOST_SINGLE = 5
"""Facts told with their passage, those in answer to utilization review included."""

_FEWEST_SINGLE = 2


def findings(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what the records show and what they contradict, each in order of dates.

    The side that does not prevail is told in one sentence.
    """
    favor, opposed = _in_favor(weighing), _opposed(weighing)
    favor, opposed = untold(favor, teller), untold(opposed, teller)
    if weighing.decision is Decision.OVERTURNED:
        yield from _side(favor, grounds, teller)
        return
    if favor:
        yield _in_one(favor, "In favor of the request", grounds, teller)
    yield from _side(opposed, grounds, teller)


def decisive(weighing: Weighing) -> list[Leaf]:
    """Return the criteria that the answer turns on, one a wording."""
    if weighing.decided_by is Verdict.NOT_MET:
        return _opposed(weighing)
    return [leaf for leaf in _bearing(weighing) if leaf.verdict is weighing.decided_by]


def _opposed(weighing: Weighing) -> list[Leaf]:
    bars = [leaf for leaf in weighing.contraindications if leaf.verdict is Verdict.MET]
    return [*bars, *(x for x in _bearing(weighing) if x.verdict is Verdict.NOT_MET)]


def _in_favor(weighing: Weighing) -> list[Leaf]:
    """Return what is met; a gate only opens a way and is told where that way is met."""
    against = {leaf.criterion.fact for leaf in _opposed(weighing)}
    opening = gates(weighing.tree) if weighing.decision is Decision.UPHELD else set()
    met = [
        leaf
        for leaf in _bearing(weighing)
        if leaf.verdict is Verdict.MET
        and leaf.criterion.met is not None
        and leaf.criterion.fact not in against
        and leaf.criterion.id not in opening
    ]
    first = {leaf.criterion.fact: leaf for leaf in reversed(met)}
    return [leaf for leaf in met if first[leaf.criterion.fact] is leaf]


def gates(part: Branch | Leaf | None) -> set[str]:
    """Return the ids of the criteria that open a way, wherever they stand in a tree."""
    if not isinstance(part, Branch):
        return set()
    own = {part.gate.criterion.id} if part.gate is not None else set()
    return own.union(*(gates(each) for each in part.parts))


def _bearing(weighing: Weighing) -> list[Leaf]:
    """Return the criteria that bear on the outcome, one a wording."""
    first: dict[tuple[str, Verdict, str], Leaf] = {}
    for leaf in weighing.telling():
        first.setdefault((leaf.criterion.fact, leaf.verdict, said(leaf)), leaf)
    return list(first.values())


def untold(leaves: Iterable[Leaf], teller: Teller) -> list[Leaf]:
    """Return the criteria whose facts were not yet told."""
    return [leaf for leaf in leaves if leaf.criterion.fact not in teller.facts]


def _side(
    leaves: Sequence[Leaf], grounds: Grounds, teller: Teller
) -> Iterator[Statement]:
    """Tell the side that prevails, in order of dates; the rest of many is only named.

    What the phase asks and what is contradicted comes before what is plain.
    """
    groups = _together(sorted(leaves, key=lambda leaf: _rank(leaf, teller)), teller)
    room = max(_FEWEST_SINGLE, _MOST_SINGLE - len(teller.answered))
    single = groups if len(groups) <= room else groups[:room]
    for group in sorted(single, key=lambda group: _when(group[0], teller)):
        yield teller.tell(group)
        divided = (teller.conflict(leaf) for leaf in group)
        yield from (one for one in divided if one is not None)
    rest = [leaf for group in groups[len(single) :] for leaf in group]
    if rest:
        yield _in_one(rest, "Besides", grounds, teller)


def _in_one(
    leaves: Sequence[Leaf], lead: str, grounds: Grounds, teller: Teller
) -> Statement:
    """Tell many points in one sentence, without their passages."""
    teller.facts.update(leaf.criterion.fact for leaf in leaves)
    passages = [one for leaf in leaves for one in grounds.evidence(leaf)[:1]]
    evidence = distinct(passages, len(passages))
    names = list(dict.fromkeys(said(leaf) for leaf in leaves))
    return Statement(
        text=teller.frame("side", lead=lead, told=listed(names)),
        evidence=evidence,
        citations=teller.cited(leaves, evidence),
    )


def _rank(leaf: Leaf, teller: Teller) -> tuple[bool, bool, dt.date]:
    fact = teller.fact_of(leaf)
    divided = fact is not None and bool(fact.against)
    return leaf.criterion.phase is None, not divided, _when(leaf, teller)


def _when(leaf: Leaf, teller: Teller) -> dt.date:
    fact = teller.fact_of(leaf)
    return (fact.as_of if fact else None) or dt.date.max


def _together(leaves: Sequence[Leaf], teller: Teller) -> list[list[Leaf]]:
    """Keep criteria together that rest on the same words or the same working."""
    groups: dict[object, list[Leaf]] = {}
    for leaf in leaves:
        fact = teller.fact_of(leaf)
        passage = best(fact.evidence) if fact else None
        basis = teller.detail(leaf) or (passage.quote if passage else None)
        groups.setdefault(basis or (_when(leaf, teller),), []).append(leaf)
    return list(groups.values())
