"""``cases_upkeep``: what has to be done again and again beside the workers."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from workbench.cases.tasks import take_up_silent
from workbench.cases.upkeep import reckon_all
from workbench.files.sweeping import sweep_uploads


class Command(BaseCommand):
    """Takes up what dead workers left, and once a day reckons clocks and sweeps."""

    help = "Take up readings of dead workers; once a day reckon clocks, sweep uploads."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the flag for running on."""
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS")

    def handle(self, *_: Any, **given: Any) -> None:
        """Do it, and again if asked."""
        day = None
        while True:
            close_old_connections()
            take_up_silent()
            if day != timezone.localdate():
                day = timezone.localdate()
                reckon_all()
                sweep_uploads()
            if not given["every"]:
                return
            time.sleep(given["every"])
