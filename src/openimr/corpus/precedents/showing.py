"""A near item as it is shown: what agrees, what differs, what its reviewer argued."""

from collections.abc import Iterator

from .answers import Compared, Hit
from .asking import Asked, Names
from .parts import PARTS, phase_of
from .passages import passage
from .ranking import Ranked
from .reading import Words

_ALIKE = 0.999


def hit(ranked: Ranked, row: int, asked: Asked, names: Names, words: Words) -> Hit:
    """Return one row of the ranking, with the reasons for its place."""
    found, statuses = ranked.found, ranked.profiles.of(row)
    compared = [*_details(ranked, row, asked, names), *_points(asked, names, statuses)]
    parts = {part: float(ranked.parts[part][row]) for part in sorted(ranked.parts)}
    facts = (ranked.profiles.facts[rule] for rule in statuses)
    about = [asked.requested, *(names.label(fact) for fact in facts)]
    return Hit(
        item=words.item,
        letter=words.letter,
        source=words.source,
        case_number=words.case_number,
        year=words.year,
        specialty=words.specialty,
        requested=words.requested,
        treatment=found["treatment"][row],
        decision=found["decision"][row],
        nearness=round(float(ranked.nearness()[row]), 4),
        parts={part: round(value, 4) for part, value in parts.items()},
        agrees=tuple(each for alike, each in compared if alike),
        differs=tuple(each for alike, each in compared if not alike),
        criteria=statuses,
        passage=passage(words.rationale, about),
    )


def _details(
    ranked: Ranked, row: int, asked: Asked, names: Names
) -> Iterator[tuple[bool, Compared]]:
    values = {part: (getattr(asked, part), ranked.found[part][row]) for part in PARTS}
    values["treatment"] = asked.treatment, ranked.found["treatment"][row]
    theirs = names.phase(list(ranked.profiles.of(row)))
    values["phase"] = phase_of(asked, names), theirs
    for part in ("treatment", *PARTS, "phase"):
        mine, other = values[part]
        if part in ranked.parts:
            told = None if other is None else str(other)
            alike = bool(ranked.parts[part][row] >= _ALIKE)
            yield alike, Compared(part=part, asked=str(mine), theirs=told)


def _points(
    asked: Asked, names: Names, statuses: dict[str, str]
) -> Iterator[tuple[bool, Compared]]:
    """Yield the criteria that both answer."""
    seen: set[str] = set()
    for point in asked.criteria:
        theirs = statuses.get(point.rule)
        if theirs is not None and point.rule not in seen:
            seen.add(point.rule)
            label = names.label(point.fact)
            yield (
                theirs == point.status,
                Compared(part=label, asked=point.status, theirs=theirs),
            )
