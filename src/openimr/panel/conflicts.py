"""CI-01 to CI-06, RV-13 and RM-01: is the reviewer free of ties to the case?

A hit answers "no", a near match "cannot tell", and a reviewer who does not state ties
or family cannot be told either.  Nothing near is cleared but by a person.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.domain.panel_case import CaseParty, PanelCase, Role
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import (
    Answer,
    Match,
    RuleAnswer,
    Screening,
    Verdict,
)

from . import contacts
from .index import Index
from .materiality import told_apart, weigh
from .rules import Rule, rulebook

REMAND = "RM-01"
NOT_INVOLVED = "RV-13"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One reviewer touched by one party: a match, or the reason why it is none."""

    reviewer: str
    kind: str
    party: CaseParty
    match: Match | None
    note: str


class Screener:
    """A panel of reviewers, ready to be held against cases on one day."""

    def __init__(self, reviewers: Sequence[Reviewer], today: dt.date) -> None:
        self.reviewers: Mapping[str, Reviewer] = {one.id: one for one in reviewers}
        self.today = today
        self._index = Index(reviewers)
        self._rules = [
            rule
            for rule in rulebook().rules
            if (rule.roles or rule.id == REMAND) and rule.in_force(today)
        ]
        self._examined = {
            (one.id, number)
            for one in reviewers
            for number in map(contacts.licence, one.examined)
            if number is not None
        }
        self._with_examined = [one.id for one in reviewers if one.examined]

    def touches(self, case: PanelCase) -> dict[str, list[Touch]]:
        """Return the reviewers whom a party of the case may touch, and how."""
        found: dict[str, list[Touch]] = {}
        for party in case.parties:
            for entry, likeness in self._index.find(party):
                weighed = weigh(party, entry, likeness, self.today)
                match, note = weighed.match, weighed.note
                if match is not None:
                    reviewer = self.reviewers[entry.reviewer]
                    apart = told_apart(match, case, reviewer)
                    match, note = (match, "") if apart is None else (None, apart)
                touch = Touch(
                    reviewer=entry.reviewer,
                    kind=entry.kind,
                    party=party,
                    match=match,
                    note=note,
                )
                found.setdefault(entry.reviewer, []).append(touch)
        return found

    def examined(self, case: PanelCase) -> frozenset[str]:
        """Return the reviewers who treated or examined the worker of the claim."""
        number = contacts.licence(case.claim_number)
        return frozenset(
            one for one in self._with_examined if (one, number) in self._examined
        )

    def screen(
        self, case: PanelCase, reviewers: Iterable[str] = ()
    ) -> tuple[Screening, ...]:
        """Return every reviewer, or those named, held against one case."""
        touches = self.touches(case)
        examined = self.examined(case)
        return tuple(
            self._screening(case, self.reviewers[id_], touches.get(id_, []), examined)
            for id_ in (reviewers or self.reviewers)
        )

    def barred(self, case: PanelCase) -> dict[str, str]:
        """Return the reviewers whom parties of the case bar, with rule and verdict.

        Only what depends on the case; see :func:`undisclosed` and
        :func:`unnamed_parties` for the rest.
        """
        found = {
            id_: f"{REMAND}: decided the case before"
            for id_ in case.earlier_reviewers
            if id_ in self.reviewers
        }
        for id_ in self.examined(case):
            found.setdefault(id_, f"{NOT_INVOLVED}: treated or examined the worker")
        for id_, touches in self.touches(case).items():
            reason = self._worst(touches)
            if reason is not None:
                found.setdefault(id_, reason)
        return found

    def _worst(self, touches: Sequence[Touch]) -> str | None:
        reasons = [
            (touch.match.verdict is not Verdict.HIT, rule.id, touch.match)
            for touch in touches
            for rule in self._rules
            if touch.match is not None
            and touch.party.role in rule.roles
            and touch.kind in rule.ties
        ]
        if not reasons:
            return None
        _, rule_id, match = min(reasons, key=lambda one: one[:2])
        return f"{rule_id}: {match.verdict.value}, {match.party.role.value}"

    def _screening(
        self,
        case: PanelCase,
        reviewer: Reviewer,
        touches: Sequence[Touch],
        examined: frozenset[str],
    ) -> Screening:
        answers = tuple(
            _answer(rule, case, reviewer, touches, examined) for rule in self._rules
        )
        given = {one.answer for one in answers}
        verdict = Verdict.CLEAR
        if Answer.NO in given:
            verdict = Verdict.HIT
        elif Answer.CANNOT_TELL in given:
            verdict = Verdict.ASK
        return Screening(
            case=case.id, reviewer=reviewer.id, verdict=verdict, answers=answers
        )


