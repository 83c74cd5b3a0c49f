"""Add what a reviewer found on a page, as a fact or as words to cite."""

from dataclasses import dataclass, replace

from openimr.casework.own_findings import own_fact, passage
from openimr.domain import Evidence
from openimr.domain.own_work import OwnPassage, OwnWork
from openimr.errors import OwnWorkError
from workbench.people.models import User
from workbench.review.bench import Bench
from workbench.review.models import Draft

from .drafting import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Words that were marked on a page."""

    page: int
    """Number of the page in the case, from 1."""

    start: int
    end: int
    words: str

    def evidence(self, bench: Bench) -> Evidence:
        """Return them as evidence, held against the case file.

        Raises:
            OwnWorkError: other words stand there.
        """
        case = bench.question.case
        return passage(case, self.page, self.start, self.end, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFact:
    """Say that a passage shows a fact; the item is judged anew by it."""

    draft: Draft
    version: int
    item: int
    fact: str
    said: str
    """Present, absent, or a number in the fact's unit."""

    selection: Selection
    by: User

    def execute(self) -> Draft:
        """Check, add, judge and record; one fact of an item is said once.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: fact, value or words do not fit.
        """

        def change(bench: Bench) -> OwnWork:
            found = own_fact(
                bench.content.draft,
                self.item,
                self.fact.strip(),
                self.said,
                self.selection.evidence(bench),
            )
            work = bench.content.work
            others = (
                one
                for one in work.facts
                if (one.item, one.fact) != (found.item, found.fact)
            )
            return replace(work, facts=(*others, found))

        edit = Edit(draft=self.draft, version=self.version, by=self.by, act="add-fact")
        return edit.made(change, item=self.item, page=self.selection.page)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFact:
    """Take back a fact of one's own; what the records were read to say stands again."""

    draft: Draft
    version: int
    item: int
    fact: str
    by: User

    def execute(self) -> Draft:
        """Check, remove, judge and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: there is no such fact of one's own.
        """

        def change(bench: Bench) -> OwnWork:
            work = bench.content.work
            left = tuple(
                one
                for one in work.facts
                if (one.item, one.fact) != (self.item, self.fact)
            )
            if len(left) == len(work.facts):
                cure = "It may have been taken back already."
                raise OwnWorkError(self.fact[:60], "you added no such fact", cure)
            return replace(work, facts=left)

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="remove-fact"
        )
        return edit.made(change, item=self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPassage:
    """Put words of a page among the sources that sentences can name."""

    draft: Draft
    version: int
    item: int
    """0 for the case summary."""

    selection: Selection
    by: User

    def execute(self) -> Draft:
        """Check, add and record; the same words are added once.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: the words do not stand there, or there is no such item.
        """

        def change(bench: Bench) -> OwnWork:
            if not 0 <= self.item <= len(bench.content.draft.items):
                cure = "Choose one of the case."
                raise OwnWorkError("item", "no item of that number", cure)
            found = OwnPassage(item=self.item, evidence=self.selection.evidence(bench))
            work = bench.content.work
            known = dict.fromkeys((*work.passages, found))
            return replace(work, passages=tuple(known))

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="add-passage"
        )
        return edit.made(change, item=self.item, page=self.selection.page)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePassage:
    """Take words that one added out of the sources."""

    draft: Draft
    version: int
    place: int
    """Place among the passages that were added, from 1."""

    by: User

    def execute(self) -> Draft:
        """Check, remove and record; sentences that name it keep it.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: there is no such passage.
        """

        def change(bench: Bench) -> OwnWork:
            work = bench.content.work
            if not 1 <= self.place <= len(work.passages):
                cure = "It may have been taken out already."
                raise OwnWorkError("passage", "you added no such passage", cure)
            left = (*work.passages[: self.place - 1], *work.passages[self.place :])
            return replace(work, passages=left)

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="remove-passage"
        )
        return edit.made(change)
