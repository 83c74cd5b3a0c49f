"""``cases_daily``: clocks and what was abandoned, once a day."""

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.utils import timezone

from workbench.cases.upkeep import reckon_all
from workbench.files.sweeping import sweep_uploads
from workbench.review.sweeping import sweep_desks

_DONE = "cases-daily-done-on"
_TWO_DAYS = 2 * 24 * 3600


class Command(BaseCommand):
    """Reckons clocks and sweeps what was abandoned at the first call of a day."""

    help = "Once a day: reckon the due dates of open cases, sweep what was abandoned."

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it, unless it was done today."""
        today = timezone.localdate().isoformat()
        if cache.get(_DONE) == today:
            return
        changed, swept = reckon_all(), sweep_uploads()
        left = sweep_desks()
        # None does harm a second time: what fails is done again at the next call.
        cache.set(_DONE, today, _TWO_DAYS)
        self.stdout.write(
            f"{changed} due dates changed, {swept} uploads and {left} files of "
            "desks swept"
        )
