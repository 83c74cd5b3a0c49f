"""The library in lines for a terminal."""

import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.casework.guideline_views import Between, Coverage
from openimr.domain import Edition, Family, GuidelineSource
from openimr.guidelines.changes import Change
from openimr.guidelines.export import marked_object
from openimr.guidelines.holdings import Holding, Marked
from openimr.guidelines.outline import citation, days, outline


def families(held: Sequence[Holding]) -> list[str]:
    """Return one paragraph a family, and the total."""
    lines = []
    for each in held:
        lines.append(f"{each.id}  {each.title}  [{each.kind}]")
        lines.append(f"  {_held(each)}")
    return [*lines, f"{len(held)} families."]


def family_lines(
    family: Family, editions: Sequence[Edition], day: dt.date | None
) -> list[str]:
    """Return the head of a family."""
    treatment = family.treatment
    lines = [f"{family.title}  [{treatment.id}, {treatment.kind.value}]"]
    if treatment.ancestors:
        lines.append(f"inherits from: {', '.join(treatment.ancestors)}")
    if not editions:
        on = f" on {day}" if day else ""
        lines.append(f"No guideline of the library speaks of it{on}.")
    return lines


def edition_lines(edition: Edition, source: GuidelineSource) -> list[str]:
    """Return one edition: citation, days, position, criteria, readings, sources."""
    lines = [
        "",
        citation(edition, source),
        f"in force {days(edition.since, edition.until)}; "
        f"{edition.recommendation.value}: {edition.note}",
    ]
    if edition.pages is None:
        lines.append("No pages are cited.")
    if edition.reading:
        lines.append(f"read as: {edition.reading}")
    lines += outline(edition)
    return lines + [f"read in: {place}" for place in edition.sources]


def change_lines(found: Between, first: dt.date, second: dt.date) -> list[str]:
    """Return what differs between two days."""
    if found.before is None and found.after is None:
        return [f"No criteria of the library govern on {first} or {second}."]
    if not found.changes:
        return [f"Nothing changes between {first} and {second}."]
    lines = [f"From {first} to {second}:"]
    for change in found.changes:
        lines += _change(change)
    return lines


def coverage_lines(found: Coverage) -> list[str]:
    """Return what is covered and what is lacking."""
    return [
        f"Families with criteria: {len(found.with_criteria)}.",
        _list("Families with names only", found.names_only),
        f"Marks: {_marked(found.criteria, 'different criteria')}; "
        f"{_marked(found.pages, 'page references')}.",
        _list(
            "Editions without known criteria",
            [f"{family} ({guideline})" for family, guideline in found.gaps],
        ),
        _list("Facts that no criterion asks", found.unused_facts),
        _list("Facts asked and unknown to the fact finder", found.unfindable_facts),
    ]


def coverage_object(found: Coverage) -> dict[str, object]:
    """Return the same as a plain object."""
    return {
        "families_with_criteria": [each.id for each in found.with_criteria],
        "families_with_names_only": list(found.names_only),
        "editions_without_criteria": [
            {"family": family, "guideline": guideline}
            for family, guideline in found.gaps
        ],
        "criteria": marked_object(found.criteria),
        "pages": marked_object(found.pages),
        "facts_that_no_criterion_asks": list(found.unused_facts),
        "facts_unknown_to_the_fact_finder": list(found.unfindable_facts),
    }


def _held(each: Holding) -> str:
    parts = [", ".join(each.guidelines) or "no criteria held"]
    if each.guidelines:
        parts.append(_marked(each.criteria, "criteria"))
    if each.gaps:
        parts.append(f"without criteria: {', '.join(each.gaps)}")
    return "; ".join(parts)


def _marked(counted: Marked, what: str) -> str:
    return (
        f"{counted.total} {what} ({counted.verified} verified, "
        f"{counted.unverified} UNVERIFIED)"
    )


def _change(change: Change) -> Iterator[str]:
    detail = f", {change.detail}" if change.detail else ""
    yield f"  {change.kind.value}: {change.what}{detail}"
    if change.before is not None:
        yield f"    - {change.before}"
    if change.after is not None:
        yield f"    + {change.after}"


def _list(what: str, found: Sequence[str]) -> str:
    return f"{what}: {len(found)}" + (f": {', '.join(found)}." if found else ".")
