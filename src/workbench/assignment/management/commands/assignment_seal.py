"""``assignment_seal``: seal names and words that versions before kept in rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openimr.errors import OpenImrError
from workbench.assignment.sealed import seal_rows
from workbench.audit.chain import record


class Command(BaseCommand):
    """Moves them row by row; may be stopped and begun again; ``minutely`` calls it."""

    help = (
        "Seal names of parties, approvals and reasons of an end that a version before "
        "kept in the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for looking at every row."""
        parser.add_argument(
            "--all",
            action="store_true",
            help="Look at all rows; once no site runs the version before any more.",
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Seal them, and record how many.

        Raises:
            CommandError: the disk refused a file, or one is lost.
        """
        try:
            done = seal_rows(every=given.get("all", False))
        except OpenImrError as error:
            raise CommandError(str(error)) from error
        if done:
            record("seal-checks", by=None, on=None, checks=done)
        self.stdout.write(f"{done} assignments sealed")
