"""``parties_take_up``: go on with e-mails whose sender died."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workbench.parties.tasks import take_up_unsent


class Command(BaseCommand):
    """Queues e-mails that were left, once or again and again."""

    help = "Queue again the e-mails to parties whose sender died on the way."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for running on."""
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS")

    def handle(self, *_: Any, **given: Any) -> None:
        """Queue, and again if asked."""
        while True:
            found = take_up_unsent()
            if found or not given["every"]:
                self.stdout.write(f"{found} e-mails queued again")
            if not given["every"]:
                return
            time.sleep(given["every"])
