"""Why an item was decided as it was, in two plain sentences, and what was missing."""

from collections.abc import Iterator, Sequence

from openimr.domain import Decision, ItemDetermination, Verdict

from .points import Point, Points
from .speech import Speech

_MOST_MISSING = 3
_MOST_BESIDE = 2
"""Points told where others decided, or where many items have to share a page."""


def why(item: ItemDetermination, found: Points, speech: Speech) -> str:
    """Return two sentences on why; one where the reasons are the physician's alone."""
    told = _two(item, found, speech) if found.explain(item) else ()
    return " ".join(told) or speech.say("reasons_in_letter")


def _two(item: ItemDetermination, found: Points, speech: Speech) -> Sequence[str]:
    if item.decision is Decision.OVERTURNED:
        return _fits(found.met, speech)
    if item.decided_by is Verdict.NOT_DOCUMENTED:
        return _not_shown(found.missing, speech)
    return _does_not_fit(found.failed, speech)


def _fits(met: Sequence[Point], speech: Speech) -> Sequence[str]:
    # Numbers last: a reader wants to hear first what the doctor found.
    known = sorted(_known(met, speech), key=lambda point: bool(_limit(point, speech)))
    clauses = [_clause(point, speech) for point in known[:2]]
    opening = speech.say("fits")
    if not clauses:
        return (opening,)
    if len(clauses) == 1:
        return opening, speech.say("fits_so", first=clauses[0])
    return opening, speech.say("fits_and", first=clauses[0], second=clauses[1])


def _not_shown(missing: Sequence[Point], speech: Speech) -> Sequence[str]:
    names = [speech.facts[p.entry.fact].name for p in _known(missing, speech)][:2]
    opening = speech.say("not_enough")
    if not names:
        return (opening,)
    if len(names) == 1:
        return opening, speech.say("not_shown", first=names[0])
    return opening, speech.say("not_shown_or", first=names[0], second=names[1])


def _does_not_fit(failed: Sequence[Point], speech: Speech) -> Sequence[str]:
    known = _known(failed, speech)
    if not known:
        return ()
    first, *others = known
    limit = _limit(first, speech)
    if others:
        opening = speech.say("does_not_fit", first=_clause(first, speech))
        return opening, speech.say("also", second=_clause(others[0], speech))
    if limit:
        opening = speech.say("does_not_fit", first=_bare(first, speech))
        return opening, capital(speech.say("limit_alone", limit=limit))
    opening = speech.say("does_not_fit", first=_bare(first, speech))
    send = speech.facts[first.entry.fact].send
    return opening, speech.say("could_help", send=send)


def missing(
    item: ItemDetermination, found: Points, speech: Speech, *, crowded: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Return what stands above the list of what was missing, and the list.

    Empty where nothing was, where the item is overturned, or where the reasons are the
    physician's alone.
    """
    if item.decision is Decision.OVERTURNED or not found.explain(item):
        return "", ()
    decides = item.decided_by is Verdict.NOT_DOCUMENTED
    most = _MOST_MISSING if decides and not crowded else _MOST_BESIDE
    lines = tuple(_listed(found.missing, speech, most))
    return (
        (speech.say("missing" if decides else "missing_more"), lines)
        if lines
        else (
            "",
            (),
        )
    )


def _listed(missing: Sequence[Point], speech: Speech, most: int) -> Iterator[str]:
    told = _known(missing, speech)[:most]
    for place, point in enumerate(told, start=1):
        words = speech.facts[point.entry.fact]
        line = speech.say("missing_point", name=words.name, send=words.send)
        rest = _rest(len(missing) - len(told), speech) if place == len(told) else ""
        yield f"{line}{rest}"


def _rest(many: int, speech: Speech) -> str:
    if many == 0:
        return ""
    if many == 1:
        return f" {speech.say('missing_last')}"
    return f" {speech.say('missing_rest', many=str(many))}"


def _known(found: Sequence[Point], speech: Speech) -> list[Point]:
    """Return the points whose fact has plain words; a user's own files may add some."""
    return [point for point in found if point.entry.fact in speech.facts]


def _clause(point: Point, speech: Speech) -> str:
    limit = _limit(point, speech)
    told = _bare(point, speech)
    return speech.say("against_limit", told=told, limit=limit) if limit else told


def _bare(point: Point, speech: Speech) -> str:
    """Return what the records say, the limit left aside."""
    words = speech.facts[point.entry.fact]
    if words.told is None:
        return words.shown if point.documented else words.against
    amount = point.amount and speech.amount(point.amount)
    if amount:
        return words.told.replace("{value}", amount)
    return words.shown if point.fits else words.against


def _limit(point: Point, speech: Speech) -> str | None:
    """Return the rule's limit as a clause, where the records give a number to it."""
    words = speech.facts[point.entry.fact]
    if point.rule is None or point.rule.limit is None or words.told is None:
        return None
    bound = speech.amount(point.rule.limit.bound)
    if bound is None or point.amount is None or speech.amount(point.amount) is None:
        return None
    return speech.say(point.rule.limit.operator.value, bound=bound)


def capital(words: str) -> str:
    """Return words with a capital to begin a sentence.

    >>> capital("your doctor asked"), capital("")
    ('Your doctor asked', '')
    """
    return words[:1].upper() + words[1:]
