"""``files_sweep``: destroy uploads that nobody finished or used within a week."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.files.sweeping import sweep_uploads


class Command(BaseCommand):
    """Forgets uploads that are a week old; to be called once a day."""

    help = "Destroy uploads that nobody finished or used within a week."

    def handle(self, *_: Any, **__: Any) -> None:
        """Sweep, and say how many that were."""
        self.stdout.write(f"{sweep_uploads()} uploads swept")
