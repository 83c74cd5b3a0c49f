"""``cases_take_up``: go on with what a dead worker left."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workbench.cases.tasks import take_up_silent


class Command(BaseCommand):
    """Queues readings whose worker gives no sign of life, once or every minute."""

    help = "Queue again the readings whose worker died."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for running on."""
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS")

    def handle(self, *_: Any, **given: Any) -> None:
        """Queue, and again if asked."""
        while True:
            found = take_up_silent()
            if found or not given["every"]:
                self.stdout.write(f"{found} readings queued again")
            if not given["every"]:
                return
            time.sleep(given["every"])
