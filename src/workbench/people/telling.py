"""One way for a page to carry out an act and tell what came of it."""

from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest

from openimr.errors import OpenImrError


class Act(Protocol):
    """What every class of an act has."""

    def execute(self) -> object:
        """Check, do and record."""


def carry_out(
    request: HttpRequest, act: Act, done: str = "Done, and recorded."
) -> bool:
    """Carry out an act and tell on the next page what came of it; true where it did.

    What refuses on purpose is told in its own sentence; a right that is missing
    (PermissionDenied) and a fault of the program are not for a sentence on a page.
    """
    try:
        act.execute()
    except OpenImrError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True
