"""``cases_sweep``: remove records that a killed process left in the clear."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.cases.results import sweep
from workbench.files.forms import sweep_forms


class Command(BaseCommand):
    """Empties the folders of work; to be called while site and workers are down."""

    help = "Remove what killed processes left in the clear.  Stop site and workers."

    def handle(self, *_: Any, **__: Any) -> None:
        """Remove it."""
        sweep()
        sweep_forms()
