"""RV-01 to RV-12: is the reviewer qualified, and for this case?

Each function answers one rule of ``rules.yaml``; ``CHECKS`` binds them to its id.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Certification, Licence, Reviewer
from openimr.domain.screening import Answer, RuleAnswer

from .catalogue import Map, asked_of, conditions, specialties, treatments
from .rules import Rule

YES, NO, CANNOT_TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL

OwnCheck = Callable[[Rule, Reviewer, dt.date], RuleAnswer]
CaseCheck = Callable[[Rule, Reviewer, PanelCase, dt.date], RuleAnswer]


def is_physician(rule: Rule, reviewer: Reviewer, today: dt.date) -> RuleAnswer:
    """RV-01: one of the listed professions, no licence suspended or revoked."""
    profession = f"profession: {reviewer.profession.value}"
    if reviewer.profession not in rule.limits.professions:
        return rule.answer(NO, "the profession is not one of the list", profession)
    if reviewer.licences is None:
        return rule.answer(CANNOT_TELL, "licences are not stated", profession)
    data = (profession, *map(_licence, reviewer.licences))
    bad = [one for one in reviewer.licences if one.status in rule.limits.bad]
    if bad:
        reason = f"a licence is {bad[0].status.value} in {bad[0].state}"
        return rule.answer(NO, reason, *data)
    if not any(_current(one, today) for one in reviewer.licences):
        return rule.answer(NO, "no licence is current", *data)
    return rule.answer(YES, "a listed profession in good standing", *data)


def knows_condition(
    rule: Rule, reviewer: Reviewer, case: PanelCase, today: dt.date
) -> RuleAnswer:
    """RV-02: a specialty that treats each condition of the case."""
    return _knows(rule, conditions(), asked_of(case)[1], reviewer, today)


def knows_treatment(
    rule: Rule, reviewer: Reviewer, case: PanelCase, today: dt.date
) -> RuleAnswer:
    """RV-03: a specialty that orders each disputed treatment."""
    unknown = sorted(set(case.families) - set(treatments().area_of))
    if unknown or not case.families:
        reason = "a disputed treatment is of no known family"
        return rule.answer(CANNOT_TELL, reason, f"families: {', '.join(case.families)}")
    return _knows(rule, treatments(), asked_of(case)[0], reviewer, today)


def knows_guidelines(rule: Rule, reviewer: Reviewer, _: dt.date) -> RuleAnswer:
    """RV-04: attests to work with the guidelines."""
    if reviewer.guidelines is None:
        return rule.answer(CANNOT_TELL, "guidelines are not stated", "guidelines: -")
    data = f"guidelines: {', '.join(reviewer.guidelines) or 'none'}"
    missing = [g for g in rule.limits.guidelines if g not in reviewer.guidelines]
    if missing:
        return rule.answer(NO, f"does not attest to work with {missing[0]}", data)
    return rule.answer(YES, "attests to work with them", data)


def has_licence(rule: Rule, reviewer: Reviewer, today: dt.date) -> RuleAnswer:
    """RV-05, RV-07: a current licence without restriction, in a state of the rule."""
    if reviewer.licences is None:
        return rule.answer(CANNOT_TELL, "licences are not stated", "licences: -")
    data = tuple(map(_licence, reviewer.licences)) or ("licences: none",)
    for one in reviewer.licences:
        fits = not rule.limits.states or one.state in rule.limits.states
        if fits and one.status in rule.limits.good and _current(one, today):
            return rule.answer(YES, f"unrestricted and current in {one.state}", *data)
    where = " or ".join(rule.limits.states) or "any state"
    return rule.answer(NO, f"no unrestricted and current licence in {where}", *data)


def is_certified(
    rule: Rule, reviewer: Reviewer, case: PanelCase, today: dt.date
) -> RuleAnswer:
    """RV-06: an MD or DO certified in the area of the condition or treatment."""
    if reviewer.profession not in rule.limits.professions:
        profession = f"profession: {reviewer.profession.value}"
        return rule.answer(YES, "asked of MD and DO only", profession)
    given = reviewer.certifications
    if given is None:
        reason = "certifications are not stated"
        return rule.answer(CANNOT_TELL, reason, "certifications: -")
    data = tuple(map(_certification, given)) or ("certifications: none",)
    families, named = asked_of(case)
    fitting = [
        one
        for one in given
        if _certified(one, today)
        and min(
            treatments().distance(families, one.specialty),
            conditions().distance(named, one.specialty),
        )
        <= rule.limits.farthest
    ]
    recognised = [one for one in fitting if one.board in specialties().recognised]
    if recognised:
        reason = f"certified in {_label(recognised[0].specialty)}"
        return rule.answer(YES, reason, *data)
    if fitting:
        reason = "certified in the area by a board that is not on the list"
        return rule.answer(CANNOT_TELL, reason, *data)
    return rule.answer(NO, "no current certification in the area", *data)


def has_no_discipline(rule: Rule, reviewer: Reviewer, _: dt.date) -> RuleAnswer:
    """RV-08: no action or sanction, taken or pending."""
    if reviewer.discipline is None:
        reason = "the disciplinary history is not stated"
        return rule.answer(CANNOT_TELL, reason, "discipline: -")
    if not reviewer.discipline:
        return rule.answer(YES, "none is stated", "discipline: none")
    first = reviewer.discipline[0]
    state = "pending" if first.pending else "taken"
    data = f"discipline: {first.body}, {first.on or 'no date'}, {state}"
    return rule.answer(NO, f"an action is {state}", data)


def is_no_qme(rule: Rule, reviewer: Reviewer, today: dt.date) -> RuleAnswer:
    """RV-09: not appointed as Qualified Medical Evaluator on the day."""
    if reviewer.qme is None:
        reason = "appointments as QME are not stated"
        return rule.answer(CANNOT_TELL, reason, "qme: -")
    data = tuple(f"qme: {p.since or ''} to {p.until or ''}" for p in reviewer.qme)
    if any(period.holds(today) for period in reviewer.qme):
        return rule.answer(NO, "appointed as QME", *data)
    return rule.answer(YES, "not appointed as QME", *(data or ("qme: none",)))


def has_years(rule: Rule, reviewer: Reviewer, today: dt.date) -> RuleAnswer:
    """RV-10: more years of practice than the rule's."""
    since = reviewer.practising_since
    if since is None:
        reason = "the beginning of practice is not stated"
        return rule.answer(CANNOT_TELL, reason, "practising_since: -")
    before = (today.month, today.day) <= (since.month, since.day)
    years = today.year - since.year - before
    data = f"practising_since: {since}"
    if years >= rule.limits.years:
        return rule.answer(YES, f"more than {rule.limits.years} years", data)
    return rule.answer(NO, f"not more than {rule.limits.years} years", data)


