"""What a physician attests by signing; the sentences stand in ``attestations.yaml``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import Determination, PageStatus
from openimr.errors import SigningError


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """One sentence that the physician stands by."""

    id: str
    text: str


def unread_pages(determination: Determination) -> tuple[str, ...]:
    """Return the pages that nobody has read, as ``scan.pdf p. 3``, in ledger order."""
    return tuple(
        f"{entry.file} p. {entry.page}"
        for entry in determination.pages
        if entry.status is PageStatus.UNREADABLE
    )


def attestations(unread: Sequence[str]) -> tuple[Attestation, ...]:
    """Return the sentences that a signature on such a draft states.

    >>> [each.id for each in attestations(["scan.pdf p. 3"])]
    ['own_decision', 'no_conflict', 'unread_pages']
    """
    pages = ", ".join(unread)
    return tuple(
        Attestation(id=entry["id"], text=entry["text"].replace("{pages}", pages))
        for entry in _sentences()
        if entry["needed"] == "always" or unread
    )


def check_unread(unread: Sequence[str], *, attested: bool) -> None:
    """Make sure that somebody has looked at every page.

    Raises:
        SigningError: pages were not read, and nobody says to have looked at them.
    """
    if unread and not attested:
        shown = ", ".join(unread[:3]) + (" and more" if len(unread) > 3 else "")
        raise SigningError(
            "determination.json",
            f"{len(unread)} of its pages could not be read ({shown})",
            "Look at them yourself, then attest it with --attest-unread.",
        )


@cache
def _sentences() -> tuple[dict[str, str], ...]:
    data = files(__package__).joinpath("attestations.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(data)["attestations"])
