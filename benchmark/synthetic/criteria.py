"""Decisions by the guideline library's own criteria, remembered for each state."""

from datetime import date
from functools import cache
from typing import NamedTuple

from openimr.domain import Criterion, Edition, Finding, Quantity, Verdict
from openimr.guidelines import load_library
from openimr.review.evaluate import Answer, Leaf, Weighing, weigh
from openimr.review.select import select

from .stock import Asked, asked, data, sentences

PRESENT, ABSENT, BEYOND, SILENT = "present", "absent", "beyond", "silent"
_RANK = (Verdict.NOT_MET, Verdict.NOT_DOCUMENTED)
_SINCE = (
    date(2012, 1, 1),
    date(2013, 1, 1),
    date(2016, 7, 29),
    date(2017, 12, 1),
)
"""Days on which editions change (sources.yaml of the library)."""


class Ruling(NamedTuple):
    """What the criteria make of a state."""

    decision: str
    decided_by: str
    deciding: Criterion | None
    """The first criterion that fails; None where all are met."""

    others: tuple[str, ...]
    """Clauses of further criteria that fail."""

    clause: str
    """What the records show or lack, in the library's words."""

    telling: tuple[tuple[Criterion, str], ...]
    """Criteria that are met, with their clauses."""


@cache
def governing(family: str, era: int) -> tuple[Edition | None, tuple[Edition, ...]]:
    """Return the edition that governs in an era, and those beside it."""
    library = load_library()
    chosen = select(library.family(family).editions, library.sources, _SINCE[era])
    return chosen.governing, chosen.beside


def era_of(day: date) -> int:
    """Return the number of the stretch of days in which the same editions hold."""
    return sum(day >= since for since in _SINCE) - 1


@cache
def answer(fact: str, how: str, value: str | None) -> Answer:
    """Return a told fact as the engine would hear it."""
    if how == SILENT:
        return Finding.SILENT, None
    number = None
    if value and value[0].isdigit():
        amount, unit = value.split(" ", 1)
        number = Quantity(float(amount), unit)
    return (Finding.ABSENT if how == ABSENT else Finding.PRESENT), number


@cache
def rule(
    key: int, request: int, region: str, era: int, hows: tuple[str, ...]
) -> Ruling | None:
    """Return what the criteria make of an item whose facts are told in those ways.

    None where no criteria are held for the treatment in that era.
    """
    item = asked()[key]
    edition = governing(item.family, era)[0]
    if edition is None or edition.required is None:
        return None
    answers = {fact: _stated(value) for fact, value in item.requests[request].facts}
    answers |= {fact: _typical(item, fact, PRESENT, region) for fact in item.told}
    for fact, how in zip(item.facts, hows, strict=True):
        answers[fact] = _typical(item, fact, how, region)
    return _ruling(weigh(edition, item.phase, answers))


@cache
def ways(key: int, fact: str, region: str) -> tuple[str, ...]:
    """Return the ways in which a fact of an item can be told, other than as met."""
    item = asked()[key]
    told = [h for h in (ABSENT, BEYOND) if sentences(fact, h, item.family, region)]
    if implied(fact) & (set(item.facts) - {fact}):
        return ()
    return tuple(told) if fact in data("programme")["never_silent"] else (*told, SILENT)


@cache
def implied(fact: str) -> frozenset[str]:
    """Return the facts beside which one can neither be denied nor left out."""
    return frozenset(data("programme")["implied"].get(fact, ()))


@cache
def turns(key: int, request: int, region: str, era: int) -> tuple[tuple[int, str], ...]:
    """Return every fact that alone turns a met request into an upheld one, and how."""
    item = asked()[key]
    met = (PRESENT,) * len(item.facts)
    found = []
    for place, fact in enumerate(item.facts):
        for how in ways(key, fact, region):
            hows = (*met[:place], how, *met[place + 1 :])
            ruling = rule(key, request, region, era, hows)
            if ruling is not None and ruling.decision == "upheld":
                found.append((place, how))
    return tuple(found)


def _stated(value: str) -> Answer:
    if value in (PRESENT, ABSENT, SILENT):
        return answer("", value, None)
    return answer("", PRESENT, value)


def _typical(item: Asked, fact: str, how: str, region: str) -> Answer:
    """Return the answer of a fact; all sentences of one way come out alike."""
    found = sentences(fact, how, item.family, region)
    value = found[0].value if found else None
    if value == "months_since":
        value = "24 months"
    return answer(fact, how, value)


def _ruling(weighing: Weighing) -> Ruling:
    failing = [
        leaf
        for verdict in _RANK
        for leaf in weighing.telling()
        if leaf.verdict is verdict and leaf.open and _counts(leaf, weighing)
    ]
    met = [leaf for leaf in weighing.telling() if leaf.verdict is Verdict.MET]
    upheld = weighing.decided_by is not Verdict.MET
    first = failing[0] if upheld and failing else (met[0] if met else None)
    return Ruling(
        decision=weighing.decision.value,
        decided_by=weighing.decided_by.value,
        deciding=failing[0].criterion if upheld and failing else None,
        others=tuple(dict.fromkeys(clause_of(leaf) for leaf in failing[1:3])),
        clause=clause_of(first) if first else "the reports were weighed",
        telling=tuple((leaf.criterion, clause_of(leaf)) for leaf in met),
    )


def _counts(leaf: Leaf, weighing: Weighing) -> bool:
    """Tell whether a failing criterion bears on the outcome."""
    return leaf.verdict is weighing.decided_by or leaf.verdict is Verdict.NOT_MET


def clause_of(leaf: Leaf) -> str:
    """Return the library's clause on a criterion that came out as it did."""
    fact = load_library().facts[leaf.criterion.fact]
    kind = {
        Verdict.MET: "met",
        Verdict.NOT_MET: "unmet",
        Verdict.NOT_DOCUMENTED: "silent",
    }[leaf.verdict]
    own = getattr(leaf.criterion, kind) or getattr(fact, kind)
    return str(own) if own else f"the records were read for {fact.label}"
