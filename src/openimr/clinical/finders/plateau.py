"""Whether gains have come to an end; for some items, the whole of recovery."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact

_ABSENT_GROUPS = "not_"
"""Groups of ``by_class`` so named say the opposite."""


def find_plateau(ask: Ask) -> Fact:
    """Answer by the entry's words, and by the groups that hold for the item."""
    return weigh(ask, [*statements(ask), *_for_item(ask)])


def _for_item(ask: Ask) -> Iterator[Statement]:
    taken: set[tuple[int, int]] = set()
    names = sorted(
        ask.for_item(dict(ask.entry.by_class)),
        key=lambda name: not name.startswith(_ABSENT_GROUPS),
    )
    for name in names:
        denies = name.startswith(_ABSENT_GROUPS)
        group = CueGroup.ABSENT if denies else CueGroup.PRESENT
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            place = hit.page.order, hit.sentence
            if place in taken and not denies:
                continue
            said = judge(ask, replace(hit, group=group.value))
            if said is not None:
                taken.add(place)
                yield said


FINDERS: Finders = {"plateau": find_plateau}
