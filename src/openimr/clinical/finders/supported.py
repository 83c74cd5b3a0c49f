"""Whether the ingredients of a topical product are those that a guideline names.

Two lists answer two questions.  An ingredient that the guideline rejects rules the
mixture out; only ingredients that it accepts carry it.  One that it does not speak of
does neither, and is told by name.
"""

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.domain import Evidence, Fact, Finding

from .ingredients import MOST_EVIDENCE, ingredient_mentions, shown


def find_rejected(ask: Ask) -> Fact:
    """Answer whether an ingredient is one that the question's list rejects."""
    named, evidence = _ingredients(ask)
    if not named or not ask.question.drugs:
        return silent(ask)
    rejected = [drug for drug in named if _listed(ask, drug)]
    if rejected:
        return _fact(ask, Finding.PRESENT, rejected, evidence)
    return _fact(ask, Finding.ABSENT, named, evidence)


def find_accepted(ask: Ask) -> Fact:
    """Answer whether every ingredient is one that the question's list accepts.

    Never absent: that a guideline does not speak of an ingredient is no rejection.
    """
    named, evidence = _ingredients(ask)
    others = [drug for drug in named if not _listed(ask, drug)]
    if others:
        many = "are" if len(others) > 1 else "is"
        how = f"{', '.join(others)} {many} not among the accepted ingredients"
        return silent(ask, how=how)
    if not named or not ask.question.drugs:
        return silent(ask)
    return _fact(ask, Finding.PRESENT, named, evidence)


def _ingredients(ask: Ask) -> tuple[list[str], tuple[Evidence, ...]]:
    """Return every ingredient of request and records, and where they stand."""
    names = ask.records.names
    asked = [
        drug
        for hit in names.find(ask.item.details.requested.lower())
        if not hit.of_class
        for drug in (hit.drug, *hit.others)
    ]
    mentions = ingredient_mentions(ask)
    told = [
        drug
        for mention in mentions
        for drug in (mention.drug, *mention.hit.others)
        if not mention.hit.of_class
    ]
    evidence = (*ask.item.evidence, *map(shown, mentions))
    return list(dict.fromkeys([*asked, *told])), distinct(evidence, MOST_EVIDENCE)


def _listed(ask: Ask, drug: str) -> bool:
    return ask.records.names.is_one_of(drug, ask.question.drugs)


def _fact(
    ask: Ask, finding: Finding, drugs: list[str], evidence: tuple[Evidence, ...]
) -> Fact:
    return Fact(
        fact=ask.entry.fact,
        finding=finding,
        value=", ".join(drugs),
        as_of=ask.as_of,
        evidence=evidence,
    )


FINDERS: Finders = {"rejected_ingredient": find_rejected, "accepted": find_accepted}
