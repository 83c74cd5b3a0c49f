"""Three answers, never two: Kleene's strong logic over what the records show."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What the records show about one criterion."""

    MET = "met"
    NOT_MET = "not_met"
    """They show the opposite, or a limit is exceeded."""

    NOT_DOCUMENTED = "not_documented"
    """They are silent.  Silence becomes a question, never a denial of fact."""


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine criteria of which every one is required.

    One failure settles the matter even while other answers are missing:

    >>> all_of([Verdict.NOT_MET, Verdict.NOT_DOCUMENTED]).value
    'not_met'
    >>> all_of([]).value
    'met'
    """
    seen = set(verdicts)
    if Verdict.NOT_MET in seen:
        return Verdict.NOT_MET
    return Verdict.NOT_DOCUMENTED if Verdict.NOT_DOCUMENTED in seen else Verdict.MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine criteria of which one suffices.

    >>> any_of([Verdict.NOT_MET, Verdict.NOT_DOCUMENTED]).value
    'not_documented'
    >>> any_of([]).value
    'not_met'
    """
    seen = set(verdicts)
    if Verdict.MET in seen:
        return Verdict.MET
    return Verdict.NOT_DOCUMENTED if Verdict.NOT_DOCUMENTED in seen else Verdict.NOT_MET
