"""The guidelines that an item rests on, and what about them nobody has checked."""

from collections.abc import Iterator

from openimr.domain import GuidelineEntry, ItemDetermination, Mark

from .points import Point, Points

_MOST = 2


def cited(item: ItemDetermination, found: Points) -> tuple[GuidelineEntry, ...]:
    """Return the guideline that governs, and one more that a deciding rule is from."""
    used = [entry for entry in item.guidelines if entry.used]
    deciding = {point.entry.guideline for point in _deciding(found)}
    governing = used[:1]
    deciding -= {entry.guideline for entry in governing}
    others = [entry for entry in used[1:] if entry.guideline in deciding]
    return (*governing, *others[: _MOST - 1])


def unchecked(item: ItemDetermination, found: Points) -> tuple[bool, bool]:
    """Tell whether pages, and whether a rule that decided, carry ``UNVERIFIED``."""
    pages = any(
        entry.pages is not None and entry.pages_mark is Mark.UNVERIFIED
        for entry in cited(item, found)
    )
    rules = any(point.entry.mark is Mark.UNVERIFIED for point in _deciding(found))
    return pages, rules


def _deciding(found: Points) -> Iterator[Point]:
    if found.failed or found.missing:
        yield from found.failed
        yield from found.missing
    else:
        yield from found.met
