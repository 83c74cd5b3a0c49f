"""A letter's words before they are laid out, and the sentences layouts share."""

from functools import cache
from typing import NamedTuple

from .case import Case, reviewers
from .citing import in_form, in_prose
from .state import Drawn
from .stock import data
from .summary import Words


class ItemText(NamedTuple):
    """One item, ready to be laid out."""

    words: str
    drawn: Drawn
    rationale: str
    claims: str
    """own, other or none: what the claims administrator cited."""


class Content(NamedTuple):
    """A letter's words before they are laid out."""

    case: Case
    words: Words
    summary: str
    items: tuple[ItemText, ...]
    header: bool
    method: int


def method(content: Content, a_reviewer: str, who: str) -> str:
    """Return how the review was made, with the credentials of a kind of reviewer."""
    credentials = _credentials(content.case.reviewer.number, who) if who else ""
    return _method_of(content.method, a_reviewer).replace("{credentials}", credentials)


@cache
def _method_of(number: int, a_reviewer: str) -> str:
    words = " ".join(data("wording")["method"][number].split())
    return words.replace("{a_reviewer}", a_reviewer).replace("{He_She}", "He/she")


@cache
def _credentials(number: int, who: str) -> str:
    reviewer = reviewers()[number]
    sub = ""
    if reviewer.subspecialties:
        sub = f", has a subspecialty in {reviewer.subspecialties[0]}"
    return (
        f"The {who} reviewer is Board Certified in {' and '.join(reviewer.boards)}"
        f"{sub} and is licensed to practice in {' and '.join(reviewer.states)}."
    )


def verdict(item: ItemText) -> str:
    """Return the end of the sentence that decides an item."""
    negation = "not " if item.drawn.decision == "upheld" else ""
    return f"is {negation}medically necessary and appropriate."


def claims_form(item: ItemText) -> str:
    """Return what the claims administrator cited, in the form's short lines."""
    if item.claims == "none":
        return str(data("wording")["uncited"]["form"])
    return in_form(item.drawn.item.family, item.drawn.era, item.claims == "other")


def claims_prose(item: ItemText) -> str:
    """Return what the claims administrator cited, as a sentence."""
    if item.claims == "none":
        return str(data("wording")["uncited"]["prose"])
    cited = in_prose(item.drawn.item.family, item.drawn.era, item.claims == "other")
    return f"The Claims Administrator based its decision on {cited}."


def priority(case: Case) -> str:
    """Return the priority as the header gives it."""
    return "Expedited" if case.expedited else "Standard"
