"""Completeness of the records: what is there, who owes what, what may be decided on."""

import datetime as dt
from collections.abc import Sequence

from openimr.domain.clock import Status, Told
from openimr.domain.eligibility import Packet, Paper, Presence, RecordAnswer
from openimr.domain.programme import Programme, RecordRule

from .calendars import months_later
from .clock import due_date
from .conditions import test
from .situation import Situation, check_told

_SETTLED = (Presence.PRESENT, Presence.CERTIFIED)


def check_packet(
    programme: Programme, told: Told, papers: Sequence[Paper], today: dt.date
) -> Packet:
    """Hold a file against the records that a programme asks for.

    Raises:
        InputError: something told is unknown to the programme, or lies beyond the
            calendar.
    """
    check_told(programme, told)
    situation = Situation(programme, told)
    answers = tuple(
        _answered(situation, rule, papers, today)
        for rule in programme.records
        if _in_force(situation, rule, today)
    )
    needed = [one for one in answers if one.needed]
    complete = _complete([one.presence for one in needed])
    passed = any(
        due_date(situation, one, today).status in {Status.OVERDUE, Status.MET_LATE}
        for one in programme.deadlines
        if one.id in {rule.deadline for rule in programme.records}
    )
    sole, basis = _basis(programme, papers)
    return Packet(
        answers=answers,
        complete=complete,
        may_proceed=bool(complete) or (passed and sole is False),
        sole_basis=sole,
        sentence=_sentence(needed, complete, passed=passed),
        basis_sentence=basis,
    )


def _in_force(situation: Situation, rule: RecordRule, today: dt.date) -> bool:
    request = _request(situation, rule)
    return rule.effective.holds_on(request or today)


def _request(situation: Situation, rule: RecordRule) -> dt.date | None:
    known = [e.day for e in map(situation.event, rule.keyed_on) if e is not None]
    return next(iter(known), None)


def _answered(
    situation: Situation, rule: RecordRule, papers: Sequence[Paper], today: dt.date
) -> RecordAnswer:
    found, unsure = _found(situation, rule, papers)
    presence, sentence = _presence(situation, rule, found, unsure)
    [due] = [
        due_date(situation, one, today).day
        for one in situation.programme.deadlines
        if one.id == rule.deadline
    ] or [None]
    settled = presence in {*_SETTLED, Presence.NOT_OWED}
    return RecordAnswer(
        id=rule.id,
        title=rule.title,
        presence=presence,
        needed=rule.needed,
        owed_by=rule.owed_by,
        due=None if settled else due,
        documents=found,
        sentence=sentence,
        citation=rule.citation,
        mark=rule.mark,
    )


def _found(
    situation: Situation, rule: RecordRule, papers: Sequence[Paper]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the papers that are the record, and those that may be."""
    of_kind = [one for one in papers if one.kind in rule.kinds]
    sure: list[str] = []
    unsure: list[str] = []
    for paper in of_kind:
        fits = [_timely(situation, rule, paper), None if not rule.certain else True]
        if rule.of_requester:
            fits.append(paper.of_requester)
        if False in fits:
            continue
        (unsure if None in fits else sure).append(paper.id)
    return tuple(sure), tuple(unsure)


def _timely(situation: Situation, rule: RecordRule, paper: Paper) -> bool | None:
    if rule.months_before is None:
        return True
    request = _request(situation, rule)
    if request is None or paper.day is None:
        return None
    return months_later(request, -rule.months_before) <= paper.day <= request


def _presence(
    situation: Situation,
    rule: RecordRule,
    found: Sequence[str],
    unsure: Sequence[str],
) -> tuple[Presence, str]:
    if rule.id in situation.told.certified:
        return Presence.CERTIFIED, "Certified not to exist."
    if rule.id in situation.told.supplied:
        return Presence.PRESENT, "Told to have been supplied."
    if found:
        return Presence.PRESENT, f"In the file: {', '.join(found)}."
    if rule.owed_if is not None:
        owed = test(situation, rule.owed_if)
        if owed.holds is False:
            return Presence.NOT_OWED, "Nothing of the kind is owed."
        if owed.holds is None:
            return Presence.CANNOT_TELL, f"Not known: {'; '.join(owed.missing)}"
    return _not_found(situation, rule, unsure)


def _not_found(
    situation: Situation, rule: RecordRule, unsure: Sequence[str]
) -> tuple[Presence, str]:
    if unsure:
        listed = ", ".join(unsure)
        says = f"Perhaps in the file, which cannot be told for certain: {listed}."
        return Presence.CANNOT_TELL, says
    if not rule.kinds and rule.owed_if is None:
        return Presence.CANNOT_TELL, "No kind of paper shows it; it has to be told."
    return Presence.MISSING, f"Not in the file; {_who(situation, rule)} owes it."


def _who(situation: Situation, rule: RecordRule) -> str:
    actors = {one.id: one.title for one in situation.programme.actors}
    return actors[rule.owed_by]


def _complete(presences: Sequence[Presence]) -> bool | None:
    if Presence.MISSING in presences:
        return False
    return True if all(one in _SETTLED for one in presences) else None


def _sentence(
    needed: Sequence[RecordAnswer], complete: bool | None, *, passed: bool
) -> str:
    open_ = [one.id for one in needed if one.presence not in _SETTLED]
    if complete:
        return "The file is complete: every record is there or certified not to exist."
    listed = ", ".join(open_)
    if passed:
        return (
            f"The last day for records has passed without {listed}; review may go on, "
            "if it rests on more than the decision under review."
        )
    lead = "The file is not complete" if complete is False else "Cannot be told"
    return f"{lead}; open: {listed}."


def _basis(programme: Programme, papers: Sequence[Paper]) -> tuple[bool | None, str]:
    rule = programme.sole_basis
    if rule is None:
        return None, ""
    others = [one.id for one in papers if one.kind not in programme.no_basis]
    if others:
        return False, f"There is more than the decision to decide on: {len(others)}."
    return True, f"{rule.says}  There is nothing else in the file ({rule.citation})."
