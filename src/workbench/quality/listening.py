"""What quality does when something happens in another room."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from workbench.review.models import Signature

from .tasks import examine_signature


@receiver(post_save, sender=Signature)
def examine_what_was_signed(
    instance: Signature,
    created: bool,
    **_: Any,
) -> None:
    """Queue the examination in the transaction of the signature itself."""
    if created:
        examine_signature.enqueue(instance.pk)
