"""What a case asks is made ready in the background, so that pages need not wait."""

from uuid import UUID

from django_tasks import task

from workbench.cases.models import Case

from .questions import question_of


@task(queue_name="review")
def prepare(case: str) -> None:
    """Make and keep what a case asks of a reviewer; nothing where it is there."""
    question_of(Case.objects.get(pk=UUID(case)))
