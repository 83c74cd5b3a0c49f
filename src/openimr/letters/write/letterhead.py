"""Whose letter it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The review organisation as the letter names it; the default names nobody."""

    organisation: str = "OpenIMR draft"
    """Stands at the head of the first page."""

    short: str = "IMR"
    """Stands in ``<short> guideline:``, beside ``Claims Administrator guideline:``."""

    address: tuple[str, ...] = ()
    """Lines below the organisation."""
