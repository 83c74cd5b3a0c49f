"""``cases_take_up``: go on with what a dead worker left."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.cases.tasks import take_up_silent


class Command(BaseCommand):
    """Queues readings whose worker gives no sign of life; ``minutely`` looks again."""

    help = "Queue again the readings whose worker died."

    def handle(self, *_: Any, **__: Any) -> None:
        """Queue them."""
        self.stdout.write(f"{take_up_silent()} readings queued again")
