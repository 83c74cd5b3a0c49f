"""Sentences on presumption, cited evidence, rival guidelines and the day that chose.

They are written where there is something to weigh; an item that nobody challenges, with
rivals that answer alike, gets none.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from openimr.domain import (
    Balance,
    Citation,
    CitedBy,
    CitedEntry,
    CitedKind,
    Competing,
    CompetingEntry,
    GuidelineSource,
    Held,
    Hierarchy,
    Mark,
    Presumption,
    Statement,
    Verdict,
)

from .evidence_levels import levels_table
from .presumption import Standing
from .prose import clause, distinct, inner, listed, sentence

_PRESUMPTION = Citation(guideline="8 CCR 9792.21.1", pages=None)
_METHOD = Citation(guideline="8 CCR 9792.25.1", pages=None)
_MOST = 3
_GUESSED = frozenset({"UR decision", "review"})
_COLUMNS = {
    "treatment_benefits": "benefits of treatment",
    "diagnostic_test": "diagnostic tests",
    "treatment_harms": "harms of treatment",
}
_HELD = {
    None: "no copy is in the file",
    Held.SAID_ATTACHED: "a copy is said to be attached and was not found",
    Held.COPY: "a copy is in the file",
    Held.EXCERPT: "an excerpt is in the file",
}
_WEIGHED = {
    Balance.HIGHER: "the evidence cited for the request stands on a higher level than "
    "that cited against it",
    Balance.SAME: "the evidence cited on both sides stands on one level",
    Balance.LOWER: "the evidence cited for the request stands on a lower level than "
    "that cited against it",
    Balance.CANNOT_TELL: "which side has the higher level of evidence cannot be told "
    "from the file",
}


def said(
    hierarchy: Hierarchy,
    held: Standing,
    sources: Mapping[str, GuidelineSource],
    request_day: dt.date,
) -> tuple[Statement, ...]:
    """Return the sentences, each with its quotes or the regulation."""
    told = [*_day(hierarchy, request_day), *_rivals(hierarchy.competing, sources)]
    if _argued(hierarchy):
        told += [*_standing(hierarchy, held), *_cited(hierarchy.cited)]
        told += _weighed(hierarchy)
    return tuple(told)


def _argued(hierarchy: Hierarchy) -> bool:
    """Tell whether anybody argues with more than the governing guideline."""
    studies = any(one.kind is CitedKind.STUDY for one in hierarchy.cited)
    own = any(_own(one) for one in hierarchy.cited)
    open_ = hierarchy.presumption in (
        Presumption.CHALLENGED,
        Presumption.CHALLENGE_INCOMPLETE,
    )
    return studies or own or open_


def _own(one: CitedEntry) -> bool:
    return one.by is CitedBy.TREATING_PHYSICIAN and one.kind is not CitedKind.MTUS


def _day(hierarchy: Hierarchy, request_day: dt.date) -> Iterator[Statement]:
    chosen = hierarchy.edition_day
    if chosen.day != request_day or chosen.day_is in _GUESSED:
        yield Statement(text=sentence(chosen.why), citations=(_PRESUMPTION,))


def _standing(hierarchy: Hierarchy, held: Standing) -> Iterator[Statement]:
    if hierarchy.presumption is Presumption.NOT_ADDRESSED:
        return
    opens = {
        Presumption.CHALLENGED: "The MTUS presumption of correctness is challenged",
        Presumption.CHALLENGE_INCOMPLETE: "The challenge of the MTUS presumption is "
        "not complete",
    }.get(hierarchy.presumption, "The MTUS presumption of correctness stands")
    yield Statement(
        text=f"{opens}: {held.why}.",
        evidence=held.challenge.evidence if held.challenge else (),
        citations=(_PRESUMPTION,),
    )
    if held.for_reviewer:
        yield Statement(
            text=f"For the reviewer to judge: {' '.join(held.for_reviewer)}",
            citations=(_PRESUMPTION,),
        )


def _cited(cited: Sequence[CitedEntry]) -> Iterator[Statement]:
    for by, opens in (
        (CitedBy.TREATING_PHYSICIAN, "For the request, the treating physician"),
        (CitedBy.UTILIZATION_REVIEW, "Against the request, utilization review"),
    ):
        mine = [one for one in cited if one.by is by and one.kind is not CitedKind.MTUS]
        for one in mine[:_MOST]:
            yield Statement(
                text=f"{opens} cites {_work(one)}; {_level(one)}.",
                evidence=distinct(one.evidence, 2),
                citations=(_METHOD,),
            )
        if len(mine) > _MOST:
            yield Statement(
                text=f"{opens} cites {len(mine) - _MOST} further works.",
                evidence=distinct(
                    (quote for one in mine[_MOST:] for quote in one.evidence), 4
                ),
                citations=(_METHOD,),
            )


def _work(one: CitedEntry) -> str:
    parts = [one.citation or "a study without a name"]
    if one.kind is CitedKind.STUDY:
        if one.design is not None:
            with_ = f" of {one.patients} patients" if one.patients else ""
            parts.append(f"called {levels_table().called[one.design]}{with_}")
        parts.append(_HELD[one.held])
    lacking = f" (not given: {listed(one.lacking)})" if one.lacking else ""
    return f"{', '.join(parts)}{lacking}"


def _level(one: CitedEntry) -> str:
    if one.level is None:
        return f"it has no level here, since {one.level_why}"
    level = one.level
    span = f"level {level.best}"
    if level.worst is None:
        span = f"level {level.best} at best"
    elif level.worst != level.best:
        span = f"level {level.best} to {level.worst}"
    mark = f" ({level.mark.value})" if level.mark.value == "UNVERIFIED" else ""
    return (
        f"by these words it is evidence of {span}{mark} for {_COLUMNS[level.column]}: "
        f"{one.level_why}"
    )


def _weighed(hierarchy: Hierarchy) -> Iterator[Statement]:
    if hierarchy.balance is None:
        return
    yield Statement(
        text=(
            f"By the words of the citations, {_WEIGHED[hierarchy.balance]}"
            f"{_unread(hierarchy.cited)}. This draft "
            "keeps to the governing guideline; whether the studies apply to this "
            "worker and rebut the presumption is for the reviewer."
        ),
        citations=(_METHOD,),
    )


def _unread(cited: Sequence[CitedEntry]) -> str:
    """Say where the comparison rests on cells of the table that nobody has read."""
    marks = [one.level.mark for one in cited if one.level is not None]
    return ", by levels that are UNVERIFIED" if Mark.UNVERIFIED in marks else ""


def _rivals(
    competing: Sequence[CompetingEntry], sources: Mapping[str, GuidelineSource]
) -> Iterator[Statement]:
    for rival in competing:
        if rival.answer is Competing.SAME:
            continue
        name = sources[rival.guideline].letter_name.removeprefix("the ")
        outcome = (
            "would be found medically necessary"
            if rival.outcome is Verdict.MET
            else "would not be found medically necessary"
        )
        unread = (
            f" ({rival.unverified} of its criteria were not checked against its text)"
            if rival.unverified
            else ""
        )
        yield Statement(
            text=(
                f"For comparison only, the {name}, {inner(clause(rival.section))}, is "
                f"{rival.answer.value}: by its criteria the request {outcome}{unread}."
            ),
            citations=(
                Citation(
                    guideline=rival.guideline, pages=rival.pages, section=rival.section
                ),
            ),
        )
