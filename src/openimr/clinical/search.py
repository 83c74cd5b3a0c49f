"""The trail of a search that found nothing: what, where, and what came close."""

from collections.abc import Iterable

from openimr.domain import NearMiss, Search

from .ask import Ask
from .named import named

MOST_NEAREST = 5


def search(ask: Ask, nearest: Iterable[NearMiss] = ()) -> Search:
    """Return what was looked for, in which documents, over which days."""
    read = [
        document
        for document in ask.records.documents
        if document.date is None or document.date <= ask.as_of
    ]
    told = _each_once(nearest)
    days = sorted(document.date for document in read if document.date is not None)
    return Search(
        terms=ask.entry.terms,
        documents=tuple(document.id for document in read),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        unreadable=ask.records.unreadable,
        nearest=(*told, *named(ask, told)),
    )


def _each_once(nearest: Iterable[NearMiss]) -> tuple[NearMiss, ...]:
    """Return the nearest passages; of words carried from note to note the first."""
    kept: dict[str, NearMiss] = {}
    for each in nearest:
        kept.setdefault(each.evidence.quote.casefold(), each)
    return tuple(kept.values())[:MOST_NEAREST]
