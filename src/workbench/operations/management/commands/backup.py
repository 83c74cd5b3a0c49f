"""``backup DIR``: everything that the site knows, into one folder, sealed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.operations.backup import back_up, verify


class Command(BaseCommand):
    """Writes a backup, or checks one."""

    help = (
        "Write a backup of the site into a folder; again and again into the same one "
        "it copies only what is new.  With --check look whether one is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="open and compare every file in it"
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Write or check, and say what is there.

        Raises:
            CommandError: it cannot be done.
        """
        folder: Path = given["folder"]
        try:
            if given["check"]:
                found = verify(folder)
                self.stdout.write(
                    f"{folder}: whole; {found.rows} rows, {found.files} files, "
                    f"{found.acts} acts, the last {found.last}"
                )
                return
            # Before the backup, so that the record in it tells of it.
            record("back-up", by=None, on=None)
            saved = back_up(folder, timezone.now())
        except OpenImrError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{folder}: {saved.rows} rows, {saved.files} files ({saved.copied} new), "
            f"{saved.acts} acts, the last {saved.last}.  "
            "Keep the keys of OPENIMR_FILE_KEYS elsewhere: they are not in it."
        )
