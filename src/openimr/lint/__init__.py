"""Check a determination for the plain errors that get determinations reversed."""

from .boilerplate import check_boilerplate
from .catalogue import Check, load_checks
from .clauses import Clause, claims, own_words
from .linter import lint
from .subject import Answer, Known, RecordsAtHand, Subject, as_letter

__all__ = [
    "Answer",
    "Check",
    "Clause",
    "Known",
    "RecordsAtHand",
    "Subject",
    "as_letter",
    "check_boilerplate",
    "claims",
    "lint",
    "load_checks",
    "own_words",
]
