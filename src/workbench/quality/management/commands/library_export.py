"""``library_export``: the published letters as files, for a corpus to be built of."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openimr.errors import OpenImrError
from workbench.quality.publishing import export


class Command(BaseCommand):
    """Writes one letter a release whose publication copy passed the leak test."""

    help = (
        "Write the publication copies of released determinations into a folder; "
        "openimr corpus build makes the public library of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="folder for the letters")

    def handle(self, *_: Any, **given: Any) -> None:
        """Write the letters, and tell how many there are.

        Raises:
            CommandError: a copy cannot be given back, or the folder not written.
        """
        try:
            found = export(given["folder"])
        except OpenImrError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{found.written} written, {found.there} there already, "
            f"{found.withheld} withheld by the leak test."
        )
