"""Choose the guideline that governs a request, in the legal order of evidence.

Medical Evidence Search Sequence, 8 CCR 9792.21.1(a): the MTUS is asked first and is
left only if it is silent on the condition or successfully challenged; ACOEM or ODG as
they stand, other guidelines and single studies follow in that order.  Each step is
recorded, taken or not, with the reason.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    Edition,
    GuidelineEntry,
    GuidelineSource,
    SearchStep,
    Step,
)

_ORDER = (Step.MTUS, Step.ACOEM_ODG, Step.OTHER_GUIDELINE, Step.STUDY)
_CALLED = {
    Step.MTUS: "the MTUS",
    Step.ACOEM_ODG: "current ACOEM or ODG",
    Step.OTHER_GUIDELINE: "other evidence-based guidelines",
    Step.STUDY: "peer-reviewed studies",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The edition that governs, the others that were considered, and the steps."""

    governing: Edition | None
    beside: tuple[Edition, ...]
    """Further editions in force: cited with the governing one, or for comparison."""

    steps: tuple[SearchStep, ...]
    chosen: bool = False
    """True where a user named the guideline and the search sequence had no say."""


def select(
    editions: Sequence[Edition],
    sources: Mapping[str, GuidelineSource],
    day: dt.date,
    guideline: str | None = None,
) -> Selection:
    """Choose among a family's editions for a request of a day.

    ``editions`` are all that the library knows of the family, own entries before those
    of its class; those not in force on the day are passed over.  ``guideline`` names a
    source to go by instead, in force or not.
    """
    in_force = [edition for edition in editions if edition.in_force(day)]
    if guideline is not None:
        return _as_told(editions, in_force, sources, guideline)
    governing: Edition | None = None
    steps = []
    for step in _ORDER:
        if governing is not None:
            steps.append(_not_needed(step, sources[governing.guideline].name))
            continue
        here = [e for e in in_force if sources[e.guideline].step is step]
        governing = next((e for e in here if e.required is not None), None)
        named = governing or next(iter(here), None)
        why = _CALLED[step] + ": nothing in the library addresses the treatment"
        if named is not None:
            name = sources[named.guideline].name
            said = "it addresses the treatment" if governing else "no criteria are held"
            why = f"{name} was in force on {day:%m/%d/%Y}; {said}"
        steps.append(SearchStep(step=step, taken=True, why=why))
    beside = tuple(edition for edition in in_force if edition is not governing)
    return Selection(governing, beside, tuple(steps))


def _as_told(
    editions: Sequence[Edition],
    in_force: Sequence[Edition],
    sources: Mapping[str, GuidelineSource],
    guideline: str,
) -> Selection:
    """Go by the guideline that a user named; the one in force on the day first."""
    named = [edition for edition in editions if edition.guideline == guideline]
    named.sort(key=lambda edition: edition not in in_force)
    governing = next((e for e in named if e.required is not None), None)
    name = sources[guideline].name
    why = f"not taken: {name} was named by the user in place of the sequence"
    steps = tuple(SearchStep(step=step, taken=False, why=why) for step in _ORDER)
    beside = tuple(edition for edition in in_force if edition is not governing)
    return Selection(governing, beside, steps, chosen=True)


def _not_needed(step: Step, governing: str) -> SearchStep:
    why = f"not needed: {governing} addresses the treatment and is not rebutted"
    return SearchStep(step=step, taken=False, why=why)


def as_on(editions: Sequence[Edition], day: dt.date) -> tuple[Edition, ...]:
    """Return the editions of a day, made to answer for whatever day they are asked.

    A service that is reviewed later is held to what governed when it was rendered,
    though the request and its facts have another date.
    """
    return tuple(
        replace(edition, since=None, until=None)
        for edition in editions
        if edition.in_force(day)
    )


def guideline_entries(
    selection: Selection,
    sources: Mapping[str, GuidelineSource],
    day: dt.date,
    also: Sequence[str] = (),
) -> tuple[GuidelineEntry, ...]:
    """List the guidelines of a selection as the determination cites them.

    ``also`` names sources whose single rules were applied (the definitions of 8 CCR
    9792.20, for example) without an edition of the family of their own.
    """
    entries = []
    governing = selection.governing
    if governing is not None:
        step = sources[governing.guideline].step
        why = f"in force on {day:%m/%d/%Y} and addresses the treatment"
        if selection.chosen:
            why = "named by the user, in place of the guideline of the date"
        entries.append(_entry(governing, sources, why, used=True))
        for edition in selection.beside:
            same = sources[edition.guideline].step is step and not selection.chosen
            why = "of the date; shown for comparison" if selection.chosen else ""
            why = why or _beside(same)
            entries.append(_entry(edition, sources, why, used=same))
    else:
        for edition in selection.beside:
            why = "in force; the library holds no criteria of this edition"
            entries.append(_entry(edition, sources, why, used=False))
    cited = {entry.guideline for entry in entries}
    entries += [_rule(sources[id_]) for id_ in also if id_ not in cited]
    return tuple(entries)


def _beside(same_step: bool) -> str:
    if same_step:
        return "in force and read together with the governing section"
    return "shown for comparison; the MTUS addresses the treatment and governs"


def _entry(
    edition: Edition,
    sources: Mapping[str, GuidelineSource],
    why: str,
    *,
    used: bool,
) -> GuidelineEntry:
    source = sources[edition.guideline]
    return GuidelineEntry(
        guideline=source.id,
        name=source.letter_name,
        section=edition.section,
        pages=edition.pages,
        pages_mark=edition.pages_mark,
        step=source.step,
        why=why,
        used=used,
    )


def _rule(source: GuidelineSource) -> GuidelineEntry:
    return GuidelineEntry(
        guideline=source.id,
        name=source.letter_name,
        section=source.citation,
        pages=None,
        pages_mark=source.mark,
        step=source.step,
        why="a rule of it applies to the request",
        rule_only=True,
    )
