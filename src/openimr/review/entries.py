"""Write out criteria and facts in the fields of the contract."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from openimr.domain import (
    CriterionEntry,
    DisputedItem,
    Fact,
    FactEntry,
    Finding,
    NearestEntry,
    Search,
    SearchEntry,
    UrEntry,
    Verdict,
)

from .evaluate import Leaf, Weighing
from .select import Selection


def criterion_entries(
    weighing: Weighing | None, facts: Mapping[str, Fact], selection: Selection
) -> Iterator[CriterionEntry]:
    """Yield every criterion of the governing edition with how it came out."""
    if weighing is None:
        return
    roles = (
        ("required", weighing.required()),
        ("contraindication", weighing.contraindications),
        ("advisory", weighing.advisory),
        ("comparison", weighing.compare),
    )
    pages = {e.guideline: e.pages for e in reversed(selection.beside)}
    pages[weighing.edition.guideline] = weighing.edition.pages
    bearing = weighing.telling()
    for role, leaves in roles:
        for leaf in leaves:
            required = role == "required" and leaf in bearing
            entry = _criterion(leaf, role, facts, pages)
            yield replace(entry, required=required)


def _criterion(
    leaf: Leaf,
    role: str,
    facts: Mapping[str, Fact],
    pages: Mapping[str, str | None],
) -> CriterionEntry:
    rule = leaf.criterion
    return CriterionEntry(
        id=rule.id,
        statement=rule.statement,
        fact=rule.fact,
        required=role == "required",
        role=role,
        group=leaf.way,
        guideline=rule.guideline,
        pages=rule.pages or pages.get(rule.guideline),
        mark=rule.limit.mark if rule.limit else rule.mark,
        status=leaf.verdict,
        why=_why(leaf, facts.get(rule.fact)),
    )


def _why(leaf: Leaf, fact: Fact | None) -> str:
    """Say in one sentence why a criterion came out as it did."""
    rule = leaf.criterion
    if fact is None or fact.finding is Finding.SILENT:
        return f"not documented: {rule.silent or rule.statement}"
    limit = rule.limit
    found = str(fact.value) if fact.value is not None else fact.finding.value
    if limit is not None:
        bound = f"{limit.operator.value.replace('_', ' ')} {limit.bound}"
        return f"{found} documented against a limit of {bound} ({limit.mark.value})"
    said = rule.met if leaf.verdict is Verdict.MET else rule.unmet
    return f"{said or found}" + (f" ({fact.how})" if fact.how else "")


def ur_entry(item: DisputedItem) -> UrEntry | None:
    """Return what utilization review answered, where the file says it."""
    ur = item.ur
    if ur is None:
        return None
    return UrEntry(
        outcome=ur.outcome,
        date=ur.date,
        reason=ur.reason,
        guideline=ur.guideline,
        approved=ur.approved,
    )


def fact_entry(fact: Fact, labels: Mapping[str, str]) -> FactEntry:
    """Return a fact as the determination lists it."""
    return FactEntry(
        fact=fact.fact,
        label=labels.get(fact.fact, fact.fact.replace("_", " ")),
        finding=fact.finding,
        value=None if fact.value is None else str(fact.value),
        as_of=fact.as_of,
        evidence=fact.evidence,
        against=fact.against,
        how=fact.how,
        searched=_search(fact.searched) if fact.searched else None,
    )


def _search(search: Search) -> SearchEntry:
    return SearchEntry(
        terms=search.terms,
        documents=search.documents,
        from_=search.first,
        to=search.last,
        unreadable=search.unreadable,
        nearest=tuple(
            NearestEntry(
                document=miss.evidence.document,
                page=miss.evidence.page,
                quote=miss.evidence.quote,
                why=miss.why,
            )
            for miss in search.nearest
        ),
    )