def has_hours(rule: Rule, reviewer: Reviewer, _: dt.date) -> RuleAnswer:
    """RV-11: at least the rule's hours a week."""
    hours = reviewer.hours_a_week
    if hours is None:
        reason = "hours of practice are not stated"
        return rule.answer(CANNOT_TELL, reason, "hours_a_week: -")
    data = f"hours_a_week: {hours:g}"
    enough = hours >= rule.limits.hours
    word = "at least" if enough else "fewer than"
    return rule.answer(
        YES if enough else NO, f"{word} {rule.limits.hours:g} hours a week", data
    )


def has_specialty(
    rule: Rule, reviewer: Reviewer, case: PanelCase, today: dt.date
) -> RuleAnswer:
    """RV-12: one specialty that is near both the conditions and the treatments."""
    own = practised(reviewer, today)
    if not own:
        return rule.answer(CANNOT_TELL, "no specialty is stated", "specialties: -")
    families, named = asked_of(case)
    if not families:
        reason = "a disputed treatment is of no known family"
        return rule.answer(CANNOT_TELL, reason, "families: -")
    data = f"specialties: {', '.join(map(_label, own))}"
    far = {
        one: max(
            treatments().distance(families, one), conditions().distance(named, one)
        )
        for one in own
    }
    best = min(own, key=lambda one: (far[one], one))
    if far[best] <= rule.limits.farthest:
        return rule.answer(YES, f"{_label(best)}, distance {far[best]}", data)
    return rule.answer(NO, "no specialty treats the condition this way", data)


