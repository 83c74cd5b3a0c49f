"""Does the heading say what the rationale concludes, and does the rationale hold?"""

import re
from collections.abc import Iterator

from openimr.domain import (
    Decision,
    ItemDetermination,
    LetterItem,
    LintQuote,
    Verdict,
)

from .catalogue import Problem
from .clauses import contradictions, sentences
from .subject import Subject

_CONCLUDES = re.compile(
    r"\b(?:is|are|was|were)\s+(?:therefore\s+)?(?P<no>not\s+)?(?:considered\s+|"
    r"deemed\s+|found\s+(?:to\s+be\s+)?)?medically\s+necessary\b",
    re.IGNORECASE,
)


def check_conclusions(subject: Subject) -> Iterator[Problem]:
    """Hold each heading against the last word of its rationale."""
    for number, item in enumerate(subject.letter.items, 1):
        concluded, words = _conclusion(item)
        if item.decision is None or concluded is None or concluded is item.decision:
            continue
        yield Problem(
            check="heading-contradicts-rationale",
            item=number,
            message=(
                f"The heading says {item.decision.value}; the rationale concludes that "
                "the request is "
                f"{'' if concluded is Decision.OVERTURNED else 'not '}"
                "medically necessary."
            ),
            quotes=(
                LintQuote(
                    where="the heading",
                    words=f"{item.details.requested}: {item.decision.value}",
                ),
                LintQuote(where="the rationale", words=words),
            ),
        )


def _conclusion(item: LetterItem) -> tuple[Decision | None, str]:
    for sentence in reversed(list(sentences(item.rationale_text or ""))):
        found = list(_CONCLUDES.finditer(sentence))
        if found:
            decision = Decision.UPHELD if found[-1]["no"] else Decision.OVERTURNED
            return decision, sentence
    if item.conclusion is None:
        return None, ""
    denied = item.conclusion.startswith("not")
    return (Decision.UPHELD if denied else Decision.OVERTURNED), item.conclusion


def check_contradictions(subject: Subject) -> Iterator[Problem]:
    """Find sentences of one rationale that exclude each other."""
    for number, item in enumerate(subject.letter.items, 1):
        told = list(sentences(item.rationale_text or ""))
        for pair in contradictions():
            one = next((each for each in told if pair.one.search(each)), None)
            other = next((each for each in told if pair.other.search(each)), None)
            if one is None or other is None:
                continue
            yield Problem(
                check="rationale-contradicts-itself",
                item=number,
                message=f"The rationale says both {pair.says}.",
                quotes=tuple(
                    LintQuote(where="the rationale", words=each)
                    for each in (one, other)
                ),
            )


def check_against_criteria(subject: Subject) -> Iterator[Problem]:
    """Find decisions other than the one that their listed criteria come to."""
    if subject.determination is None:
        return
    for number, item in enumerate(subject.determination.items, 1):
        if not item.criteria or _fits(item):
            continue
        yield Problem(
            check="decision-against-criteria",
            item=number,
            message=(
                f"The decision is {item.decision.value}, while the criteria come to "
                f"{item.decided_by.value.replace('_', ' ')}."
            ),
        )


def _fits(item: ItemDetermination) -> bool:
    met = item.decided_by is Verdict.MET
    return met is (item.decision is Decision.OVERTURNED)
