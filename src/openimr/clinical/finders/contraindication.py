"""Conditions and drugs that speak against a treatment."""

from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent
from openimr.clinical.passages import latest_first, of_drug
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import DISPUTE_PAPERS, Assertion, Fact, Finding

from .current_drug import current, why_not

_NORMAL = "_normal"
"""Ending of the groups whose words say that the organ is sound."""


def find_contraindication(ask: Ask) -> Fact:
    """Answer whether a condition or another drug speaks against the treatment.

    A condition once documented is not undone by a template that denies it.
    """
    table = ask.for_item(dict(ask.entry.by_class))
    groups = [name for name in table if name in ask.entry.groups]
    drugs = [name for name in (*table, *ask.question.drugs) if name not in groups]
    said = [*_conditions(ask, groups), *_interactions(ask, drugs)]
    found = [each for each in said if each.finding is not None]
    if not found:
        return silent(ask, said)
    present = [each for each in found if each.finding is Finding.PRESENT]
    absent = [each for each in found if each.finding is Finding.ABSENT]
    ordered = sorted(present or absent, key=latest_first)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT if present else Finding.ABSENT,
        as_of=ordered[0].day,
        evidence=quotes(ordered, MOST_EVIDENCE),
        against=quotes(absent, MOST_AGAINST) if present else (),
        how="a documented condition outweighs a denial" if present and absent else None,
    )


def _conditions(ask: Ask, groups: list[str]) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, *groups):
        yield from _judged(ask, hit, CueGroup.PRESENT)
    for hit in ask.records.scanned.of(
        ask.entry.fact, CueGroup.ABSENT.value, *(name + _NORMAL for name in groups)
    ):
        yield from _judged(ask, hit, CueGroup.ABSENT)


def _judged(ask: Ask, hit: CueHit, group: CueGroup) -> Iterator[Statement]:
    cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, group.value)
    said = judge(ask, cue)
    if said is not None:
        yield said


def _interactions(ask: Ask, drugs: list[str]) -> Iterator[Statement]:
    taken = current(ask, *drugs) if drugs else []
    for mention in ask.records.mentions:
        if mention.page.document.kind in DISPUTE_PAPERS or not ask.counts_then(
            mention.on
        ):
            continue
        if not drugs or not ask.records.names.is_one_of(mention.drug, drugs):
            continue
        finding, why = None, why_not(mention)
        if mention in taken:
            finding, why = Finding.PRESENT, ""
        elif mention.assertion is Assertion.NEGATED:
            finding, why = Finding.ABSENT, ""
        yield of_drug(mention, finding, why)


FINDERS: Finders = {"contraindication": find_contraindication}
