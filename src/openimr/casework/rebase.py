"""Carry a physician's work over to another reading of the same case.

Nothing is dropped in silence: what no longer fits is told in a sentence, and so is what
the new reading proposes otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from openimr.domain import (
    CaseFile,
    Determination,
    Evidence,
    ItemDetermination,
    Statement,
    Verdict,
)
from openimr.domain.own_work import OwnFact, OwnPassage, OwnWork

from .own_findings import stands

_Placed = TypeVar("_Placed", OwnFact, OwnPassage)
_STATUS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.NOT_DOCUMENTED: "not documented",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Work as it stands on another reading, and what is to be looked at."""

    work: OwnWork
    notes: tuple[str, ...]
    """Full sentences, in the order of the items."""


def carried(
    work: OwnWork, before: Determination, after: Determination, case: CaseFile
) -> Carried:
    """Return work done on one proposal as work on a later one.

    Items are known by what they ask for.  Passages are looked for on the page that
    they stood on, wherever its document has gone to; ``case`` is the later case file.
    A decision stays only where the later proposal is the same.
    """
    carrier = _Carrier(before, after, case)
    notes = [*carrier.papers(), *carrier.proposals()]
    moved = replace(
        work,
        facts=tuple(carrier.placed(work.facts, "a fact of yours")),
        passages=tuple(carrier.placed(work.passages, "a passage of yours")),
        overrulings=tuple(
            replace(one, item=carrier.items[one.item])
            for one in work.overrulings
            if carrier.has_rule(one.item, one.criterion)
        ),
        decisions=tuple(
            replace(one, item=carrier.items[one.item])
            for one in work.decisions
            if carrier.same_answer(one.item)
        ),
        rationales=tuple(
            replace(
                one,
                item=carrier.items[one.item],
                statements=carrier.said(one.statements, f"item {one.item}"),
            )
            for one in work.rationales
            if one.item in carrier.items
        ),
        summary=None
        if work.summary is None
        else carrier.said(work.summary, "the summary"),
    )
    return Carried(work=moved, notes=tuple(dict.fromkeys([*notes, *carrier.notes])))


@dataclass(frozen=True, slots=True)
class _Carrier:
    before: Determination
    after: Determination
    case: CaseFile
    items: dict[int, int] = field(default_factory=dict)
    """Number of an item then, and now."""

    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        left = list(enumerate(self.after.items, 1))
        for number, item in enumerate(self.before.items, 1):
            same = next((p for p in left if p[1].requested == item.requested), None)
            if same is not None:
                left.remove(same)
                self.items[number] = same[0]
        if self.before.items:
            self.items[0] = 0  # the summary

    def papers(self) -> Iterator[str]:
        old = {(entry.file, entry.first_page) for entry in self.before.documents}
        new = {(entry.file, entry.first_page) for entry in self.after.documents}
        if new - old:
            yield f"Documents that are new in the case file: {len(new - old)}."
        if old - new:
            yield f"Documents that are no longer in the case file: {len(old - new)}."

    def proposals(self) -> Iterator[str]:
        for number, item in enumerate(self.before.items, 1):
            if number not in self.items:
                yield (
                    f"Item {number} is no longer in dispute; what you did on it is "
                    "left out."
                )
                continue
            now = self.after.items[self.items[number] - 1]
            yield from _differences(number, item, now)
        fresh = set(range(1, len(self.after.items) + 1)) - set(self.items.values())
        for number in sorted(fresh):
            yield f"Item {number} is new."

    def has_rule(self, item: int, criterion: str) -> bool:
        now = self._now(item)
        if now is not None and any(each.id == criterion for each in now.criteria):
            return True
        self.notes.append(
            f"Item {item}: a criterion that you judged is no longer asked; your "
            "judgement of it is left out."
        )
        return False

    def same_answer(self, item: int) -> bool:
        now, then = self._now(item), self.before.items[item - 1]
        if now is None:
            return False
        if (now.decision, now.decided_by) == (then.decision, then.decided_by):
            return True
        self.notes.append(f"Item {item}: decide it again, for the proposal is another.")
        return False

    def _now(self, item: int) -> ItemDetermination | None:
        number = self.items.get(item)
        return self.after.items[number - 1] if number else None

    def placed(self, found: Sequence[_Placed], what: str) -> Iterator[_Placed]:
        """Yield what stands on a page, as it stands now; tell of what does not."""
        for one in found:
            place = self.place(one.evidence)
            if place is not None and one.item in self.items:
                yield replace(one, item=self.items[one.item], evidence=place)
            elif place is None:
                self.notes.append(
                    f"Item {one.item}: {what} stood on {one.evidence.document} "
                    f"p. {one.evidence.page} and is left out, for its words no longer "
                    "stand there."
                )

    def said(
        self, statements: Sequence[Statement], where: str
    ) -> tuple[Statement, ...]:
        made = []
        for number, one in enumerate(statements, 1):
            moved = [self.place(each) for each in one.evidence]
            if None in moved:
                self.notes.append(
                    f"Line {number} of {where} rests on words that no longer stand in "
                    "the case file."
                )
            made.append(replace(one, evidence=tuple(each for each in moved if each)))
        return tuple(made)

    def place(self, evidence: Evidence) -> Evidence | None:
        """Return where a passage stands now; None where it does not."""
        file = next(
            (e.file for e in self.before.documents if e.id == evidence.document), None
        )
        for entry in self.after.documents:
            pages = range(entry.first_page, entry.first_page + entry.pages)
            if entry.file == file and evidence.page in pages:
                moved = replace(evidence, document=entry.id)
                return moved if stands(self.case, moved) else None
        return None


def _differences(
    number: int, then: ItemDetermination, now: ItemDetermination
) -> Iterator[str]:
    if (then.decision, then.decided_by) != (now.decision, now.decided_by):
        yield (
            f"Item {number}: {then.decision.value} was proposed "
            f"({_STATUS[then.decided_by]}); now it is {now.decision.value} "
            f"({_STATUS[now.decided_by]})."
        )
    status: Mapping[str, Verdict] = {each.id: each.status for each in then.criteria}
    for each in now.criteria:
        was = status.get(each.id)
        if was is not None and was is not each.status:
            yield (
                f"Item {number}: “{each.statement.rstrip('.')}” was {_STATUS[was]} and "
                f"is {_STATUS[each.status]} now."
            )
