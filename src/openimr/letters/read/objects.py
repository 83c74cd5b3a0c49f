"""Values of a letter as JSON has them."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import Enum

from openimr.domain import (
    Credentials,
    Letter,
    LetterDocument,
    LetterQuote,
    LetterVote,
)

Value = str | int | bool | None
Named = LetterDocument | LetterQuote | LetterVote


def of_our_own(letter: Letter) -> dict[str, object]:
    """Return what only letters of our own layouts give; nothing for any other."""
    if letter.draft is None:
        return {}
    return {
        "organisation": letter.organisation,
        "address": list(letter.address),
        "draft": letter.draft,
        "panel": [reviewer_object(member) for member in letter.panel],
        "documents": _objects(letter.documents),
        "page_notes": list(letter.page_notes),
        "quotes": _objects(letter.quotes),
        "details": [
            {
                "ur_outcome": item.ur_outcome,
                "approved": item.approved,
                "not_found": list(item.not_found),
                "would_change": list(item.would_change),
                "votes": _objects(item.votes),
                "quotes": _objects(item.quotes),
            }
            for item in letter.items
        ],
    }


def _objects(values: Iterable[Named]) -> list[dict[str, object]]:
    return [
        {
            field.name: list(found)
            if isinstance(found := getattr(value, field.name), tuple)
            else plain(found)
            for field in fields(value)
        }
        for value in values
    ]


def reviewer_object(reviewer: Credentials | None) -> dict[str, object] | None:
    """Return credentials for JSON; None where nobody is named by them."""
    if reviewer is None:
        return None
    return {
        "licensed_in": list(reviewer.licensed_in),
        "board_certifications": list(reviewer.board_certifications),
        "subspecialties": list(reviewer.subspecialties),
        "years_in_practice_over": reviewer.years_in_practice_over,
        "hours_a_week_at_least": reviewer.hours_a_week_at_least,
    }


def plain(value: object) -> Value:
    """Return a value as JSON has it: dates and enumerations by their words."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None
