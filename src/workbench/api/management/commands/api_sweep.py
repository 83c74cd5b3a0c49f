"""``api_sweep``: queue deliveries that were lost; forget old ones and old answers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workbench.api.hooks import tasks
from workbench.api.idempotency import forget_old


class Command(BaseCommand):
    """Looks once, or again and again."""

    help = "Queue webhooks that are due and were forgotten; forget old answers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for running on."""
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS")

    def handle(self, *_: Any, **given: Any) -> None:
        """Queue and forget, and again if asked."""
        while True:
            queued = tasks.take_up_due()
            forgotten = forget_old() + tasks.forget_old()
            if queued or forgotten or not given["every"]:
                self.stdout.write(
                    f"{queued} deliveries queued again, {forgotten} rows forgotten"
                )
            if not given["every"]:
                return
            time.sleep(given["every"])
