"""``quality_seal``: seal what quality leads wrote, where a version before kept it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.quality.sealed import seal_rows


class Command(BaseCommand):
    """Moves words row by row; may be stopped and begun again; ``minutely`` calls it."""

    help = "Seal comments and reasons that a version before kept in the database."

    def handle(self, *_: Any, **__: Any) -> None:
        """Seal them, and record how many.

        Raises:
            CommandError: the disk refused a file.
        """
        try:
            done = seal_rows()
        except OpenImrError as error:
            raise CommandError(str(error)) from error
        if done:
            record("seal-words", by=None, on=None, words=done)
        self.stdout.write(f"{done} comments and reasons sealed")
