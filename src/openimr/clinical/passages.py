"""Statements made of what was found otherwise, and their order."""

from openimr.domain import Finding

from .entries import CueGroup
from .medications.mentions import Mention
from .scan import CueHit
from .statements import Statement


def of_drug(mention: Mention, finding: Finding | None, why: str) -> Statement:
    """Return what a place says that names a drug; ``why`` it does not count."""
    return Statement(
        mention.page,
        mention.sentence,
        mention.hit.start,
        mention.hit.end,
        finding,
        why,
        mention.on,
    )


def latest_first(said: Statement) -> tuple[int, int, int]:
    """Return what puts statements in order: the latest day, then as the pages go."""
    day = said.day.toordinal() if said.day else 0
    return -day, said.page.order, said.start


def stretched(hit: CueHit, start: int, end: int, group: CueGroup) -> CueHit:
    """Return a cue over another stretch of its sentence, as one of a group."""
    return CueHit(hit.page, hit.sentence, start, end, group.value, hit.plain)
