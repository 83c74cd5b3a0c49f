"""How the desk's templates say what the core means by its codes."""

from django import template

from openimr.domain import Decision, Finding, Verdict
from openimr.letters.write import wording

register = template.Library()
_TAGS = {
    Verdict.MET: "good",
    Verdict.NOT_MET: "bad",
    Verdict.NOT_DOCUMENTED: "warn",
    Decision.OVERTURNED: "good",
    Decision.UPHELD: "bad",
    "error": "bad",
    "warning": "warn",
}


@register.filter
def tag(value: object) -> str:
    """Return the class of the tag of a verdict, decision or severity."""
    return _TAGS.get(value, "") if isinstance(value, str) else ""


@register.filter
def verdict(value: Verdict | None) -> str:
    """Return a verdict in words."""
    return wording.VERDICTS[value] if value is not None else "Nothing proposed"


@register.filter
def decision(value: Decision | None) -> str:
    """Return a decision in words."""
    return wording.DECISIONS[value] if value is not None else "Nothing proposed"


@register.filter
def finding(value: Finding) -> str:
    """Return a finding in words."""
    return wording.FINDINGS[value]


@register.filter
def step(value: str) -> str:
    """Return a step of the search sequence in words."""
    return wording.STEPS.get(value, value)  # type: ignore[call-overload, no-any-return]


@register.filter
def words(value: object) -> str:
    """Return a code as words.

    >>> words("not_documented")
    'not documented'
    """
    return str(value or "").replace("_", " ")
