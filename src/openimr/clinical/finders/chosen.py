"""Facts whose words depend on the treatment: groups that its class or kind chooses."""

from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact

_NO = "_none"
"""Ending of the groups whose words say the opposite."""


def find_chosen(ask: Ask) -> Fact:
    """Answer by the groups of words that ``by_class`` chooses for the item.

    ``present``, ``absent`` and ``vague`` cues of the entry count for every item.
    """
    chosen = ask.for_item(dict(ask.entry.by_class)) or tuple(
        name for name in ask.entry.groups if not name.endswith(_NO)
    )
    return weigh(ask, list(_said(ask, chosen)))


def _said(ask: Ask, chosen: tuple[str, ...]) -> Iterator[Statement]:
    groups = dict.fromkeys(chosen, CueGroup.PRESENT)
    groups |= {name + _NO: CueGroup.ABSENT for name in chosen}
    general = (CueGroup.PRESENT, CueGroup.ABSENT, CueGroup.VAGUE)
    groups |= {group.value: group for group in general}
    taken: set[tuple[int, int, str]] = set()
    hits = [*ask.records.scanned.of(ask.entry.fact, *groups)]
    for hit in hits:
        if _inside(hit, hits):
            continue
        group = groups[hit.group]
        place = hit.page.order, hit.start, group.value
        said = judge(
            ask,
            CueHit(hit.page, hit.sentence, hit.start, hit.end, group.value, hit.plain),
        )
        if said is not None and place not in taken:
            taken.add(place)
            yield said


def _inside(hit: CueHit, hits: list[CueHit]) -> bool:
    """Tell whether words stand inside longer ones: "ulcer" in "never had an ulcer"."""
    return any(
        other.page is hit.page
        and other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
        for other in hits
    )


FINDERS: Finders = {"chosen": find_chosen}
