"""Figures of quality over a span of time: counts and days, no case and no name."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from openimr.casework.engine import knowledge
from workbench.review.models import Signature

from .models import Check, Examination, Release

_YEAR = dt.timedelta(days=365)
_ONE_DAY = 86_400
_STEPS = ((1, "within a day"), (3, "2 to 3 days"), (7, "4 to 7 days"))
_WORDS = tuple(words for _, words in _STEPS)
_LATER = "more than 7 days"
_COUNTS = ("items", "agreed", "unproposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the page of figures shows."""

    signed: int
    returned: int
    reasons: tuple[tuple[str, int], ...]
    released: int
    unpublished: int
    """Released without a publication copy, because the leak test blocked it."""

    in_spite: int
    """Released in spite of errors of lint."""

    middle_days: float | None
    """Median of the days from the last signature to the release."""

    late_days: float | None
    """Nine of ten were released within so many days."""

    waits: tuple[tuple[str, int], ...]
    items: int
    agreed: int
    unproposed: int
    """Items for which the library held no criteria, so that nothing was proposed."""

    overruled: tuple[tuple[str, str, int], ...]
    """Criterion, what it asks, and how often reviewers judged it otherwise."""

    @property
    def agreed_share(self) -> int | None:
        """Return per cent of the proposals that the reviewers agreed with."""
        proposed = self.items - self.unproposed
        return round(100 * self.agreed / proposed) if proposed else None

    @property
    def returned_share(self) -> int | None:
        """Return per cent of the signatures that went back."""
        return round(100 * self.returned / self.signed) if self.signed else None


def period(asked: Mapping[str, str], today: dt.date) -> tuple[dt.date, dt.date]:
    """Return first and last day of the span; a year to today where nothing is asked."""
    last = _day(asked.get("last", ""), today)
    first = _day(asked.get("first", ""), max(last - _YEAR, dt.date.min + _YEAR))
    return min(first, last), max(first, last)


def _day(words: str, usual: dt.date) -> dt.date:
    try:
        found = dt.date.fromisoformat(words)
    except ValueError:
        return usual
    # Midnight of the first and last years falls out of what a time can be.
    return found if 1900 <= found.year <= 9000 else usual


def figures_between(first: dt.date, last: dt.date) -> Figures:
    """Return the figures of what was signed, returned and released in a span."""
    span = (_midnight(first), _midnight(last + dt.timedelta(days=1)))
    signed = Signature.objects.filter(signed__gte=span[0], signed__lt=span[1])
    back = Check.objects.filter(
        outcome=Check.Outcome.RETURNED, at__gte=span[0], at__lt=span[1]
    )
    released = Release.objects.filter(at__gte=span[0], at__lt=span[1])
    days = _days(released)
    counted = _counted(
        Examination.objects.filter(
            signature__signed__gte=span[0], signature__signed__lt=span[1]
        ).values_list("figures", flat=True)
    )
    return Figures(
        signed=signed.count(),
        returned=signed.exclude(returned=None).count(),
        reasons=_reasons(back),
        released=len(days),
        unpublished=released.filter(publication=None).count(),
        in_spite=released.exclude(reason="", why=None).count(),
        middle_days=round(median(days), 1) if days else None,
        late_days=_late(days),
        waits=_waits(days),
        items=counted["items"],
        agreed=counted["agreed"],
        unproposed=counted["unproposed"],
        overruled=_named(counted),
    )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _days(released: QuerySet[Release]) -> list[float]:
    """Return the days from the last signature that stands to the release."""
    standing = Q(case__signatures__returned=None)
    found = released.order_by().values_list("pk", "at")
    return [
        (at - signed).total_seconds() / _ONE_DAY
        for _, at, signed in found.annotate(
            signed=Max("case__signatures__signed", filter=standing)
        )
    ]


def _late(days: Sequence[float]) -> float | None:
    if len(days) < 2:
        return round(days[0], 1) if days else None
    return round(quantiles(days, n=10, method="inclusive")[-1], 1)


def _waits(days: Iterable[float]) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        next((words for most, words in _STEPS if each <= most), _LATER) for each in days
    )
    return tuple((words, counted[words]) for words in (*_WORDS, _LATER))


def _reasons(back: QuerySet[Check]) -> tuple[tuple[str, int], ...]:
    found = back.order_by().values_list("reason").annotate(n=Count("pk"))
    counted: dict[str, int] = dict(found)
    return tuple(
        (reason.label, counted.get(reason.value, 0)) for reason in Check.Reason
    )


def _counted(each: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    total: Counter[str] = Counter()
    overruled: Counter[str] = Counter()
    for counts in each:
        total.update({name: counts.get(name, 0) for name in _COUNTS})
        overruled.update(counts.get("overruled", {}))
    return {**{name: total[name] for name in _COUNTS}, "overruled": overruled}


def _named(counted: Mapping[str, Any]) -> tuple[tuple[str, str, int], ...]:
    """Return criteria by how often they were overruled, with the library's words."""
    said = _statements() if counted["overruled"] else {}
    found = counted["overruled"].items()
    return tuple(
        (id_, said.get(id_, "no longer in the library"), many)
        for id_, many in sorted(found, key=lambda each: (-each[1], each[0]))
    )


@cache
def _statements() -> Mapping[str, str]:
    return {
        rule.id: rule.statement
        for family in knowledge().library.families
        for edition in family.editions
        for rule in (
            *(edition.required.criteria() if edition.required else ()),
            *edition.contraindications,
            *edition.advisory,
            *edition.compare,
        )
    }
