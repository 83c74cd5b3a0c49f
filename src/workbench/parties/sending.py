"""A party's own act: sending records."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.cases.actions import add_file, lock_for_files, read_anew
from workbench.cases.models import Case, CaseRecord
from workbench.errors import RecordError
from workbench.files.models import StoredFile
from workbench.files.store import destroy
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .models import Party, Sent

MOST = 20
"""Files that are sent at a time."""


@dataclass(frozen=True, slots=True)
class SendRecords:
    """Add a party's files to its case, which is then read again as a whole."""

    party: Party
    files: Sequence[StoredFile]
    by: User

    def check(self) -> None:
        """Raise unless this person may send these.

        Raises:
            PermissionDenied: not this party, or not any more.
            RecordError: there is nothing, or too much at a time.
        """
        demand(self.by, Right.TAKE_PART)
        if self.party.user_id != self.by.pk or self.party.ended is not None:
            raise PermissionDenied("This is for a party to the case.")
        if not 0 < len(self.files) <= MOST:
            raise RecordError(f"Send 1 to {MOST} files at a time.")

    def execute(self) -> list[Sent]:
        """Check, add, queue one reading and record; return what is new to the party.

        Bytes that are among the records already are taken for sent and are not added:
        to say so would tell a party what the other side sent.

        Raises:
            CaseError: the case takes no more files.
        """
        with transaction.atomic():
            sent = self._added()
        for file in self.files:
            _let_go(file)
        return sent

    def _added(self) -> list[Sent]:
        Party.objects.select_for_update().get(pk=self.party.pk)
        self.party.refresh_from_db(fields=["ended"])
        self.check()
        case = lock_for_files(self.party.case)
        before = case.records.count()
        sent = [one for file in self.files if (one := self._sent(case, file))]
        record(
            "send-records",
            by=self.by,
            on=self.party,
            case=case.pk,
            sha256=[file.sha256 for file in self.files],
        )
        if case.records.count() > before:
            read_anew(case)
        return sent

    def _sent(self, case: Case, file: StoredFile) -> Sent | None:
        known = CaseRecord.objects.filter(case=case, sha256=file.sha256).first()
        added = known or add_file(case, file, self.by)
        sent, new = Sent.objects.get_or_create(
            party=self.party,
            record=added,
            defaults={"name": file.name, "at": timezone.now()},
        )
        return sent if new else None


@transaction.atomic
def _let_go(file: StoredFile) -> None:
    """Destroy a file that became no record, neither of this case nor of another.

    A form that is sent twice names the file that became the record.
    """
    held = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if held is None or held.wrapped_key is None:
        return
    if not CaseRecord.objects.filter(file=held).exists():
        destroy(held)
