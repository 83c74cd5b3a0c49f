"""Families and editions as plain objects, for JSON."""

from openimr.domain import Criterion, Edition, Group, GuidelineSource, Limit

from .changes import Change
from .holdings import Holding, Marked
from .outline import amount, citation


def edition_object(edition: Edition, source: GuidelineSource) -> dict[str, object]:
    """Return an edition with its criteria tree."""
    return {
        "guideline": edition.guideline,
        "citation": citation(edition, source),
        "section": edition.section,
        "pages": edition.pages,
        "pages_mark": edition.pages_mark.value if edition.pages else None,
        "since": edition.since.isoformat() if edition.since else None,
        "until": edition.until.isoformat() if edition.until else None,
        "recommendation": edition.recommendation.value,
        "note": edition.note,
        "inherited": edition.inherited,
        "gap": edition.gap,
        "reading": edition.reading,
        "sources": list(edition.sources),
        "required": _group(edition.required) if edition.required else None,
        "contraindications": [_criterion(rule) for rule in edition.contraindications],
        "advisory": [_criterion(rule) for rule in edition.advisory],
        "compare": [_criterion(rule) for rule in edition.compare],
    }


def holding_object(held: Holding) -> dict[str, object]:
    """Return the counts of one family."""
    return {
        "id": held.id,
        "kind": held.kind,
        "title": held.title,
        "guidelines": list(held.guidelines),
        "gaps": list(held.gaps),
        "criteria": marked_object(held.criteria),
        "pages": marked_object(held.pages),
    }


def marked_object(counted: Marked) -> dict[str, int]:
    """Return a count by its mark."""
    return {"verified": counted.verified, "UNVERIFIED": counted.unverified}


def change_object(change: Change) -> dict[str, object]:
    """Return one difference."""
    return {
        "kind": change.kind.value,
        "what": change.what,
        "detail": change.detail,
        "before": change.before,
        "after": change.after,
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "needs": group.needs.value,
        "name": group.name,
        "reading": group.reading,
        "when": _criterion(group.when) if group.when else None,
        "silence_shuts": group.silence_shuts,
        "parts": [
            _group(part) if isinstance(part, Group) else _criterion(part)
            for part in group.parts
        ],
    }


def _criterion(rule: Criterion) -> dict[str, object]:
    return {
        "id": rule.id,
        "statement": rule.statement,
        "guideline": rule.guideline,
        "fact": rule.fact,
        "wanted": rule.wanted,
        "limit": _limit(rule.limit) if rule.limit else None,
        "drugs": list(rule.drugs),
        "phase": rule.phase.value if rule.phase else None,
        "pages": rule.pages,
        "mark": rule.mark.value,
        "reading": rule.reading,
    }


def _limit(held: Limit) -> dict[str, object]:
    return {
        "operator": held.operator.value,
        "bound": amount(held),
        "mark": held.mark.value,
    }
