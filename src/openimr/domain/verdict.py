"""The three answers to a criterion, and how answers combine.

Kleene's strong logic: an unknown stays unknown unless the known answers settle the
matter without it.
"""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """How a criterion came out against the records."""

    MET = "met"
    NOT_MET = "not_met"
    """Contradicted by the records, or a limit is exceeded."""

    NOT_DOCUMENTED = "not_documented"
    """Left open: nothing in the records answers it.  An open criterion is asked about;
    nobody may read it as a no."""


_WORST_FIRST = (Verdict.NOT_MET, Verdict.NOT_DOCUMENTED, Verdict.MET)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of the answers: all must be met.

    A contradiction decides at once, whatever else is still open; nothing asked is
    nothing failed.

    >>> all_of([Verdict.NOT_DOCUMENTED, Verdict.NOT_MET]).value
    'not_met'
    >>> all_of([Verdict.MET, Verdict.NOT_DOCUMENTED]).value, all_of([]).value
    ('not_documented', 'met')
    """
    given = set(verdicts)
    return next((v for v in _WORST_FIRST if v in given), Verdict.MET)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the best of the answers: one that is met is enough.

    >>> any_of([Verdict.NOT_MET, Verdict.NOT_DOCUMENTED]).value
    'not_documented'
    >>> any_of([]).value
    'not_met'
    """
    given = set(verdicts)
    return next((v for v in reversed(_WORST_FIRST) if v in given), Verdict.NOT_MET)
