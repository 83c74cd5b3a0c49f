"""What the page of a case shows, gathered from its rows and its last reading."""

from collections.abc import Mapping
from dataclasses import dataclass

from openimr.domain.clock import DueDate
from openimr.domain.deadlines import EventKind, FactAsked, FactKind
from openimr.domain.eligibility import Answer, GroundAnswer, Presence, RecordAnswer
from openimr.errors import OpenImrError

from .actions import by_hand
from .course import Standing, earlier_case, standing
from .deciding import SCREENABLE
from .due import DueLine, due_lines
from .forms import FilesForm
from .keeping import words_of
from .models import Case, Telling, What
from .overview import Overview, overview_in
from .requesting import missing_records
from .states import NEXT, OPEN_TO_FILES, State

_SIGNS = {Answer.PASSES: "good", Answer.FAILS: "bad", Answer.CANNOT_TELL: "warn"}
_PRESENT = {
    Presence.PRESENT: "good",
    Presence.CERTIFIED: "good",
    Presence.MISSING: "bad",
    Presence.CANNOT_TELL: "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundLine:
    """One ground with its tone."""

    ground: GroundAnswer
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of the packet with its tone."""

    answer: RecordAnswer
    owed_by: str
    tone: str
    asked: bool
    """Whether it is marked in the form that asks for records."""

    open: bool
    """Whether it can still be told to be supplied or certified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """Something that was told, in words."""

    row: Telling
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What depends on the day: screening, clocks, records, and what can be told."""

    now: Standing
    grounds_open: tuple[GroundLine, ...]
    """Those that fail, then those that cannot be told."""

    grounds_passed: tuple[GroundLine, ...]
    due_running: tuple[DueLine, ...]
    due_at_rest: tuple[DueLine, ...]
    next_due: DueDate | None
    records: tuple[RecordLine, ...]
    questions: tuple[FactAsked, ...]
    """Unanswered questions that take one of several answers."""

    events: tuple[EventKind, ...]
    told: tuple[ToldLine, ...]


def page_of(case: Case) -> dict[str, object]:
    """Return the context of a case's page."""
    overview, desk, fault = _read(case)
    state = State(case.state)
    return {
        "case": case,
        "reading": case.reading,
        "overview": overview,
        "desk": desk,
        "fault": fault,
        "files": case.records.select_related("file").order_by("name"),
        "record_form": FilesForm(auto_id="record_%s"),
        "open_to_files": state in OPEN_TO_FILES,
        "screenable": state in SCREENABLE and desk is not None,
        "choices": [to for to in _SCREENED if to in NEXT[state]],
        "can_request": State.AWAITING_RECORDS in (*NEXT[state], state),
        "next": [to for to in State if to in by_hand(case)],
        "earlier": earlier_case(case),
        "decisions": _decisions(case),
        "requests": [
            (one, words_of(one.letter))
            for one in case.requests.select_related("letter", "made_by")
        ],
    }


_SCREENED = (State.READY, State.INELIGIBLE)


def _read(case: Case) -> tuple[Overview | None, Desk | None, str]:
    try:
        overview = overview_in(case.last_read)
        if overview is None:
            return None, None, ""
        return overview, _desk(case, standing(case, overview.course)), ""
    except OpenImrError as error:
        return None, None, str(error)


def _decisions(case: Case) -> list[tuple[object, str]]:
    rows = case.decisions.select_related("reason", "made_by").order_by("-pk")
    return [(one, words_of(one.reason)) for one in rows]


def _desk(case: Case, now: Standing) -> Desk:
    found, due = now.eligibility, due_lines(now)
    missing = {title for one in found.screening.answers for title in one.missing}
    return Desk(
        now=now,
        grounds_open=_grounds(now, Answer.FAILS) + _grounds(now, Answer.CANNOT_TELL),
        grounds_passed=_grounds(now, Answer.PASSES),
        due_running=tuple(one for one in due if one.running),
        due_at_rest=tuple(one for one in due if not one.running),
        next_due=now.next_due,
        records=_records(now),
        questions=tuple(
            one
            for one in now.programme.facts
            if one.title in missing and one.kind is not FactKind.TEXT
        ),
        events=tuple(sorted(now.programme.events, key=lambda one: one.title)),
        told=_told(case, now),
    )


def _grounds(now: Standing, answer: Answer) -> tuple[GroundLine, ...]:
    return tuple(
        GroundLine(ground=one, tone=_SIGNS[one.answer])
        for one in now.eligibility.screening.answers
        if one.answer is answer
    )


def _records(now: Standing) -> tuple[RecordLine, ...]:
    actors = {one.id: one.title for one in now.programme.actors}
    asked = set(missing_records(now))
    return tuple(
        RecordLine(
            answer=one,
            owed_by=actors[one.owed_by],
            tone=_PRESENT.get(one.presence, ""),
            asked=one.id in asked,
            open=one.presence in {Presence.MISSING, Presence.CANNOT_TELL},
        )
        for one in now.eligibility.packet.answers
    )


def _told(case: Case, now: Standing) -> tuple[ToldLine, ...]:
    titles: Mapping[str, Mapping[str, str]] = {
        What.EVENT: {one.id: one.title for one in now.programme.events},
        What.FACT: {one.id: one.title for one in now.programme.facts},
        What.CERTIFIED: {one.id: one.title for one in now.programme.records},
        What.SUPPLIED: {one.id: one.title for one in now.programme.records},
    }
    rows = case.tellings.filter(withdrawn=None).select_related("told_by")
    return tuple(
        ToldLine(row=one, words=titles[one.what].get(one.subject, one.subject))
        for one in rows
    )
