"""Candidates and answers as the coordinator's page tells them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from openimr.casework.proposing import Candidate, Standing, questions_of_rules
from openimr.domain.guideline import Mark
from openimr.domain.panel_case import CaseParty
from openimr.domain.screening import Answer, Match, RuleAnswer, Verdict
from openimr.panel.catalogue import specialties
from workbench.errors import StorageError
from workbench.people.models import User

from .checks import Check
from .models import Assignment
from .register import entry_of
from .reports import Report
from .sealed import report_in

_KINDS = {
    "self": "the reviewer",
    "affiliation": "an affiliation",
    "family": "a relative",
    "family_employer": "a relative's employer",
    "address": "an address",
}
_IN_FULL = 4
"""Reviewers of a page whose answers are written out; the rest have a link."""


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A party of the case beside the entry of the reviewer that it is like."""

    role: str
    party: str
    where: str
    kind: str
    entry: str
    why: str
    near: bool
    """A person may tell the two apart."""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One rule with its answer, in words."""

    rule: str
    question: str
    answer: str
    reason: str
    compared: tuple[str, ...]
    citation: str
    unverified: bool
    preference: bool
    matches: tuple[ShownMatch, ...]

    @property
    def tone(self) -> str:
        """Return the kind of tag that the answer gets."""
        if self.answer == Answer.YES:
            return "good"
        return "warn" if self.preference or self.answer != Answer.NO else "bad"


@dataclass(frozen=True, slots=True)
class Shown:
    """One reviewer of the page."""

    user: User
    label: str
    """What the organisation calls the reviewer."""

    specialties: str
    licences: str
    candidate: Candidate
    conflicts: tuple[ShownAnswer, ...]
    qualifications: tuple[ShownAnswer, ...]
    in_full: bool
    declined: str = ""

    @property
    def decisive(self) -> list[ShownAnswer]:
        """Return what bars, or has to be found out, or is preferred and missing."""
        found = self.candidate
        rules = [
            one.rule
            for one in (
                *found.refused_by,
                *found.to_find_out,
                *found.preferences_missed,
            )
        ]
        every = {one.rule: one for one in (*self.conflicts, *self.qualifications)}
        return [every[rule] for rule in rules]

    @property
    def near(self) -> list[ShownMatch]:
        """Return the near matches that a person may tell apart, each party once."""
        found = [m for one in self.conflicts for m in one.matches if m.near]
        return list({one.party: one for one in found}.values())


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A reviewer who has the case, with the check that it rests on."""

    row: Assignment
    report: Report
    fault: str = ""
    """Why the names in the check cannot be shown."""


def shown_seat(row: Assignment) -> ShownSeat:
    """Return a seat; one whose names are lost can be ended all the same."""
    try:
        return ShownSeat(row, report_in(row))
    except StorageError as error:
        return ShownSeat(row, cast("Report", row.report), str(error))


@dataclass(frozen=True, slots=True)
class Groups:
    """The panel in three groups."""

    free: list[Shown]
    ask: list[Shown]
    barred: list[Shown]


def groups(check: Check, wanted: str = "") -> Groups:
    """Return everybody with an entry, ranked; ``wanted`` is shown in full too."""
    made = Groups([], [], [])
    for found in check.candidates():
        user = check.panel.people[found.reviewer.id]
        gone = check.declined.get(user.pk)
        reason = gone.ending if gone else ""
        standing = Standing.BARRED if gone else found.standing
        group = {
            Standing.FREE: made.free,
            Standing.ASK: made.ask,
            Standing.BARRED: made.barred,
        }[standing]
        in_full = len(group) < _IN_FULL and standing is not Standing.BARRED
        in_full = in_full or found.reviewer.id == wanted
        group.append(_shown(found, user, reason, in_full=in_full))
    return made


def _shown(found: Candidate, user: User, declined: str, *, in_full: bool) -> Shown:
    entry = entry_of(user)
    return Shown(
        user,
        entry.id if entry else "",
        ", ".join(labels(found.reviewer.specialties)),
        ", ".join(
            f"{one.state} ({one.status.value})" for one in found.reviewer.licences or ()
        ),
        found,
        tuple(answers(found.screening.answers)),
        tuple(answers(found.qualifications)),
        in_full,
        declined,
    )


def labels(ids: Sequence[str]) -> list[str]:
    """Return specialties as people write them."""
    known = specialties().specialties
    return [known[one].label if one in known else one for one in ids]


def answers(given: Iterable[RuleAnswer]) -> Iterable[ShownAnswer]:
    """Yield answers in words."""
    questions = questions_of_rules()
    for one in given:
        yield ShownAnswer(
            one.rule,
            questions[one.rule],
            one.answer.value,
            one.reason.replace("_", " "),
            tuple(each.replace("_", " ") for each in one.data),
            one.citation,
            one.mark is Mark.UNVERIFIED,
            not one.bar,
            tuple(map(_match, one.matches)),
        )


def _match(one: Match) -> ShownMatch:
    return ShownMatch(
        one.party.role.value.replace("_", " "),
        one.party.name,
        one.party.where or "",
        _KINDS.get(one.kind, one.kind),
        one.entry,
        ", ".join(one.why),
        one.verdict is Verdict.ASK,
    )


def parties_by_role(parties: Sequence[CaseParty]) -> dict[str, list[str]]:
    """Return who is named in a case, by role, each wording of a name once."""
    found: dict[str, dict[str, None]] = {}
    for one in parties:
        name = " ".join(one.name.split())
        found.setdefault(one.role.value.replace("_", " "), {})[name] = None
    return {role: list(names) for role, names in found.items()}
