"""Examining in the background, so that the page is there when somebody comes."""

from django_tasks import task

from workbench.review.models import Signature

from .examining import examined


@task(queue_name="review")
def examine_signature(signature: int) -> None:
    """Examine a signed determination; done twice, it is looked up the second time."""
    found = Signature.objects.filter(pk=signature, returned=None).first()
    if found is not None:
        examined(found)
