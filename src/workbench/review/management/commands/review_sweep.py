"""``review_sweep``: remove files that an act at a desk left when it was killed."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.review.sweeping import sweep_desks


class Command(BaseCommand):
    """Sweeps; nothing that a row points at is touched, and nothing of the last hour."""

    help = "Remove files of desks that no row points at."

    def handle(self, *_: Any, **__: Any) -> None:
        """Sweep."""
        self.stdout.write(f"{sweep_desks()} files of desks swept")
