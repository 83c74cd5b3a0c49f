"""How many visits, sessions or procedures there were, by the latest that tells it."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.body_parts import find_parts
from openimr.clinical.courses import attended_rows
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.site import OTHER_PART
from openimr.clinical.statements import Statement, judge
from openimr.clinical.subjects import Subject
from openimr.clinical.treatments import load_treatments
from openimr.domain import DocumentKind, Fact, Finding, ItemKind, Quantity

from .bound import said_none
from .counted import Count, Role, counts

_WHY = {
    Role.AUTHORISED: "the number was authorised, not done",
    Role.ASKED: "the number is asked for, not done",
    Role.UNSAID: "the number is not said to be done",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of things done, and the passage that says so."""

    value: int
    total: bool
    said: Statement


def find_count(ask: Ask) -> Fact:
    """Answer how many there were.

    The latest stated total wins over the numbers of single courses and visits, unless
    a later one is larger; on one day the larger number counts.  Words of ``absent``
    that nothing outweighs make it none: present, with the value 0.

    Where ``by_class`` names a family for the item's kind, the courses of that family
    are counted: the visits before an operation are those of physical therapy.
    """
    instead = ask.for_item(dict(ask.entry.by_class))
    if instead:
        ask = about(ask, instead[0])
    done, near = done_so_far(ask)
    none = [each for each in near if each.finding is Finding.ABSENT]
    if done:
        best = max(done, key=_rank)
        later = [e for e in done if _day(e) > _day(best) and e.value > best.value]
        best = max(later, key=_rank, default=best)
        return _counted(ask, best, done)
    if none:
        return _none(ask, none)
    return silent(ask, near)


def about(ask: Ask, family: str) -> Ask:
    """Return the same question asked of another family of treatments."""
    words = load_treatments()
    same = frozenset({family, *words.same.get(family, ())})
    kind = ItemKind(words.kinds.get(family, ItemKind.OTHER.value))
    return replace(ask, subject=Subject(None, frozenset(), family, kind, same))


def done_so_far(ask: Ask) -> tuple[list[Counted], list[Statement]]:
    """Return the numbers said to be done, and what came close or denies any."""
    done, near = [], []
    for count in counts(ask):
        said = _judged(ask, count)
        if said is None:
            continue
        if said.finding is Finding.PRESENT:
            done.append(Counted(count.value, count.role is Role.TOTAL, said))
        else:
            near.append(replace(said, finding=None, why=said.why or "denied"))
    done += _of_rows(ask)
    near += said_none(ask)
    return done, near


def _of_rows(ask: Ask) -> Iterator[Counted]:
    """Yield the visits of flow sheets with one row a visit."""
    if ask.entry.unit != _VISITS:
        return
    for page in ask.records.pages:
        if page.document.kind is not DocumentKind.THERAPY_NOTE:
            continue
        rows = attended_rows(page)
        if not rows:
            continue
        start = bisect_left(
            range(len(page.low)), rows[-1].start, key=page.clean.raw_offset
        )
        end = start + len(rows[-1].day)
        hit = CueHit(page, page.sentence_at(start), start, end, CueGroup.PRESENT.value)
        said = judge(ask, hit)
        if said is not None and _of_note(ask, page) and said.finding is not None:
            yield Counted(len(rows), False, said)


def _of_note(ask: Ask, page: ReadPage) -> bool:
    """Tell whether the top of a note names the item's part of the body, or none."""
    reasons = [
        ask.site.speaks_of_other_site(page, sentence.start, sentence.end)
        for sentence in page.sentences[:_OPENING]
        if find_parts(page.low, sentence.start, sentence.end)
    ]
    return not reasons or not all(reasons)


_OPENING = 14
_VISITS = "visits"


def _judged(ask: Ask, count: Count) -> Statement | None:
    hit = CueHit(
        count.page, count.sentence, count.start, count.end, CueGroup.PRESENT.value
    )
    said = judge(ask, hit)
    if said is not None and said.finding is not None and count.role in _WHY:
        return replace(said, finding=None, why=_WHY[count.role])
    note = count.page.document.kind is DocumentKind.THERAPY_NOTE
    if said is not None and said.finding and note and not _of_note(ask, count.page):
        return replace(said, finding=None, why=OTHER_PART)
    return said


def _rank(counted: Counted) -> tuple[bool, dt.date, int]:
    return counted.total, _day(counted), counted.value


def _day(counted: Counted) -> dt.date:
    return counted.said.day or dt.date.min


def _counted(ask: Ask, best: Counted, done: list[Counted]) -> Fact:
    same = [each.said for each in done if each.value == best.value]
    later = [each.said for each in done if each.said.day == best.said.day]
    shown = [best.said, *same, *later]
    unit = ask.entry.unit or "visits"
    more = [each.said for each in done if each.value > best.value]
    value = Quantity(float(best.value), unit)
    day = f" on {best.said.day:%m/%d/%Y}" if best.said.day else ""
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=best.said.day,
        evidence=quotes(shown, MOST_EVIDENCE),
        against=quotes(more, MOST_AGAINST),
        how=f"{value}, {'the total' if best.total else 'the count'} told last{day}",
    )


def _none(ask: Ask, none: list[Statement]) -> Fact:
    latest = sorted(none, key=lambda each: each.day or dt.date.min, reverse=True)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(0.0, ask.entry.unit or "visits"),
        as_of=latest[0].day,
        evidence=quotes(latest, MOST_EVIDENCE),
        how="the records say that there were none",
    )


FINDERS: Finders = {"count": find_count}
