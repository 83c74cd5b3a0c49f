"""When a case is long over: its files are destroyed, its course stays told.

A file is destroyed by forgetting its key (``workbench.files``); of copies in backups
nothing can be read either, once the backups hold the newer rows.  How long files are
kept is the organisation's duty to know: no time is assumed, and while none is set
nothing is destroyed.  A case under legal hold is left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.apps import apps
from django.db import models, transaction

from workbench.assignment.forgetting import forget_names
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import RetentionError
from workbench.files.models import StoredFile
from workbench.files.store import destroy
from workbench.people.models import User
from workbench.quality.sealed import forget_words

OVER = (State.RELEASED, State.INELIGIBLE, State.WITHDRAWN)


class Share(StrEnum):
    """Which files of a case."""

    RECORDS = "records"
    """What came in and what was read out of it, drafts included; with it the names of
    parties in the checks for conflicts and in the register of reviewers."""

    OUTCOME = "outcome"
    """What was signed, released and told; with it the names in the case's row."""


WAYS: Mapping[str, tuple[Share, str] | None] = MappingProxyType(
    {
        "api.Endpoint": None,
        "assignment.Assignment": (Share.RECORDS, "case"),
        "assignment.Question": (Share.RECORDS, "case"),
        "cases.CaseRecord": (Share.RECORDS, "case"),
        "cases.Decision": (Share.OUTCOME, "case"),
        "cases.Reading": (Share.RECORDS, "case"),
        "cases.RecordsRequest": (Share.OUTCOME, "case"),
        "files.Piece": None,
        "files.Upload": None,
        "quality.Check": (Share.OUTCOME, "signature__case"),
        "quality.Examination": (Share.RECORDS, "signature__case"),
        "quality.Release": (Share.OUTCOME, "case"),
        "quality.Sheet": (Share.OUTCOME, "release__case"),
        "review.Book": (Share.RECORDS, "reading__case"),
        "review.Draft": (Share.RECORDS, "assignment__case"),
        "review.Sheaf": (Share.RECORDS, "reading__case"),
        "review.Signature": (Share.OUTCOME, "case"),
    }
)
"""Of each table with files: the share, and the way to its case; None: of no case."""


@dataclass(frozen=True, slots=True)
class DestroyFiles:
    """Destroy a share of a case's files because their time of keeping is over."""

    case: Case
    share: Share
    before: datetime
    """The case must have ended before."""

    by: User | None = None
    """None: the program, by the rule that the organisation has set."""

    def check(self) -> None:
        """Raise unless these files may be destroyed.

        Raises:
            RetentionError: the case is held, not over, or not over for long enough.
        """
        number = self.case.number
        if self.case.legal_hold:
            raise RetentionError(
                f"Case {number}: it is under legal hold.  Nothing of it is destroyed."
            )
        if self.case.state not in OVER or self.case.changed >= self.before:
            raise RetentionError(
                f"Case {number}: the time of keeping its files is not over."
            )

    @transaction.atomic
    def execute(self) -> int:
        """Check, forget the keys, record; return how many files that were."""
        locked = Case.objects.select_for_update().get(pk=self.case.pk)
        DestroyFiles(locked, self.share, self.before, self.by).check()
        rows = list(files_of(locked, self.share))
        for row in rows:
            destroy(row)
        names = forget_names(locked) if self.share is Share.RECORDS else 0
        if self.share is Share.OUTCOME:
            locked.worker = locked.claims_administrator = ""
            locked.save(update_fields=["worker", "claims_administrator"])
            forget_words(locked)
        if rows or names:
            told = {"share": self.share.value, "files": len(rows), "checks": names}
            record("destroy-files", by=self.by, on=locked, case=locked.pk, **told)
        return len(rows)


def over_since(before: datetime) -> models.QuerySet[Case]:
    """Return the cases that ended before a moment and are under no hold."""
    return Case.objects.filter(
        state__in=OVER, changed__lt=before, legal_hold=False
    ).order_by("number")


def files_of(case: Case, share: Share) -> Iterator[StoredFile]:
    """Yield the files of a share of a case that are still there, each once."""
    wanted = models.Q(pk__in=[])
    for table, column in columns():
        way = WAYS[table]
        if way is not None and way[0] is share:
            rows = apps.get_model(table).objects.filter(**{way[1]: case})
            wanted |= models.Q(pk__in=rows.values(column))
    left = StoredFile.objects.filter(wanted).exclude(wrapped_key=None)
    yield from left.order_by("pk")


def columns() -> Iterator[tuple[str, str]]:
    """Yield table and column of everything that points at a stored file."""
    for table in apps.get_models():
        for field in table._meta.concrete_fields:
            if field.related_model is StoredFile:
                yield table._meta.label, field.name
