"""What a layout hands over: places in the sheet, not yet turned into fields."""

from datetime import date
from typing import NamedTuple

from openimr.domain import Decision, LetterCitation, LetterFormat, LetterWarning, Span


class ItemParts(NamedTuple):
    """One disputed item's places."""

    requested: Span
    decision: Decision | None
    claims: Span | None = None
    """What the letter says of the claims administrator's guidelines."""

    reviewer: Span | None = None
    """What it says of the reviewer's guidelines."""

    rationale: Span | None = None
    retrospective: bool = False
    """The words around the request call it retrospective."""

    template: bool = False
    """The closing sentence may be the form's own ``is/was``, decided by its label."""

    warnings: tuple[LetterWarning, ...] = ()


class Parts(NamedTuple):
    """A whole letter's places."""

    format: LetterFormat | None
    header: Span
    """Where the header block can stand."""

    credentials: Span | None
    documents: Span | None = None
    summary: Span | None = None
    told: Span | None = None
    """Where the worker is described, if not in a summary."""

    items: tuple[ItemParts, ...] = ()
    dates: tuple[tuple[str, date, Span], ...] = ()
    """Dates that the layout gives in prose, by the name of their field."""

    prose: bool = False
    """Guidelines are named in sentences and not in the form's short lines."""

    warnings: tuple[LetterWarning, ...] = ()


class Cited(NamedTuple):
    """The guidelines and other evidence of one stretch."""

    citations: tuple[LetterCitation, ...] = ()
    other: tuple[str, ...] = ()
