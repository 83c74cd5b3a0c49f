"""Tell what is weighed beside the criteria: dangers that do not decide, other rules."""

from collections.abc import Iterator

from openimr.domain import Evidence, Fact, Mark, Statement, Verdict

from .criteria_prose import untold
from .evaluate import Leaf, Weighing
from .grounds import Grounds
from .prose import clause, distinct, inner, listed
from .quoting import best, nearest_to, share_words
from .telling import RULE_NOT_VERIFIED, Teller, said

_MOST_BESIDE = 2


def beside(grounds: Grounds, weighing: Weighing, teller: Teller) -> Iterator[Statement]:
    """Tell what speaks against the treatment and yet may not decide alone."""
    leaves = [
        leaf
        for leaf in untold(weighing.advisory, teller)
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


def _compared(leaf: Leaf) -> str:
    rule = leaf.criterion
    worded = {
        Verdict.MET: rule.met,
        Verdict.NOT_MET: rule.unmet,
        Verdict.NOT_DOCUMENTED: rule.silent,
    }[leaf.verdict]
    return inner(clause(rule.statement)) + (f" ({clause(worded)})" if worded else "")
