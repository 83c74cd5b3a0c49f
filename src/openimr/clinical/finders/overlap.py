"""Another treatment of the item's kind: a drug in use, a device owned, a test done."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import silent, weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import DocumentKind, Fact, Finding, ItemKind

from .current_drug import find_current_drug

_GROUPS = {CueGroup.PRESENT: "_present", CueGroup.ABSENT: "_absent"}
"""Endings of the entry's groups, after the name that ``by_class`` gives."""


def find_overlap(ask: Ask) -> Fact:
    """Answer whether a treatment that does the same is in use or was done.

    For drugs another one of the class counts; for all else, the words of the groups
    that hold for the item's family or kind, and the reports of earlier evaluations.
    """
    if ask.subject.drug is not None:
        return find_current_drug(_of_drugs(ask))
    names = ask.for_item(dict(ask.entry.by_class))
    if not names:
        return silent(ask)
    return weigh(ask, [*_said(ask, names[0]), *_reported(ask)])


def _of_drugs(ask: Ask) -> Ask:
    """Return the question without the groups that hold for other kinds."""
    return replace(ask, entry=replace(ask.entry, by_class={}, within_days=None))


def _said(ask: Ask, name: str) -> Iterator[Statement]:
    hits = [
        (hit, group)
        for group, ending in _GROUPS.items()
        for hit in ask.records.scanned.of(ask.entry.fact, name + ending)
    ]
    for hit, group in hits:
        if group is CueGroup.PRESENT and _inside(hit, hits):
            continue
        if _about_item(ask, hit.page, hit):
            continue
        said = judge(ask, replace(hit, group=group.value, plain=group is _PRESENT))
        if said is not None:
            yield said


def _reported(ask: Ask) -> Iterator[Statement]:
    """Yield the reports of the evaluation that are in the file already."""
    kind = _REPORTS.get(ask.subject.treatment or "")
    for page in ask.records.pages:
        if kind is None or page.document.kind is not kind or not page.sentences:
            continue
        recent = page.date is None or 0 <= (ask.as_of - page.date).days <= _RECENT_DAYS
        if recent and page.page.number == page.document.first_page:
            head = page.sentences[0]
            yield Statement(
                page, 0, head.start, head.end, Finding.PRESENT, day=page.date
            )


_REPORTS = {"psychological_evaluation": DocumentKind.PSYCHOLOGICAL_REPORT}
_RECENT_DAYS = 730
"""Days for which an evaluation still answers."""

_PRESENT = CueGroup.PRESENT


def _inside(hit: CueHit, hits: list[tuple[CueHit, CueGroup]]) -> bool:
    """Tell whether words stand within others that say the opposite."""
    return any(
        group is CueGroup.ABSENT
        and other.page is hit.page
        and other.start < hit.end
        and hit.start < other.end
        for other, group in hits
    )


def _about_item(ask: Ask, page: ReadPage, hit: CueHit) -> bool:
    """Tell whether the words name the item itself: its own trial is no overlap."""
    if ask.subject.kind not in {ItemKind.DEVICE, ItemKind.THERAPY}:
        return False
    return any(
        name.treatment in ask.subject.same
        and not name.general
        and name.start < hit.end
        and hit.start < name.end
        for name in (
            *ask.records.scanned.treatments.get(page.order, ()),
            *ask.records.scanned.quiet.get(page.order, ()),
        )
    ) and not _aid(ask)


def _aid(ask: Ask) -> bool:
    """Tell whether the item is an aid whose family holds many: a cane, a scooter."""
    return ask.subject.treatment == "dme_general"


FINDERS: Finders = {"overlap": find_overlap}
