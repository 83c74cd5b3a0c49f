"""Judge a criterion otherwise, and decide an item."""

from dataclasses import dataclass, replace

from openimr.casework.own_findings import overruling, own_decision
from openimr.domain import Decision, Verdict
from openimr.domain.own_work import OwnWork
from openimr.errors import OwnWorkError
from workbench.people.models import User
from workbench.review.bench import Bench
from workbench.review.models import Draft

from .drafting import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideCriterion:
    """Judge a criterion otherwise than was proposed, with a reason."""

    draft: Draft
    version: int
    item: int
    criterion: str
    status: Verdict
    reason: str
    by: User

    def execute(self) -> Draft:
        """Check, judge and record; what was proposed is kept beside it.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: there is no such criterion, or no reason is given.
        """

        def change(bench: Bench) -> OwnWork:
            made = overruling(
                bench.content.draft,
                self.item,
                self.criterion,
                self.status,
                self.reason,
            )
            work = _without(bench.content.work, self.item, self.criterion)
            return replace(work, overrulings=(*work.overrulings, made))

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="override-criterion"
        )
        status = self.status.value
        return edit.made(
            change, item=self.item, criterion=self.criterion, status=status
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOverride:
    """Take one's judgement of a criterion back; what was proposed stands again."""

    draft: Draft
    version: int
    item: int
    criterion: str
    by: User

    def execute(self) -> Draft:
        """Check, withdraw, judge and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: one has not judged it.
        """

        def change(bench: Bench) -> OwnWork:
            work = bench.content.work
            left = _without(work, self.item, self.criterion)
            if left == work:
                cure = "It may have been taken back already."
                raise OwnWorkError("criterion", "you have not judged it", cure)
            return left

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="withdraw-override"
        )
        return edit.made(change, item=self.item)


def _without(work: OwnWork, item: int, criterion: str) -> OwnWork:
    left = (
        one
        for one in work.overrulings
        if (one.item, one.criterion) != (item, criterion)
    )
    return replace(work, overrulings=tuple(left))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideItem:
    """Decide one disputed item, as proposed or otherwise."""

    draft: Draft
    version: int
    item: int
    decision: Decision
    reason: str
    by: User

    def execute(self) -> Draft:
        """Check, decide and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: there is no such item, or a reason is missing.
        """

        def change(bench: Bench) -> OwnWork:
            judged = [
                item.own.judged if item.own else item.decision
                for item in bench.content.draft.items
            ]
            made = own_decision(
                bench.proposal, judged, self.item, self.decision, self.reason
            )
            work = bench.content.work
            others = (one for one in work.decisions if one.item != self.item)
            return replace(work, decisions=(*others, made))

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="decide-item"
        )
        return edit.made(change, item=self.item, decision=self.decision.value)
