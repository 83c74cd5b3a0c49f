"""What is left of a match when the tie behind it is weighed (LC 139.5(d)(6))."""

import datetime as dt
from dataclasses import dataclass, replace

from openimr.domain.panel_case import CaseParty, PanelCase
from openimr.domain.reviewer import Affiliation, Reviewer
from openimr.domain.screening import Match, Verdict

from .entries import Entry
from .likeness import Likeness
from .rules import rulebook

_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Weighed:
    """A match as it stands, or the reason for which it does not count."""

    match: Match | None
    note: str


def weigh(
    party: CaseParty, entry: Entry, likeness: Likeness, today: dt.date
) -> Weighed:
    """Return what a likeness means for a case on a day."""
    match = Match(
        verdict=likeness.verdict,
        party=party,
        kind=entry.kind,
        entry=entry.text,
        why=likeness.why,
        score=likeness.score,
    )
    if entry.affiliation is not None:
        return _of_affiliation(match, entry.affiliation, today)
    if entry.relative is not None:
        return _of_relative(match, entry.relative.relation)
    return Weighed(match, "")


def told_apart(match: Match, case: PanelCase, reviewer: Reviewer) -> str | None:
    """Return who told a near match apart and when; a hit cannot be told apart."""
    if match.verdict is Verdict.HIT:
        return None
    for each in reviewer.told_apart:
        if each.case == case.id and each.party == match.party.name:
            return f"told apart by {each.by} on {each.on}"
    return None


def _of_affiliation(match: Match, tie: Affiliation, today: dt.date) -> Weighed:
    rules = rulebook().materiality
    if tie.until is not None and tie.until < today:
        months = (today - tie.until).days / _MONTH
        if months > rules.past_months:
            return Weighed(None, f"{tie.tie.value} ended on {tie.until}")
        return Weighed(_asked(match, f"{tie.tie.value} ended on {tie.until}"), "")
    if tie.tie in rules.never:
        return Weighed(None, f"{tie.tie.value} alone do not count")
    if tie.tie in rules.ask:
        return Weighed(_asked(match, f"{tie.tie.value} tie"), "")
    if tie.tie in rules.by_kind:
        return Weighed(_because(match, tie.tie.value), "")
    return _by_share(match, tie, rules.share)


def _by_share(match: Match, tie: Affiliation, limit: float) -> Weighed:
    known = [part for part in (tie.share, tie.income) if part is not None]
    if any(part > limit for part in known):
        return Weighed(_because(match, f"{tie.tie.value} over {limit:g} per cent"), "")
    # What is owned says nothing of what is earned, and the other way round.
    if len(known) == 2:
        return Weighed(None, f"{tie.tie.value} of {limit:g} per cent or less")
    reason = f"{tie.tie.value} with share or income not stated"
    return Weighed(_asked(match, reason), "")


def _of_relative(match: Match, relation: str) -> Weighed:
    rules = rulebook().family
    if match.kind == "family_employer":
        return Weighed(_asked(match, f"employer of a {relation}"), "")
    if relation in rules.material:
        return Weighed(_because(match, relation), "")
    if relation in rules.ask:
        return Weighed(_asked(match, relation), "")
    return Weighed(None, f"a {relation} is not counted as family")


def _asked(match: Match, reason: str) -> Match:
    return replace(match, verdict=Verdict.ASK, why=(*match.why, reason))


def _because(match: Match, reason: str) -> Match:
    return replace(match, why=(*match.why, reason))