OWN: Mapping[str, OwnCheck] = {
    "RV-01": is_physician,
    "RV-04": knows_guidelines,
    "RV-05": has_licence,
    "RV-07": has_licence,
    "RV-08": has_no_discipline,
    "RV-09": is_no_qme,
    "RV-10": has_years,
    "RV-11": has_hours,
}
"""Rules about the reviewer alone."""

OF_CASE: Mapping[str, CaseCheck] = {
    "RV-02": knows_condition,
    "RV-03": knows_treatment,
    "RV-06": is_certified,
    "RV-12": has_specialty,
}
"""Rules about what a case asks a reviewer to know."""


def practised(reviewer: Reviewer, today: dt.date) -> tuple[str, ...]:
    """Return the specialties practised or certified in now, in the order of the list.

    >>> from openimr.domain.reviewer import Profession
    >>> who = Reviewer(id="a", name="A", profession=Profession.MD, specialties=("pmr",))
    >>> practised(who, dt.date(2026, 1, 2))
    ('pmr',)
    """
    certified = {
        one.specialty for one in reviewer.certifications or () if _certified(one, today)
    }
    return tuple(sorted({*reviewer.specialties, *certified}))


def _knows(
    rule: Rule, map_: Map, asked: tuple[str, ...], reviewer: Reviewer, today: dt.date
) -> RuleAnswer:
    own = practised(reviewer, today)
    data = (
        f"specialties: {', '.join(map(_label, own)) or '-'}",
        f"asked: {', '.join(asked) or '-'}",
    )
    if not own or not asked:
        what = "specialty is stated" if not own else "condition is known"
        return rule.answer(CANNOT_TELL, f"no {what}", *data)
    for each in asked:
        if min(map_.distance([each], one) for one in own) > rule.limits.farthest:
            return rule.answer(NO, f"no specialty that treats {_worded(each)}", *data)
    return rule.answer(YES, "a specialty for each", *data)


def _worded(id_: str) -> str:
    return id_.replace("_", " ")


def _label(specialty: str) -> str:
    return specialties().specialties[specialty].label


def _current(one: Licence, today: dt.date) -> bool:
    return (one.since is None or one.since <= today) and (
        one.until is None or today <= one.until
    )


def _certified(one: Certification, today: dt.date) -> bool:
    return (one.since is None or one.since <= today) and (
        one.until is None or today <= one.until
    )


def _licence(one: Licence) -> str:
    return f"licence: {one.state} {one.status.value}, until {one.until or 'open'}"


def _certification(one: Certification) -> str:
    end = one.until or "open"
    return f"certification: {_label(one.specialty)} ({one.board}), until {end}"


def own_answers(
    reviewer: Reviewer, today: dt.date, rules: tuple[Rule, ...]
) -> Iterator[RuleAnswer]:
    """Yield the answers to the rules about the reviewer alone, in their order."""
    for rule in rules:
        if rule.id in OWN and rule.in_force(today):
            yield OWN[rule.id](rule, reviewer, today)


def case_answers(
    reviewer: Reviewer, case: PanelCase, today: dt.date, rules: tuple[Rule, ...]
) -> Iterator[RuleAnswer]:
    """Yield the answers to the rules about what the case asks, in their order."""
    for rule in rules:
        if rule.id in OF_CASE and rule.in_force(today):
            yield OF_CASE[rule.id](rule, reviewer, case, today)
