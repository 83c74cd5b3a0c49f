"""``review_take_up``: go on drawing where a worker died."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.review.viewer.tasks import take_up_silent


class Command(BaseCommand):
    """Queues drawings whose worker gives no sign of life; ``minutely`` looks again."""

    help = "Queue again the drawings of pages whose worker died."

    def handle(self, *_: Any, **__: Any) -> None:
        """Queue them."""
        self.stdout.write(f"{take_up_silent()} drawings queued again")
