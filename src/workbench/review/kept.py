"""What a draft holds, sealed: the reviewer's work, and what it comes to."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from openimr.domain import Determination, LintFinding
from openimr.domain.own_work import OwnWork
from workbench.files.models import StoredFile
from workbench.files.store import put

from .viewer.cache import Unsealed

PREFIX = "desk/"
"""How names of files begin that only a row of this room points at."""

_MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A draft as it was saved."""

    work: OwnWork
    draft: Determination
    """The proposal with the work in it, as it would be signed."""

    findings: tuple[LintFinding, ...] = ()
    """What the checks say of it."""

    notes: tuple[str, ...] = ()
    """What changed when the draft was carried over to its reading."""


_CONTENT = TypeAdapter(Content)
_OPENED: Unsealed[Content] = Unsealed(_CONTENT.validate_json, _MOST_BYTES)


def content_of(file: StoredFile) -> Content:
    """Return what a draft holds.

    Raises:
        StorageError: it cannot be given back.
    """
    return _OPENED.of(file)


def keep(content: Content) -> StoredFile:
    """Store what a draft holds.

    Raises:
        StorageError: the disk refused.
    """
    return put(f"{PREFIX}draft.json", [_CONTENT.dump_json(content)])
