"""Which cases the queue shows, in which order; everything asked stands in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from django.db.models import Count, F, OrderBy, Q, QuerySet

from .models import Case
from .states import State

_SOON = timedelta(days=7)

DUE: Mapping[str, str] = MappingProxyType(
    {
        "overdue": "Overdue",
        "soon": "Due within a week",
        "later": "Due later",
        "none": "Nothing due",
    }
)
PRIORITIES: Mapping[str, str] = MappingProxyType(
    {"regular": "Regular", "expedited": "Expedited"}
)
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "received": "Oldest first",
        "-received": "Newest first",
        "due": "Next due first",
        "number": "Number",
        "worker": "Worker",
        "claims_administrator": "Claims administrator",
        "state": "State",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of the queue; what it does not know is left out."""

    state: str = ""
    priority: str = ""
    due: str = ""
    words: str = ""
    sort: str = "received"

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.state or self.priority or self.due or self.words)


def asked_by(given: Mapping[str, str]) -> Asked:
    """Return what the parameters of an address ask."""

    def one(name: str, known: Mapping[str, str]) -> str:
        return given[name] if given.get(name) in known else ""

    words = "".join(c for c in given.get("words", "") if c.isprintable())
    return Asked(
        state=one("state", dict(State.choices)),
        priority=one("priority", PRIORITIES),
        due=one("due", DUE),
        words=words.strip()[:200],
        sort=one("sort", SORTS) or "received",
    )


def narrowed(cases: "QuerySet[Case]", asked: Asked, today: date) -> "QuerySet[Case]":
    """Return the cases that answer, in the order that was asked for."""
    found = cases
    if asked.state:
        found = found.filter(state=asked.state)
    return _but_for_state(found, asked, today).order_by(*_order(asked.sort))


def counts(cases: "QuerySet[Case]", asked: Asked, today: date) -> dict[str, int]:
    """Return how many of the cases that answer otherwise stand in each state."""
    found = _but_for_state(cases, asked, today).order_by()
    rows = found.values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def _but_for_state(
    cases: "QuerySet[Case]", asked: Asked, today: date
) -> "QuerySet[Case]":
    found = cases
    if asked.priority:
        found = found.filter(priority=asked.priority)
    if asked.due:
        found = found.filter(_due(asked.due, today))
    if asked.words:
        found = found.filter(
            Q(number__icontains=asked.words)
            | Q(worker__icontains=asked.words)
            | Q(claims_administrator__icontains=asked.words)
        )
    return found


def _due(word: str, today: date) -> Q:
    return {
        "overdue": Q(next_due__lt=today),
        "soon": Q(next_due__gte=today, next_due__lte=today + _SOON),
        "later": Q(next_due__gt=today + _SOON),
        "none": Q(next_due=None),
    }[word]


def _order(sort: str) -> tuple[str | OrderBy, ...]:
    if sort == "due":
        return F("next_due").asc(nulls_last=True), "number"
    if sort == "number":
        return ("number",)
    return sort, "-number" if sort == "-received" else "number"
