"""Decisions are kept with their reasons, sealed."""

from django.utils import timezone

from workbench.files.models import StoredFile
from workbench.files.store import get, put
from workbench.people.models import User

from .models import Case, Decision
from .states import State


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
    words = reason.strip()
    return Decision.objects.create(
        case=case,
        act=act,
        to=to or "",
        agreed=agreed,
        reason=put("reason.txt", [words.encode()]) if words else None,
        basis=basis,
        made=timezone.now(),
        made_by=by,
    )


def words_of(file: StoredFile | None) -> str:
    """Return the words of a sealed text; none of no file.

    Raises:
        StorageError: it cannot be given back.
    """
    return b"".join(get(file)).decode() if file is not None else ""
