"""``parties_take_up``: go on with e-mails whose sender died."""

from typing import Any

from django.core.management.base import BaseCommand

from workbench.parties.tasks import take_up_unsent


class Command(BaseCommand):
    """Queues e-mails that were left; ``minutely`` looks again."""

    help = "Queue again the e-mails to parties whose sender died on the way."

    def handle(self, *_: Any, **__: Any) -> None:
        """Queue them."""
        self.stdout.write(f"{take_up_unsent()} e-mails queued again")
