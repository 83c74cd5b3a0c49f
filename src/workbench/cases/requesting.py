"""Which records are missing, and the draft of a letter that asks for them."""

import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.domain.eligibility import Presence, RecordAnswer
from openimr.domain.guideline import Mark

from .course import Standing
from .models import Case

_LACKING = frozenset({Presence.MISSING, Presence.CANNOT_TELL})


def missing_records(now: Standing) -> list[str]:
    """Return the ids of the needed records that are not there for certain."""
    return [
        one.id
        for one in now.eligibility.packet.answers
        if one.needed and one.presence in _LACKING
    ]


def letter_for(
    case: Case, now: Standing, records: Sequence[str], due: dt.date | None
) -> str:
    """Return the text of a request for records: what, from whom, by which rule.

    It names neither the worker nor anything of the records but their kinds.
    """
    return "\n".join(_lines(case, now, records, due)) + "\n"


def _lines(
    case: Case, now: Standing, records: Sequence[str], due: dt.date | None
) -> Iterator[str]:
    actors = {one.id: one.title for one in now.programme.actors}
    answers = {one.id: one for one in now.eligibility.packet.answers}
    asked = [answers[id_] for id_ in records]
    yield now.programme.title
    yield f"Request for records, case {case.number}, {now.today}"
    for owes in dict.fromkeys(one.owed_by for one in asked):
        yield ""
        yield f"From {actors[owes]}:"
        yield from (_line(one) for one in asked if one.owed_by == owes)
    yield ""
    if due is not None:
        yield f"Last day: {due}."
    yield "Where a record does not exist, certify that instead of sending it."
    if any(one.mark is Mark.UNVERIFIED for one in asked):
        yield "UNVERIFIED: the passage cited was not read at its source."


def _line(one: RecordAnswer) -> str:
    mark = f" [{one.mark.value}]" if one.mark is Mark.UNVERIFIED else ""
    return f"* {one.id} {one.title}.  ({one.citation}){mark}"
