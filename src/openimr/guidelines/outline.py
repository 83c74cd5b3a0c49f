"""An edition in words: its citation, its days, and its criteria as an outline.

Whatever nobody has checked against the guideline's text says so beside itself: a page,
a limit and a statement each carry their own mark.
"""

import datetime as dt
from collections.abc import Iterator

from openimr.domain import (
    Criterion,
    Edition,
    Group,
    GuidelineSource,
    Limit,
    Mark,
    Needs,
    Operator,
    Phase,
)

_HELD = {
    Operator.AT_MOST: "at most",
    Operator.BELOW: "below",
    Operator.AT_LEAST: "at least",
    Operator.ABOVE: "above",
}
_NEEDS = {Needs.ALL: "all of these", Needs.ANY: "any one of these"}
_STEP = "  "


def citation(edition: Edition, source: GuidelineSource) -> str:
    """Return an edition as 8 CCR 9792.21.1 wants it cited.

    Guideline with its year or edition, where the text stands, section, and pages with
    their mark where nobody has opened them.
    """
    parts = [source.name, source.citation, f'section "{edition.section}"']
    if edition.pages is not None:
        parts.append(pages(edition.pages, edition.pages_mark))
    return ", ".join(parts)


def pages(span: str, mark: Mark) -> str:
    """Return pages for reading.

    >>> pages("63-66", Mark.VERIFIED), pages("66", Mark.UNVERIFIED)
    ('pages 63-66', 'page 66 UNVERIFIED')
    """
    word = "page" if span.isdigit() else "pages"
    return f"{word} {span}{_unchecked(mark)}"


def days(since: dt.date | None, until: dt.date | None) -> str:
    """Return the days on which something is in force.

    >>> days(dt.date(2009, 7, 18), None), days(None, None)
    ('since 2009-07-18', 'on every day')
    """
    if since and until:
        return f"{since} to {until}"
    if since:
        return f"since {since}"
    return f"until {until}" if until else "on every day"


def limit(held: Limit) -> str:
    """Return a limit for reading, such as ``at most 3 weeks UNVERIFIED``."""
    return f"{_HELD[held.operator]} {amount(held)}{_unchecked(held.mark)}"


def amount(held: Limit) -> str:
    """Return the bound of a limit, whole numbers without a point."""
    return f"{held.bound.value:g} {held.bound.unit}".strip()


def statement(rule: Criterion) -> str:
    """Return the rule, and behind it the mark if nobody has checked it."""
    return f"{rule.statement}{_unchecked(rule.mark)}"


def outline(edition: Edition) -> tuple[str, ...]:
    """Return the criteria of an edition as indented lines, readings beside them."""
    return tuple(_outline(edition))


def _outline(edition: Edition) -> Iterator[str]:
    if edition.required is not None:
        yield "Required:"
        yield from _group(edition.required, 1)
    elif edition.gap is not None:
        yield f"No criteria: {edition.gap}"
    elif edition.inherited:
        yield "Cited beside the family's own entry; it sets no rules."
    for title, rules in (
        ("Contraindications, any of which makes the request fail:",
         edition.contraindications),
        ("Advisory, shown and never deciding:", edition.advisory),
        ("For comparison, from other guidelines:", edition.compare),
    ):  # fmt: skip
        if rules:
            yield title
            for rule in rules:
                yield from _criterion(rule, 1)


def _group(group: Group, depth: int) -> Iterator[str]:
    name = f" ({group.name})" if group.name else ""
    yield f"{_STEP * depth}{_NEEDS[group.needs]}{name}:"
    if group.reading:
        yield f"{_STEP * (depth + 1)}read as: {group.reading}"
    if group.when is not None:
        presumed = " (silence shuts it)" if group.silence_shuts else ""
        yield f"{_STEP * (depth + 1)}open only where the records document{presumed}:"
        yield from _criterion(group.when, depth + 2)
    for part in group.parts:
        if isinstance(part, Group):
            yield from _group(part, depth + 1)
        else:
            yield from _criterion(part, depth + 1)


def _criterion(rule: Criterion, depth: int) -> Iterator[str]:
    indent = _STEP * depth
    yield f"{indent}- {statement(rule)}"
    yield f"{indent}  {'; '.join(_details(rule))}"
    if rule.reading:
        yield f"{indent}  read as: {rule.reading}"


def _details(rule: Criterion) -> Iterator[str]:
    yield f"{rule.id} of {rule.guideline}"
    if rule.limit is not None:
        yield f"{rule.fact} {limit(rule.limit)}"
    else:
        yield f"{rule.fact} {'present' if rule.wanted else 'absent'}"
    if rule.drugs:
        yield f"answered by {', '.join(rule.drugs)}"
    if rule.phase is not None:
        yield "first request only" if rule.phase is Phase.INITIAL else "continued care"
    if rule.pages is not None:
        yield pages(rule.pages, rule.mark)


def _unchecked(mark: Mark) -> str:
    return " UNVERIFIED" if mark is Mark.UNVERIFIED else ""