def undisclosed(reviewer: Reviewer) -> str | None:
    """Return why no case can be cleared for a reviewer: ties are not stated."""
    if reviewer.affiliations is None:
        return "CI-01: affiliations are not stated"
    return "CI-06: family is not stated" if reviewer.family is None else None


def unnamed_parties(case: PanelCase) -> str | None:
    """Return why nobody can be cleared for a case: it names too few parties."""
    present = {party.role for party in case.parties}
    for rule in rulebook().rules:
        if rule.needed and not present & set(rule.needed):
            return f"{rule.id}: the case names no {_roles(rule.needed)}"
    return None


def _answer(
    rule: Rule,
    case: PanelCase,
    reviewer: Reviewer,
    touches: Sequence[Touch],
    examined: frozenset[str],
) -> RuleAnswer:
    if rule.id == REMAND:
        data = f"earlier reviewers: {len(case.earlier_reviewers)}"
        if reviewer.id in case.earlier_reviewers:
            return rule.answer(Answer.NO, "decided the case before", data)
        return rule.answer(Answer.YES, "has not decided it before", data)
    if rule.id == NOT_INVOLVED and reviewer.id in examined:
        data = "examined: claim number of the case"
        return rule.answer(Answer.NO, "treated or examined the worker", data)
    return _conflict(rule, case, reviewer, touches)


def _conflict(
    rule: Rule, case: PanelCase, reviewer: Reviewer, touches: Sequence[Touch]
) -> RuleAnswer:
    own = [
        one for one in touches if one.party.role in rule.roles and one.kind in rule.ties
    ]
    matches = tuple(one.match for one in own if one.match is not None)
    parties = [party for party in case.parties if party.role in rule.roles]
    absent = [
        role for role in rule.roles if role not in {each.role for each in parties}
    ]
    data = (
        *(f"{party.role.value}: {party.name}" for party in parties),
        *(f"not named in the case: {role.value}" for role in absent),
        *_notes(own),
    )
    hits = [one for one in matches if one.verdict is Verdict.HIT]
    if matches:
        first = (hits or list(matches))[0]
        answer = Answer.NO if hits else Answer.CANNOT_TELL
        head = "a tie" if hits else "a person has to look"
        reason = f"{head}: {first.party.role.value}, {', '.join(first.why)}"
        return rule.answer(answer, reason, *data, matches=matches)
    unknown = _unknown(rule, reviewer, parties)
    if unknown is not None:
        return rule.answer(Answer.CANNOT_TELL, unknown, *data)
    if not parties:
        reason = f"the case names no {_roles(rule.roles)}"
        return rule.answer(Answer.YES, reason, *data)
    return rule.answer(Answer.YES, f"nothing alike among {len(parties)} parties", *data)


def _unknown(
    rule: Rule, reviewer: Reviewer, parties: Sequence[CaseParty]
) -> str | None:
    if rule.needed and not {party.role for party in parties} & set(rule.needed):
        return f"the case names no {_roles(rule.needed)}"
    if "affiliation" in rule.ties and reviewer.affiliations is None:
        return "the reviewer's affiliations are not stated"
    if "family" in rule.ties and reviewer.family is None:
        return "the reviewer's family is not stated"
    return None


def _notes(touches: Iterable[Touch]) -> Iterator[str]:
    for one in touches:
        if one.match is None:
            yield f"not counted: {one.party.role.value}, {one.note}"


def _roles(roles: Iterable[Role]) -> str:
    return " or ".join(role.value.replace("_", " ") for role in roles)
