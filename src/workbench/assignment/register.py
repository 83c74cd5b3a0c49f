"""The register of reviewers: entries of people, and what they have to do now."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from pydantic import TypeAdapter, ValidationError

from openimr.domain.reviewer import Reviewer as Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.people.roles import Role

from .models import Assignment, Reviewer

_ENTRY = TypeAdapter(Entry)
_DONE = (State.SIGNED, State.RELEASED, State.WITHDRAWN)
"""States in which a reviewer has nothing to do, though the assignment is open."""


def who_review(among: Collection[UUID] | None = None) -> "QuerySet[User]":
    """Return the people who review, by name, with their entry at hand."""
    held = Q(held_roles__role=Role.REVIEWER, held_roles__until=None)
    people = User.objects.filter(held, is_active=True).select_related("reviewer")
    if among is not None:
        people = people.filter(pk__in=among)
    return people.order_by("name", "email")


def workload(people: Collection[UUID] | None = None) -> Mapping[UUID, int]:
    """Return how many cases each reviewer has to work on; nobody is not listed."""
    open_ = Assignment.objects.filter(ended=None).exclude(case__state__in=_DONE)
    if people is not None:
        open_ = open_.filter(reviewer__in=people)
    counted = open_.values("reviewer").annotate(many=Count("pk"))
    return dict(counted.values_list("reviewer", "many"))


def entry_of(user: User) -> Entry | None:
    """Return what the register says of a person; None where it says nothing.

    An entry that an older program kept and this one cannot read counts as none: the
    page then asks to describe the person anew.
    """
    row: Reviewer | None = getattr(user, "reviewer", None)
    if row is None or not row.entry:
        return None
    try:
        return _ENTRY.validate_python(row.entry)
    except ValidationError:
        return None


def as_entry(entry: Entry) -> dict[str, object]:
    """Return an entry as JSON, what is not stated left out."""
    plain: dict[str, object] = _ENTRY.dump_python(
        entry, mode="json", exclude_none=True, exclude_defaults=True
    )
    return plain


@dataclass(frozen=True, slots=True)
class Panel:
    """Everybody who may be asked today, as the core sees them."""

    today: dt.date
    entries: tuple[Entry, ...]
    """Under the ids of the people, so that no two can be taken for one."""

    people: Mapping[str, User]
    undescribed: tuple[User, ...]
    """Who reviews but has no entry; nobody can tell what they may do."""

    def without(self, ids: Collection[UUID]) -> "Panel":
        """Return the panel without some people."""
        gone = {str(each) for each in ids}
        return replace(
            self, entries=tuple(one for one in self.entries if one.id not in gone)
        )


def panel(among: Collection[UUID] | None = None) -> Panel:
    """Return the panel of today with what each has to do now, or some of it."""
    people = list(who_review(among))
    busy = workload(among)
    entries, undescribed = [], []
    for user in people:
        entry = entry_of(user)
        if entry is None:
            undescribed.append(user)
        else:
            entries.append(_today(entry, user, busy.get(user.pk, 0)))
    return Panel(
        timezone.localdate(),
        tuple(entries),
        {str(user.pk): user for user in people},
        tuple(undescribed),
    )


def _today(entry: Entry, user: User, open_cases: int) -> Entry:
    """Return an entry with what the site itself knows: mailbox, name, workload."""
    names = entry.other_names
    if user.name not in {entry.name, *names}:
        names = (*names, user.name)
    emails = entry.emails
    if user.email not in {each.lower() for each in emails}:
        emails = (*emails, user.email)
    return replace(
        entry, id=str(user.pk), other_names=names, emails=emails, open_cases=open_cases
    )


def seated(case: Case) -> frozenset[UUID]:
    """Return who has a case now."""
    open_ = case.assignments.filter(ended=None)
    return frozenset(open_.values_list("reviewer", flat=True))


def declined(case: Case) -> Mapping[UUID, Assignment]:
    """Return who declined a case, with the assignment that was declined last."""
    gone = case.assignments.filter(declined=True).select_related("why_ended")
    return {one.reviewer_id: one for one in gone.order_by("pk")}
