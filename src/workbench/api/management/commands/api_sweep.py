"""``api_sweep``: queue deliveries that were lost; forget old ones and old answers."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.api.hooks import tasks
from workbench.api.idempotency import forget_old


class Command(BaseCommand):
    """Looks once; ``minutely`` looks again and again."""

    help = "Queue webhooks that are due and were forgotten; forget old answers."

    def handle(self, *_: Any, **__: Any) -> None:
        """Queue and forget."""
        queued = tasks.take_up_due()
        forgotten = forget_old() + tasks.forget_old()
        self.stdout.write(
            f"{queued} deliveries queued again, {forgotten} rows forgotten"
        )
