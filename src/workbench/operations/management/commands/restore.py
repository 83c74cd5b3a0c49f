"""``restore DIR``: a site out of a backup, into an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.operations.backup import restore


class Command(BaseCommand):
    """Brings a site back."""

    help = "Bring a site back from a backup into an empty, migrated database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, **given: Any) -> None:
        """Restore, and say what came back.

        Raises:
            CommandError: it cannot be done; nothing was put into the database.
        """
        folder: Path = given["folder"]
        try:
            found = restore(folder)
        except OpenImrError as error:
            raise CommandError(str(error)) from error
        record("restore", by=None, on=None, acts=found.acts)
        self.stdout.write(
            f"{found.rows} rows and {found.files} files are back; the record of acts "
            f"is whole ({found.acts} acts).  Everybody logs in anew."
        )
