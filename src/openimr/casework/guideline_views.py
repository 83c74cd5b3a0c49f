"""The library seen from outside: what changes between two days, and what it covers."""

import datetime as dt
from dataclasses import dataclass

from openimr.clinical.entries import load_facts as findable_facts
from openimr.domain import Edition
from openimr.guidelines import Library
from openimr.guidelines.changes import Change, changes
from openimr.guidelines.holdings import Holding, Marked, count_criteria, holding
from openimr.guidelines.soundness import questions
from openimr.review.select import select


@dataclass(frozen=True, slots=True)
class Between:
    """One family on two days: what governs on each, and what differs."""

    before: Edition | None
    after: Edition | None
    changes: tuple[Change, ...]


def between(library: Library, family: str, first: dt.date, second: dt.date) -> Between:
    """Compare what governs a request of one day with what governs one of another.

    Raises:
        KnowledgeError: no family has that id.
    """
    editions = library.family(family).editions
    before, after = (
        select(editions, library.sources, day).governing for day in (first, second)
    )
    return Between(before, after, changes(before, after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of what may be asked for the library has rules and sources for."""

    with_criteria: tuple[Holding, ...]
    names_only: tuple[str, ...]
    """Ids of families that are recognised and have no criteria."""

    gaps: tuple[tuple[str, str], ...]
    """Family and guideline of each edition without known criteria."""

    criteria: Marked
    """Different ones: what members of a class share counts once."""

    pages: Marked
    unused_facts: tuple[str, ...]
    """Facts that may be asked for and that no criterion asks."""

    unfindable_facts: tuple[str, ...]
    """Facts that criteria ask and the fact finder has no words for."""


def coverage(library: Library) -> Coverage:
    """Count families, editions, marks and facts; each list is in order of its ids."""
    held = tuple(holding(family) for family in library.families)
    with_criteria = tuple(each for each in held if each.guidelines)
    without = {each.id for each in held if not each.guidelines}
    used = {
        rule.fact
        for editions in (
            *(family.editions for family in library.families),
            *library.rules.values(),
        )
        for edition in editions
        for rule in questions(edition)
    }
    derived = {id_ for id_, fact in library.facts.items() if fact.derived}
    return Coverage(
        with_criteria=with_criteria,
        names_only=tuple(sorted(without | {names.id for names in library.names})),
        gaps=tuple((each.id, guideline) for each in held for guideline in each.gaps),
        criteria=count_criteria(
            edition for family in library.families for edition in family.editions
        ),
        pages=sum((each.pages for each in held), Marked()),
        unused_facts=tuple(sorted(set(library.facts) - used)),
        unfindable_facts=tuple(sorted(used - derived - set(findable_facts()))),
    )
