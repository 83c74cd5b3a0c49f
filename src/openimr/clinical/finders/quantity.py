"""How many units are asked for."""

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.clinical.medications.mentions import Mention
from openimr.domain import DocumentKind, Fact, Finding, Quantity

PAPER_ORDER = {
    DocumentKind.RFA: 0,
    DocumentKind.UR_DECISION: 2,
    DocumentKind.IMR_APPLICATION: 3,
}
"""Papers that name the request, the most exact first; reports stand at 1."""

UNITS = "units"
MOST_EVIDENCE = 6


def find_quantity(ask: Ask) -> Fact:
    """Answer how many units the request asks for.

    The item's own quantity decides; without one, that of the request for
    authorization, the latest report, the review letter or the application.
    """
    quantity = ask.item.details.quantity
    stated = _stated(ask)
    if quantity is None and stated:
        quantity = stated[0].directions.quantity
    if quantity is None:
        return silent(ask)
    same = [each for each in stated if each.directions.quantity == quantity]
    evidence = distinct((each.evidence() for each in same), MOST_EVIDENCE)
    if not evidence:
        evidence = ask.item.evidence[:MOST_EVIDENCE]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(float(quantity), UNITS),
        as_of=same[0].on if same else None,
        evidence=evidence,
        how=f"{quantity} {UNITS} asked for",
    )


def _stated(ask: Ask) -> list[Mention]:
    """Return where the records give a quantity of the drug, best source first."""
    found = [
        mention
        for mention in ask.records.mentions
        if mention.drug == ask.subject.drug
        and mention.directions.quantity is not None
        and (_is_paper(mention) or ask.counts_then(mention.on))
    ]
    return sorted(found, key=_rank)


def _is_paper(mention: Mention) -> bool:
    return mention.page.document.kind in PAPER_ORDER


def _rank(mention: Mention) -> tuple[int, int, int, int]:
    day = mention.on.toordinal() if mention.on else 0
    kind = PAPER_ORDER.get(mention.page.document.kind, 1)
    return kind, -day, mention.page.order, mention.start


FINDERS: Finders = {"quantity": find_quantity}
