"""What somebody sees of a case: parties see fewer steps, and only their own papers."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from workbench.cases.models import Case, CaseRecord
from workbench.cases.states import State
from workbench.parties.models import Sent
from workbench.parties.stages import STAGES
from workbench.people.models import User
from workbench.people.roles import Right

_INSIDE = frozenset({Right.COORDINATE, Right.ASSURE, Right.REVIEW})


def seen_case(user: User, case: UUID) -> Case:
    """Return a case that somebody may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Case.objects.visible_to(user), pk=case)


def inside(user: User) -> bool:
    """Tell whether somebody follows every step of the cases that they see."""
    return bool(_INSIDE & user.rights)


def _shown(state: State) -> State:
    """Return the first of the states that a party cannot tell from this one."""
    return next(each for each in State if STAGES[each] is STAGES[state])


SHOWN: Mapping[State, State] = MappingProxyType({each: _shown(each) for each in State})
"""State of a case to the one that parties are told."""


def shown_state(case: Case, user: User) -> State:
    """Return the state of a case as somebody is told it."""
    state = State(case.state)
    return state if inside(user) else SHOWN[state]


def states_shown_as(state: State, user: User) -> list[State]:
    """Return the states of cases that somebody means by one."""
    if inside(user):
        return [state]
    return [each for each, shown in SHOWN.items() if shown is state]


def records_of(case: Case, user: User) -> list[dict[str, object]] | None:
    """Return the records that somebody may know of; None: they have a desk for that."""
    if Right.COORDINATE in user.rights:
        return [record_told(each) for each in case.records.order_by("pk")]
    if inside(user):
        return None
    return [sent_told(each) for each in sent_by(case, user).order_by("pk")]


def sent_by(case: Case, user: User) -> "QuerySet[Sent]":
    """Return what a party sent in itself."""
    own = Sent.objects.filter(party__user=user, party__case=case, party__ended=None)
    return own.select_related("record")


def record_told(record: CaseRecord) -> dict[str, object]:
    """Return a record as coordinators are told of it."""
    return {
        "id": record.pk,
        "name": record.name,
        "sha256": record.sha256,
        "added": record.added,
    }


def sent_told(sent: Sent) -> dict[str, object]:
    """Return a record as the party that sent it is told of it."""
    return {
        "id": sent.pk,
        "name": sent.name,
        "sha256": sent.record.sha256,
        "added": sent.at or sent.record.added,
    }
