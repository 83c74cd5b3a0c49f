"""``retention``: whose files have been kept long enough."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openimr.errors import OpenImrError
from workbench.operations.retention import DestroyFiles, Share, files_of, over_since


class Command(BaseCommand):
    """Lists, and on demand destroys, files whose time of keeping is over."""

    help = (
        "List the cases whose files have been kept as long as OPENIMR_KEEP_RECORDS and "
        "OPENIMR_KEEP_OUTCOME (years) say; with --destroy the files are destroyed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to do it."""
        parser.add_argument(
            "--destroy", action="store_true", help="destroy them; there is no way back"
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """List or destroy.

        Raises:
            CommandError: a case could not be done; those before it are.
        """
        kept = {
            Share.RECORDS: settings.KEEP_RECORDS,
            Share.OUTCOME: settings.KEEP_OUTCOME,
        }
        if not any(kept.values()):
            self.stdout.write("No time of keeping is set; nothing is destroyed.")
        for share, years in kept.items():
            if years:
                before = _years_before(timezone.now(), years)
                self._share(share, before, destroy=given["destroy"])

    def _share(self, share: Share, before: datetime, *, destroy: bool) -> None:
        for case in over_since(before):
            many = sum(1 for _ in files_of(case, share))
            if destroy and many:
                try:
                    many = DestroyFiles(case, share, before).execute()
                except OpenImrError as error:
                    raise CommandError(str(error)) from error
            if many:
                verb = "destroyed" if destroy else "could be destroyed"
                self.stdout.write(f"{case.number}: {many} files, {share.value}: {verb}")


def _years_before(now: datetime, years: int) -> datetime:
    """Return the same day so many years ago; of 29 February the day before."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)
