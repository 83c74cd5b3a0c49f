"""``minutely``: everything that must be looked after while the site is up."""

import logging
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

_LOG = logging.getLogger("workbench.operations")
DUTIES = (
    "cases_take_up",
    "review_take_up",
    "parties_take_up",
    "api_sweep",
    "clearsessions",
    "assignment_seal",
    "quality_seal",
    "cases_daily",
)
"""Commands that take up what a lost worker, a version before or a session that is over
left; each may be run at any time."""


class Command(BaseCommand):
    """Runs each duty, once or every minute; one that fails does not stop the others."""

    help = "Take up what lost workers left: readings, drawings, letters, webhooks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for running on."""
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS")

    def handle(self, *_: Any, **given: Any) -> None:
        """Run the duties, and again if asked.

        Raises:
            CommandError: run once, a duty failed; the log says how.
        """
        while True:
            failed = [duty for duty in DUTIES if not self._done(duty)]
            if not given["every"]:
                if failed:
                    raise CommandError(f"{', '.join(failed)}: look into the log.")
                return
            close_old_connections()
            time.sleep(given["every"])

    def _done(self, duty: str) -> bool:
        try:
            call_command(duty, stdout=self.stdout)
        except Exception:  # noqa: BLE001 - whatever it is, the others go on
            _LOG.exception("a duty failed")
            return False
        return True
