"""Put an item's standard in its place: day, law, presumption, rivals, evidence.

Everything here is told beside the proposal.  Nothing of it changes the decision: the
MTUS is never overruled by a program, and who has the better evidence is a physician's
judgement.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    Balance,
    CitedBy,
    CitedEntry,
    CitedEvidence,
    CitedInCase,
    CitedKind,
    Competing,
    CompetingEntry,
    Decision,
    DisputedItem,
    Edition,
    EditionDay,
    Fact,
    GuidelineEntry,
    Hierarchy,
    ItemDetermination,
    Mark,
    Presumption,
    RequestDetails,
    SearchStep,
    Step,
)

from .cited_entries import Subject, cited_entry
from .determine import Standards, answers
from .evaluate import Answer, Weighing, weigh
from .evidence_levels import balance
from .formulary import formulary_entry
from .hierarchy_prose import said
from .legal_standards import standards_entry
from .presumption import Standing, standing
from .search_sequence import opened_steps
from .select import Selection, as_on, guideline_entries, select

_OPENS = (Presumption.CHALLENGED, Presumption.CHALLENGE_INCOMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What ranks the standards of one item beside its facts."""

    subject: Subject
    cited: CitedInCase
    """What the parties cite on the item."""

    edition_day: EditionDay
    request_day: dt.date
    ur_day: dt.date | None = None
    injured: dt.date | None = None


def standards_on(standards: Standards, day: dt.date, request_day: dt.date) -> Standards:
    """Return the standards of another day than the request's, to determine with.

    Where a user named the guideline, the day has no say.
    """
    if day == request_day or standards.named is not None:
        return standards
    return replace(standards, editions=as_on(standards.editions, day))


def with_hierarchy(
    decided: ItemDetermination,
    item: DisputedItem,
    facts: Sequence[Fact],
    standards: Standards,
    ranking: Ranking,
) -> ItemDetermination:
    """Return a determination with its hierarchy, steps and sentences on them.

    ``standards`` are those of the family with all their days.  The decision, its
    criteria and facts stay as they are.
    """
    day = ranking.edition_day.day
    selection = select(standards.editions, standards.sources, day, standards.named)
    held = standing(
        selection,
        standards.sources,
        ranking.cited.cited,
        ranking.cited.challenges,
        ranking.ur_day,
    )
    hierarchy = replace(
        _hierarchy(decided.decision, item.details, ranking, held),
        standards=standards_entry(
            ranking.ur_day, ranking.request_day, _step(selection, standards)
        ),
        competing=_rivals(selection, standards, decided, answers(facts)),
    )
    told = said(hierarchy, held, standards.sources, ranking.request_day)
    return replace(
        decided,
        hierarchy=hierarchy,
        search_sequence=_sequence(selection, standards, held, ranking.cited),
        guidelines=_guidelines(decided, selection, standards, ranking),
        rationale=(*decided.rationale[:-1], *told, *decided.rationale[-1:]),
    )


def _step(selection: Selection, standards: Standards) -> Step | None:
    governing = selection.governing
    return standards.sources[governing.guideline].step if governing else None


def _hierarchy(
    decision: Decision, asked: RequestDetails, ranking: Ranking, held: Standing
) -> Hierarchy:
    """Return what does not hang on the selection; rivals and rule are added."""
    day = ranking.edition_day.day
    cited = ranking.cited.cited
    law_day = ranking.ur_day or day
    entries = tuple(cited_entry(one, ranking.subject, law_day) for one in cited)
    weighed = _balance(decision, cited, entries)
    return Hierarchy(
        edition_day=ranking.edition_day,
        standards=standards_entry(ranking.ur_day, ranking.request_day, None),
        presumption=held.presumption,
        presumption_why=held.why,
        balance=weighed,
        cited=entries,
        for_reviewer=(*held.for_reviewer, *_left(entries, weighed)),
        formulary=formulary_entry(asked, day, ranking.injured),
    )


