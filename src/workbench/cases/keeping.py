"""Decisions are kept with their reasons, sealed."""

from django.utils import timezone

from workbench.files.models import StoredFile
from workbench.files.words import seal_words, words_of
from workbench.people.models import User

from .models import Case, Decision
from .states import State

__all__ = ["keep_decision", "words_of"]


def keep_decision(  # noqa: PLR0913 - the columns of a decision
    case: Case,
    act: str,
    by: User,
    reason: str,
    to: State | None = None,
    *,
    agreed: bool | None = None,
    basis: StoredFile | None = None,
) -> Decision:
    """Keep a decision; its reason, which may tell of the records, is sealed."""
    return Decision.objects.create(
        case=case,
        act=act,
        to=to or "",
        agreed=agreed,
        reason=seal_words("reason.txt", reason),
        basis=basis,
        made=timezone.now(),
        made_by=by,
    )
