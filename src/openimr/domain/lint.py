"""What the checks of a letter or case file find, with the words that disagree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LintQuote:
    """Words that a finding is about, and where they stand."""

    where: str
    """Such as ``the heading``, ``the rationale`` or ``the records``."""

    words: str
    document: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """Something in the case or letter that a person should look at."""

    check: str
    severity: str
    """error, warning or info."""

    message: str
    document: str | None = None
    page: int | None = None
    item: int | None = None
    """Number of the disputed item, from 1; None where it is about the whole."""

    quotes: tuple[LintQuote, ...] = ()
    """The words that disagree."""

    ground: int | None = None
    """Ground of appeal that it touches, 1 to 5 (Labor Code 4610.6(h))."""