def _rivals(
    selection: Selection,
    standards: Standards,
    decided: ItemDetermination,
    answered: Mapping[str, Answer],
) -> tuple[CompetingEntry, ...]:
    """Hold the item against every other guideline of the day that has criteria."""
    governing = selection.governing
    if governing is None:
        return ()
    taken = {governing.guideline}
    found = []
    for edition in selection.beside:
        if edition.required is None or edition.guideline in taken:
            continue
        taken.add(edition.guideline)
        weighed = weigh(edition, decided.phase, answered)
        found.append(_rival(edition, weighed, decided.decision))
    return tuple(found)


def _rival(edition: Edition, weighed: Weighing, decision: Decision) -> CompetingEntry:
    answer = Competing.SAME
    if weighed.decision is not decision:
        looser = weighed.decision is Decision.OVERTURNED
        answer = Competing.LOOSER if looser else Competing.STRICTER
    return CompetingEntry(
        guideline=edition.guideline,
        section=edition.section,
        pages=edition.pages,
        outcome=weighed.decided_by,
        answer=answer,
        unverified=sum(
            leaf.criterion.mark is Mark.UNVERIFIED for leaf in weighed.required()
        ),
    )


def _balance(
    decision: Decision,
    cited: Sequence[CitedEvidence],
    entries: Sequence[CitedEntry],
) -> Balance | None:
    """Compare both sides where recommendations vary; None where they do not.

    The methodology is for recommendations at variance (8 CCR 9792.25.1(a)(1)): what is
    cited for a request that the governing guideline supports anyway varies with none.
    """
    ours = [e for c, e in zip(cited, entries, strict=True) if _speaks(c, for_it=True)]
    theirs = [
        e for c, e in zip(cited, entries, strict=True) if _speaks(c, for_it=False)
    ]
    upheld = decision is Decision.UPHELD
    if not (ours if upheld else theirs):
        return None
    return balance([one.level for one in ours], [one.level for one in theirs])


def _speaks(cited: CitedEvidence, *, for_it: bool) -> bool:
    if cited.kind is CitedKind.MTUS:
        return False
    return (cited.by is CitedBy.TREATING_PHYSICIAN) is for_it


def _left(entries: Sequence[CitedEntry], weighed: Balance | None) -> tuple[str, ...]:
    """Say what the comparison leaves to a physician."""
    if weighed is None:
        return ()
    told = [
        "Whether each study cited is applicable to this worker: patients, setting, "
        "intervention and outcomes (8 CCR 9792.25.1(a)(2))."
    ]
    if any(one.kind is CitedKind.GUIDELINE for one in entries):
        told.append(
            "Which studies lie beneath each guideline cited, and their level: the "
            "methodology grades studies, not guidelines."
        )
    if any(one.level is None and one.kind is CitedKind.STUDY for one in entries):
        told.append("The design of each study cited that has no level here.")
    told.append(
        "Which studies lie beneath the governing recommendation, and their level: the "
        "library does not hold them."
    )
    return tuple(told)


def _sequence(
    selection: Selection, standards: Standards, held: Standing, cited: CitedInCase
) -> tuple[SearchStep, ...]:
    if held.presumption not in _OPENS or selection.chosen:
        return selection.steps
    own = [one for one in cited.cited if one.by is CitedBy.TREATING_PHYSICIAN]
    return opened_steps(selection, standards.sources, own)


def _guidelines(
    decided: ItemDetermination,
    selection: Selection,
    standards: Standards,
    ranking: Ranking,
) -> tuple[GuidelineEntry, ...]:
    """Return the guidelines with the day that chose them."""
    if ranking.edition_day.day == ranking.request_day:
        return decided.guidelines
    rules = [entry.guideline for entry in decided.guidelines if entry.rule_only]
    day = ranking.edition_day.day
    return guideline_entries(selection, standards.sources, day, rules)
