"""A signed case with the people around it, for the tests of quality."""

from workbench.people.roles import Role
from workbench.quality.actions import (
    PassSignature,
    ReleaseDetermination,
)
from workbench.quality.examining import examined
from workbench.quality.models import Release
from workbench.review.models import Signature

from .conftest import People
from .signed import (
    signed,
)


class Desk:
    """A case by one reviewer, or several, and the people around it."""

    def __init__(self, person: People, *choices: object) -> None:
        self.lead = person(Role.QUALITY)
        self.coordinator = person(Role.COORDINATOR)
        many = max(1, len(choices))
        self.reviewers = [person(Role.REVIEWER) for _ in range(many)]
        self.case = signed(
            self.coordinator,
            *self.reviewers,
            choices=choices,  # type: ignore[arg-type]
        )

    @property
    def signature(self) -> Signature:
        return Signature.objects.order_by("pk").first()  # type: ignore[return-value]

    def passed(self) -> "Desk":
        for signature in Signature.objects.filter(returned=None):
            PassSignature(signature, self.lead).execute()
        return self

    def release(self, reason: str = "") -> Release:
        return ReleaseDetermination(self.case, self.lead, reason).execute()

    def state(self) -> str:
        self.case.refresh_from_db()
        return self.case.state


def flawed(signature: Signature, **errors: object) -> None:
    """Have lint find errors in a signature."""
    found = examined(signature)
    found.blocking = [{"check": "wrong-side", "item": 1}]
    for name, value in errors.items():
        setattr(found, name, value)
    found.save()
