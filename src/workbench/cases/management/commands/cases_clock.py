"""``cases_clock``: reckon the next due date of every open case for today."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.cases.upkeep import reckon_all


class Command(BaseCommand):
    """Brings the queue's due dates up to date; to be called once a day."""

    help = "Reckon the next due date of every open case."

    def handle(self, *_: Any, **__: Any) -> None:
        """Reckon them, and say how many changed."""
        self.stdout.write(f"{reckon_all()} due dates changed")
