"""``cases_sweep``: remove records that a killed worker left in the clear."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.cases.results import sweep


class Command(BaseCommand):
    """Empties the folder of work; to be called while no worker is at work."""

    help = "Remove what killed workers left in the clear.  Stop the workers first."

    def handle(self, *_: Any, **__: Any) -> None:
        """Remove it."""
        sweep()
