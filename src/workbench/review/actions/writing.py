"""Write summary and rationale; each line names what it rests on."""

from dataclasses import dataclass, replace

from openimr.casework.own_words import item_sources, read_statements, summary_sources
from openimr.domain.own_work import OwnRationale, OwnWork
from openimr.errors import OwnWorkError
from workbench.people.models import User
from workbench.review.bench import Bench
from workbench.review.models import Draft

from .drafting import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSummary:
    """Write the case summary; an empty text brings the proposed one back."""

    draft: Draft
    version: int
    text: str
    by: User

    def execute(self) -> Draft:
        """Check, write and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: a line names no source, or one that is not there.
        """

        def change(bench: Bench) -> OwnWork:
            work = bench.content.work
            if not self.text.strip():
                return replace(work, summary=None)
            sources = summary_sources(bench.proposal, bench.content.draft, work)
            return replace(work, summary=read_statements(self.text, sources))

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="write-summary"
        )
        return edit.made(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRationale:
    """Write the reasons for one item; an empty text brings the proposed ones back."""

    draft: Draft
    version: int
    item: int
    text: str
    by: User

    def execute(self) -> Draft:
        """Check, write and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: there is no such item, or a line names no source or one that
                is not there.
        """

        def change(bench: Bench) -> OwnWork:
            work, draft = bench.content.work, bench.content.draft
            if not 1 <= self.item <= len(draft.items):
                cure = "Choose one of the case."
                raise OwnWorkError("item", "no item of that number", cure)
            others = tuple(one for one in work.rationales if one.item != self.item)
            if not self.text.strip():
                return replace(work, rationales=others)
            sources = item_sources(bench.proposal, draft, work, self.item)
            made = OwnRationale(
                item=self.item,
                statements=read_statements(self.text, sources),
                decision=draft.items[self.item - 1].decision,
            )
            return replace(work, rationales=(*others, made))

        edit = Edit(
            draft=self.draft, version=self.version, by=self.by, act="write-rationale"
        )
        return edit.made(change, item=self.item)
