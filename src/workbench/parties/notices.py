"""What parties are told, made as a case moves on; an e-mail says that there is news."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.languages.speech import day, say

from .models import Notice, Party

BY_HAND: Mapping[str, bool] = MappingProxyType(
    {"call_us": False, "send_records": True, "takes_longer": True}
)
"""Kinds that a coordinator sends, and whether each names a day."""

_ON_MOVE: Mapping[State, str] = MappingProxyType(
    {
        State.AWAITING_RECORDS: "records_requested",
        State.READY: "eligible",
        State.ASSIGNED: "assigned",
        State.INELIGIBLE: "ineligible",
        State.WITHDRAWN: "withdrawn",
        State.RELEASED: "released",
    }
)
_ONCE = frozenset({"eligible", "assigned"})
"""Steps that a case may take again, when a file comes late or the reviewer changes."""

KINDS = ("welcome", "received", *_ON_MOVE.values(), *BY_HAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice in the words of the page's language."""

    case: Case
    kind: str
    title: str
    text: str
    made: dt.datetime
    new: bool


def tell(parties: Iterable[Party], kind: str, **data: Any) -> list[Notice]:
    """Make a notice for each party and queue its e-mail, in the act's transaction.

    The queue is a table: so an e-mail is queued if and only if the act stands.
    """
    from .tasks import mail_news

    now = timezone.now()
    made = [
        Notice.objects.create(party=party, kind=kind, data=data, made=now)
        for party in parties
    ]
    for notice in made:
        mail_news.enqueue(notice.pk)
    return made


def on_moved(case: Case, to: State, **_: object) -> None:
    """Tell the parties of a case of a step that concerns them."""
    kind = _ON_MOVE.get(to)
    if kind is None:
        return
    parties = Party.objects.filter(case=case, ended=None).order_by("pk")
    if kind in _ONCE:
        parties = parties.exclude(notices__kind=kind)
    tell(parties, kind)


def in_words(notice: Notice) -> Told:
    """Return a notice in the words of the page's language."""
    blanks = {}
    if "day" in notice.data:
        blanks["day"] = day(dt.date.fromisoformat(notice.data["day"]))
    return Told(
        case=notice.party.case,
        kind=notice.kind,
        title=say(f"notices.{notice.kind}_title"),
        text=say(f"notices.{notice.kind}_text", **blanks),
        made=notice.made,
        new=notice.seen is None,
    )
