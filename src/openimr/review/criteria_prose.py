"""Tell criteria with the worker's own facts: for, against, beside, and compared.

What is not documented is told in ``gaps``, and never turned into a finding that it is
untrue.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from openimr.domain import Decision, Evidence, Fact, Mark, Statement, Verdict

from .evaluate import Branch, Leaf, Weighing
from .grounds import Grounds
from .prose import clause, distinct, inner, listed
from .quoting import best, nearest_to, share_words
from .telling import RULE_NOT_VERIFIED, Teller, said

_MOST_SINGLE = 5
"""Facts told with their passage, those in answer to utilization review included."""

_FEWEST_SINGLE = 2
_MOST_BESIDE = 2


def findings(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what the records show and what they contradict, each in order of dates.

    The side that does not prevail is told in one sentence.
    """
    favor, opposed = _in_favor(weighing), _opposed(weighing)
    favor, opposed = _untold(favor, teller), _untold(opposed, teller)
    if weighing.decision is Decision.OVERTURNED:
        yield from _side(favor, grounds, teller)
        return
    if favor:
        yield _in_one(favor, "In favor of the request", grounds, teller)
    yield from _side(opposed, grounds, teller)


def beside(grounds: Grounds, weighing: Weighing, teller: Teller) -> Iterator[Statement]:
    """Tell what speaks against the treatment and yet may not decide alone."""
    leaves = [
        leaf
        for leaf in _untold(weighing.advisory, teller)
        if leaf.verdict is Verdict.NOT_MET and grounds.evidence(leaf)
    ]
    first = {leaf.criterion.fact: leaf for leaf in reversed(leaves)}
    weighed = [leaf for leaf in leaves if first[leaf.criterion.fact] is leaf]
    told = 0
    for leaf in sorted(weighed, key=_weight):
        statement = _beside(leaf, grounds, teller) if told < _MOST_BESIDE else None
        if statement is not None:
            told += 1
            yield statement
            divided = teller.conflict(leaf)
            yield from (divided,) if divided is not None else ()


def comparison(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what other guidelines would ask, beside the governing one."""
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
                passage for leaf in leaves for passage in grounds.evidence(leaf)[:2]
            ),
            citations=grounds.cited(leaves),
        )


def decisive(weighing: Weighing) -> list[Leaf]:
    """Return the criteria that the answer turns on, one a wording."""
    if weighing.decided_by is Verdict.NOT_MET:
        return _opposed(weighing)
    return [leaf for leaf in _bearing(weighing) if leaf.verdict is weighing.decided_by]


def _weight(leaf: Leaf) -> bool:
    """Put a danger of the treatment before a merit that is wanting."""
    return leaf.criterion.wanted


def _beside(leaf: Leaf, grounds: Grounds, teller: Teller) -> Statement | None:
    """Tell one such point; None where nothing is left to show for it."""
    fact = teller.fact_of(leaf)
    if fact is None:
        return None
    detail = teller.detail(leaf)
    shown = [] if detail else _for_beside(leaf, fact, grounds, teller)
    if not shown and detail is None:
        return None
    teller.facts.add(leaf.criterion.fact)
    teller.quotes.update(one.quote for one in shown)
    proof = detail or listed([teller.dated(one, fact) for one in shown])
    mark = leaf.criterion.limit.mark if leaf.criterion.limit else leaf.criterion.mark
    unsure = "" if mark is Mark.VERIFIED else f" {RULE_NOT_VERIFIED}"
    if detail and unsure:
        unsure = unsure if leaf.criterion.limit is None else ""
    rest = [one for one in fact.evidence if one not in shown]
    return Statement(
        text=teller.frame("beside", told=f"{said(leaf)}: {proof}", mark=unsure),
        evidence=distinct([*shown, *rest]),
    )


def _for_beside(
    leaf: Leaf, fact: Fact, grounds: Grounds, teller: Teller
) -> list[Evidence]:
    """Return the passage to show; for a danger also one that names the treatment."""
    first = best(fact.evidence, teller.quotes)
    if first is None:
        return []
    details = grounds.item.details
    names = " ".join([details.requested, details.drug or "", grounds.title])
    others = [
        one
        for one in fact.evidence
        if one.quote not in teller.quotes | {first.quote}
        and (one.document, one.page) != (first.document, first.page)
        and share_words(names, one.quote)
    ]
    more = nearest_to(names, others, 1) if not leaf.criterion.wanted else ()
    return [first, *more]


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


def _untold(leaves: Iterable[Leaf], teller: Teller) -> list[Leaf]:
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


def _compared(leaf: Leaf) -> str:
    rule = leaf.criterion
    worded = {
        Verdict.MET: rule.met,
        Verdict.NOT_MET: rule.unmet,
        Verdict.NOT_DOCUMENTED: rule.silent,
    }[leaf.verdict]
    return inner(clause(rule.statement)) + (f" ({clause(worded)})" if worded else "")
