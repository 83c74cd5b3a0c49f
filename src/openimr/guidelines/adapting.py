"""Editions cited beside others, and rules carried into the text that took them over."""

from dataclasses import replace

from openimr.domain import Criterion, Edition, Limit, Mark

from .criteria import Part
from .editions import Head, map_group


def cited(edition: Edition) -> Edition:
    """Return a class's entry as cited beside the family's own: it sets no rules."""
    return replace(
        edition,
        inherited=True,
        required=None,
        contraindications=(),
        advisory=(),
        compare=(),
    )


def relabelled(found: Part, guideline: str, head: Head) -> Part:
    """Return a part with its criteria as those of the head's guideline."""
    if isinstance(found, Criterion):
        return relabel(found, guideline, head)
    return map_group(found, lambda rule: relabel(rule, guideline, head))


def relabel(rule: Criterion, guideline: str, head: Head) -> Criterion:
    """Return a rule as one of the guideline that took over the other's text.

    A rule of another origin, such as a regulation, stays what it is.
    """
    if rule.guideline != guideline or guideline != head.source.adapts:
        return rule
    limit = rule.limit
    if limit is not None:
        limit = Limit(operator=limit.operator, bound=limit.bound, mark=Mark.UNVERIFIED)
    return replace(
        rule,
        guideline=head.source.id,
        limit=limit,
        pages=None,
        mark=Mark.UNVERIFIED,
    )
