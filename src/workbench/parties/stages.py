"""What a party is told of where a case stands: a stage, its rules, its due date.

Parties see fewer steps than the organisation takes: that a determination was signed
and is being checked, or went back to the reviewer, is not theirs to follow.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from openimr.domain.clock import DueDate, Status
from openimr.domain.guideline import Mark
from openimr.errors import OpenImrError
from openimr.process import load_programme
from workbench.cases.course import standing
from workbench.cases.models import Case
from workbench.cases.overview import overview_in
from workbench.cases.states import State
from workbench.languages.speech import day, say


class Stage(StrEnum):
    """Where a case stands, as parties see it; texts are named by it."""

    RECEIVED = "received"
    RECORDS = "records"
    ACCEPTED = "accepted"
    WITH_DOCTOR = "with_doctor"
    INELIGIBLE = "ineligible"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


STAGES: Mapping[State, Stage] = MappingProxyType(
    {
        State.RECEIVED: Stage.RECEIVED,
        State.READ: Stage.RECEIVED,
        State.AWAITING_RECORDS: Stage.RECORDS,
        State.READY: Stage.ACCEPTED,
        State.ASSIGNED: Stage.WITH_DOCTOR,
        State.IN_REVIEW: Stage.WITH_DOCTOR,
        State.SIGNED: Stage.WITH_DOCTOR,
        State.INELIGIBLE: Stage.INELIGIBLE,
        State.RELEASED: Stage.RELEASED,
        State.WITHDRAWN: Stage.WITHDRAWN,
    }
)
RULES: Mapping[Stage, tuple[str, ...]] = MappingProxyType(
    {
        Stage.RECEIVED: ("T17",),
        Stage.RECORDS: ("T25", "T27"),
        Stage.ACCEPTED: ("T28",),
        Stage.WITH_DOCTOR: ("T34", "T37"),
        Stage.INELIGIBLE: ("T19",),
        Stage.RELEASED: ("T37", "T38"),
        Stage.WITHDRAWN: ("T35", "T36"),
    }
)
"""Ids of the rules in the file of the programme, by whose words the texts stand."""

_DETERMINATION = MappingProxyType({"regular": "T30", "expedited": "T32"})
_UNTIL: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.RECORDS: "records",
        Stage.ACCEPTED: "determination",
        Stage.WITH_DOCTOR: "determination",
    }
)
"""Id of the deadline that a stage waits for."""

_RUNNING = frozenset({Status.OPEN, Status.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that a sentence rests on."""

    id: str
    citation: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands, in the words of the page's language."""

    stage: Stage
    name: str
    now: str
    next: str
    when: tuple[str, ...]
    dated: bool
    """Whether the first of these sentences names the day, by the clock of the case."""

    why: str
    rules: tuple[Rule, ...]

    @property
    def checked(self) -> bool:
        """Tell whether every rule of it was read in the law."""
        return all(rule.checked for rule in self.rules)

    @property
    def citation(self) -> str:
        """Return where the rules stand."""
        return cited(self.rules)


def cited(held: Iterable[Rule]) -> str:
    """Return the citations of rules, each once.

    >>> cited([Rule(id="A", citation="1; 2", checked=True)] * 2)
    '1; 2'
    """
    each = (part for rule in held for part in rule.citation.split("; "))
    return "; ".join(dict.fromkeys(each))


def stage_of(case: Case) -> Stage:
    """Return the stage of a case."""
    return STAGES[State(case.state)]


def standing_of(case: Case) -> Standing:
    """Tell where a case stands."""
    stage = stage_of(case)
    ids = RULES[stage]
    if _UNTIL.get(stage) == "determination":
        ids = (*ids, _DETERMINATION.get(case.priority, "T30"))
    due = _due(case, stage)
    return Standing(
        stage=stage,
        name=say(f"stages.{stage}_name"),
        now=say(f"stages.{stage}_now"),
        next=say(f"stages.{stage}_next"),
        when=tuple(_when(case, stage, due)),
        dated=due is not None,
        why=say(f"stages.{stage}_why"),
        rules=rules(case.programme, *ids),
    )


def _when(case: Case, stage: Stage, due: dt.date | None) -> list[str]:
    said = [say("stages.due_on", day=day(due))] if due else []
    if _UNTIL.get(stage) != "determination":
        return [*said, say(f"stages.{stage}_when")]
    fast = case.priority == "expedited"
    kind = "expedited" if fast else "regular"
    return [*said, say(f"stages.decision_when_{kind}"), say("stages.decision_late")]


def _due(case: Case, stage: Stage) -> dt.date | None:
    """Return the last day of what a stage waits for; None where no clock tells it."""
    asked = _UNTIL.get(stage)
    if asked is None:
        return None
    try:
        read = overview_in(case.last_read)
        due = standing(case, read.course).clock.reading.due if read else ()
    except OpenImrError:
        # A damaged reading is the coordinator's to mend; the rule is told all the same.
        return None
    return next((one.day for one in due if _running(one, asked)), None)


def _running(due: DueDate, deadline: str) -> bool:
    return due.deadline == deadline and due.status in _RUNNING


def rules(programme: str, *ids: str) -> tuple[Rule, ...]:
    """Return rules of a programme, with whether each was read in the law.

    Raises:
        InputError: no programme has that id.
    """
    held = {rule.id: rule for rule in load_programme(programme).rules}
    return tuple(
        Rule(
            id=id_,
            citation=held[id_].citation,
            checked=held[id_].mark is Mark.VERIFIED,
        )
        for id_ in ids
        if id_ in held
    )
