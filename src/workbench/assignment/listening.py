"""What assignment does when a case takes a step."""

from django.dispatch import receiver
from django.utils import timezone

from workbench.cases.models import Case
from workbench.cases.signals import moved
from workbench.cases.states import State

from .sealed import WITHDRAWN
from .tasks import prepare


@receiver(moved, dispatch_uid="assignment follows the case")
def _follow(case: Case, to: State, **_: object) -> None:
    """Prepare the question of a case that was read; shut the file of one withdrawn."""
    if to is State.READ:
        prepare.enqueue(str(case.pk))
    if to is State.WITHDRAWN:
        case.assignments.filter(ended=None).update(
            ended=timezone.now(), end_reason=WITHDRAWN
        )
