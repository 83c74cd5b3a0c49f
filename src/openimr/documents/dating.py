"""Find the date of a document itself among the dates that stand on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from openimr.domain import DocumentKind

from .date_roles import DateFound, date_rules, find_roles, in_file_name
from .views import PageView

_LIFETIME = timedelta(days=15 * 365)
"""A date without a label this much older than the newest is a date of birth."""

_LATEST_YEAR = 2099
_AFTER_SIGNING = timedelta(days=31)


def tell_date(
    pages: tuple[PageView, ...], kind: DocumentKind, file_name: str | None = None
) -> DateFound | None:
    """Return the date of a document, or None where it bears none.

    ``file_name`` helps only where the pages say nothing.
    """
    found = list(find_roles(pages, kind))
    if file_name:
        found += in_file_name(file_name)
    ranks = date_rules().ranks
    order = ranks.get(kind.value, ranks["default"])
    ranked = [one for one in _plausible(found) if one.role in order]
    if not ranked:
        return None
    return max(ranked, key=lambda one: _preference(one, order))


def _plausible(found: list[DateFound]) -> Iterator[DateFound]:
    """Leave out slips of the pen, and dates of birth that no label gives away.

    A document can neither be older than the injury it speaks of nor younger than its
    own transmission; of such dates one counts only where there is no other.
    """
    found = [one for one in found if one.value.year <= _LATEST_YEAR]
    newest = max((one.value for one in found), default=date.min)
    signed = max(_of(found, "signed"), default=date.max - _AFTER_SIGNING)
    first, last = min(_of(found, "injury"), default=date.min), _sent(found)
    for one in found:
        late = one.role != "signed" and one.value > signed + _AFTER_SIGNING
        birth = one.role == "header" and one.value < newest - _LIFETIME
        if not (late or birth):
            possible = first <= one.value <= last
            yield one if possible else replace(one, doubtful=True)


def _of(found: list[DateFound], role: str) -> Iterator[date]:
    return (one.value for one in found if one.role == role)


def _sent(found: list[DateFound]) -> date:
    return max(_of(found, "stamp"), default=date.max)


def _preference(
    one: DateFound, order: dict[str, float]
) -> tuple[bool, float, int, date]:
    """Prefer the better role, then the line nearest to the top, then the later day.

    Of rows and signatures the latest counts: they are written one after the other.
    """
    last = one.role in ("row", "span", "signed", "named")
    return (not one.doubtful, order[one.role], 0 if last else -one.line, one.value)
