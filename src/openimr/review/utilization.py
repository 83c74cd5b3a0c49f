"""Answer utilization review: its reasons one by one, from the records."""

import re
from collections.abc import Iterator, Mapping

from openimr.domain import Finding, Statement, UrOutcome, Verdict
from openimr.text import find_sentences

from .evaluate import Leaf, Weighing
from .gaps import extent
from .grounds import Grounds
from .prose import clause, day, distinct, listed
from .quoting import nearest_to
from .suppose import SUPPOSED
from .telling import Teller, said
from .wording import wording

_DID = {
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed",
    UrOutcome.APPROVE: "approved",
}
_JOINT = re.compile(
    r";\s+|,\s+but\s+|,\s+(?:and\s+)?yet\s+|,\s+and\s+(?=the |there |no )"
)
_LONGEST = 220
_LONGEST_CITATION = 130
"""The heading of the item names the guidelines in full."""

_MOST_ARGUMENTS = 3
_MOST_FACTS = 2


def answer_to_utilization_review(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what utilization review decided, and what the records say to its reasons.

    A reason that names no fact of the item stays without answer, and a sentence that
    only tells the guideline is left to the guideline.
    """
    ur = grounds.item.ur
    if ur is None or ur.outcome is None:
        return
    yield Statement(text=_decided(grounds), evidence=distinct(ur.evidence, 2))
    leaves = _leaves(weighing)
    answers = 0
    for argument in arguments(ur.reason or ""):
        answer = _answer(argument, leaves, grounds, teller)
        if answer is not None:
            yield from answer
            answers += 1
        if answers == _MOST_ARGUMENTS:
            return


def _decided(grounds: Grounds) -> str:
    ur = grounds.item.ur
    if ur is None or ur.outcome is None:
        return ""
    when = f" on {day(ur.date)}" if ur.date else ""
    short = ur.guideline is not None and len(ur.guideline) <= _LONGEST_CITATION
    cited = f", citing {clause(ur.guideline)}" if ur.guideline and short else ""
    others = grounds.documents_read
    papers = "1 other document" if others == 1 else f"{others} other documents"
    return (
        f"Utilization review {_DID[ur.outcome]} the item{when}{cited}; this review "
        f"rests on the {papers} of the file that could be read."
    )


def arguments(reason: str) -> list[str]:
    """Return the single points of a reason, guideline text left out.

    >>> arguments("MTUS recommends a short course. No spasm is seen, but he is stiff.")
    ['No spasm is seen', 'he is stiff']
    """
    plain = reason.replace("\ufffe", "-").replace('"', "'")
    points: list[str] = []
    for one in find_sentences(plain):
        if not wording().is_rule(one.text) or wording().denies(one.text):
            points += [clause(part) for part in _JOINT.split(one.text)]
    return [point for point in points if point and not wording().is_rule(point)]


def _leaves(weighing: Weighing) -> dict[str, Leaf]:
    """Return the criterion that speaks for each fact, those that decide first."""
    first: dict[str, Leaf] = {}
    telling = weighing.telling()
    for leaf in (
        *(leaf for leaf in telling if leaf.verdict is weighing.decided_by),
        *telling,
        *weighing.contraindications,
        *weighing.required(),
        *weighing.advisory,
    ):
        first.setdefault(leaf.criterion.fact, leaf)
    return first


def _answer(
    argument: str, leaves: Mapping[str, Leaf], grounds: Grounds, teller: Teller
) -> list[Statement] | None:
    """Answer one point by the facts that it names, or by nothing."""
    named = wording().argued(argument)
    fresh = [
        leaves[fact]
        for fact in named
        if fact in leaves and fact in grounds.facts and fact not in teller.facts
    ]
    if not fresh or len(argument) > _LONGEST:
        return None
    kind = _kind(argument, fresh[0], grounds)
    if kind == "not_so" and named[fresh[0].criterion.fact] > min(named.values()):
        kind = "stated"  # What is denied is something else that it names first.
    alike = [leaf for leaf in fresh[1:] if _kind(argument, leaf, grounds) == kind]
    same = [fresh[0], *alike][:_MOST_FACTS]
    told = [_told(argument, leaf, teller) for leaf in same]
    facts = [grounds.facts[leaf.criterion.fact] for leaf in same]
    teller.facts.update(leaf.criterion.fact for leaf in same)
    teller.answered.update(leaf.criterion.fact for leaf in same)
    own = grounds.item.ur.evidence[:1] if grounds.item.ur else ()
    evidence = distinct([*(one for each in facts for one in each.evidence[:3]), *own])
    searches = [each.searched for each in facts if each.searched is not None]
    answer = Statement(
        text=teller.frame(kind, said=argument, told=listed(told))
        + teller.once(extent(searches)),
        evidence=evidence,
        citations=teller.cited(same, evidence),
    )
    divided = (teller.conflict(leaf) for leaf in same)
    return [answer, *(one for one in divided if one is not None)]


def _kind(argument: str, leaf: Leaf, grounds: Grounds) -> str:
    """Return how the records stand to a point: against it, with it, or beside it."""
    fact = grounds.facts[leaf.criterion.fact]
    if fact.how == SUPPOSED or not wording().denies(argument):
        return "stated"
    if fact.finding is Finding.SILENT:
        return "unfound"
    if fact.finding is Finding.ABSENT:
        return "agreed"
    numbered = leaf.criterion.limit is not None and leaf.verdict is not Verdict.MET
    return "stated" if numbered or not fact.evidence else "not_so"


def _told(argument: str, leaf: Leaf, teller: Teller) -> str:
    """Tell a fact with its working, or with the passages nearest to the argument."""
    words, detail, fact = said(leaf), teller.detail(leaf), teller.fact_of(leaf)
    if detail is not None or fact is None:
        return f"{words} ({detail})" if detail else words
    passages = nearest_to(argument, fact.evidence)
    teller.quotes.update(passage.quote for passage in passages)
    quotes = listed([teller.dated(passage, fact) for passage in passages])
    return f"{words}, {quotes}" if quotes else words
