r"""How a sentence speaks of the things it names: denied, possible, told as past ...

The cues and their reach are data (``cues.yaml``).  A sentence is searched once for
words that a cue can begin with; only where one stands are the cues tried, the longest
first, and only where one fits are the sentence's clauses looked at.

>>> sentence = "She denies numbness but has spasm"
>>> [(s.assertion.value, sentence[s.start:s.end], s.cue) for s in scopes(sentence)]
[('negated', 'numbness', 'denies')]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openimr.domain import Assertion

from .clauses import Sentence
from .cue_file import shipped_cues
from .cue_search import find_cues
from .cues import Direction, Form, Reach
from .reach_backward import backward
from .reach_forward import forward
from .signs import lowered

PRECEDENCE = (
    Assertion.FAMILY,
    Assertion.OTHER,
    Assertion.HYPOTHETICAL,
    Assertion.NEGATED,
    Assertion.HISTORICAL,
    Assertion.POSSIBLE,
)
"""Which answer counts where several scopes cover a mention, the strongest first.

Whose it is comes before whether it is; a thing that is only supposed is not denied;
and "no history of" denies, so a denial outweighs the past.
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of a sentence, and how a cue makes it speak."""

    start: int
    end: int
    assertion: Assertion
    cue: str
    """The cue's words as written."""

    cue_start: int
    cue_end: int
    ended: bool = False
    """The words say that the thing is over: "resolved", "no further"."""

    of_records: bool = False
    """Papers are said to be silent; that is no denial of the thing itself."""

    standing: bool = False
    """Told is what began long ago and may well go on, such as habits."""

    def covers(self, start: int, end: int) -> bool:
        """Tell whether the scope speaks of a mention; a cue's own words are exempt."""
        if start < self.cue_end and self.cue_start < end:
            return False
        if self.start >= self.cue_end:
            return self.start <= start < self.end
        return self.start < end <= self.end


def scopes(sentence: str, *, year: int | None = None) -> tuple[Scope, ...]:
    """Return the scopes of a sentence in order; a sentence without cues has none.

    ``year`` is the year in which the sentence was written, where it is known: "in
    2014" is then told as past only if that year is over.
    """
    known = shipped_cues()
    lower = lowered(sentence)
    if known.opening.search(lower) is None:
        return ()
    found = [
        (form, match, form.means)
        for form, match in find_cues(known, lower)
        if form.means is not None and not _still_runs(match, year)
    ]
    if not found:
        return ()
    denials = frozenset(
        match.start() for _, match, means in found if means is Assertion.NEGATED
    )
    view = Sentence(lower, known.marker.find(sentence, lower), denials)
    result = {
        scope
        for form, match, means in found
        for scope in _scopes_of(view, sentence, form, match, means)
    }
    return tuple(sorted(result, key=lambda scope: (scope.start, scope.end, scope.cue)))


def covering(known: Iterable[Scope], start: int, end: int) -> tuple[Scope, ...]:
    """Return the scopes that speak of a mention, the strongest and nearest first."""

    def rank(scope: Scope) -> tuple[int, int]:
        distance = max(start - scope.cue_end, scope.cue_start - end)
        return PRECEDENCE.index(scope.assertion), distance

    return tuple(sorted((s for s in known if s.covers(start, end)), key=rank))


def assertion_at(
    known: Iterable[Scope], start: int, end: int
) -> tuple[Assertion, Scope | None]:
    """Return how the sentence speaks of a mention, and the scope that says so.

    Where several scopes cover it, ``PRECEDENCE`` decides, then the nearest cue.  What
    is of old and may go on (``standing``) is affirmed.

    >>> found = scopes("no history of spasm")
    >>> assertion_at(found, 14, 19)[0].value
    'negated'
    >>> assertion_at((), 0, 5)[0].value
    'affirmed'
    """
    over = covering((s for s in known if not s.standing), start, end)
    return (over[0].assertion, over[0]) if over else (Assertion.AFFIRMED, None)


def _still_runs(match: re.Match[str], year: int | None) -> bool:
    named = match.groupdict().get("year")
    return year is not None and named is not None and int(named) >= year


def _scopes_of(
    view: Sentence,
    sentence: str,
    form: Form,
    match: re.Match[str],
    means: Assertion,
) -> Iterator[Scope]:
    start, end = match.span()
    if form.cue.reach is Reach.MARKED:
        stretches = [match.span("marked")]
        end = stretches[0][0]
    else:
        stretches = []
        if form.cue.direction is not Direction.BACKWARD:
            stretches += forward(view, form, end)
        if form.cue.direction is not Direction.FORWARD:
            stretches.append(backward(view, form, start))
    for begin, finish in stretches:
        words = view.lower[begin:finish]
        first = begin + len(words) - len(words.lstrip())
        last = begin + len(words.rstrip())
        void = form.unless is not None and form.unless.search(words)
        if first < last and not void:
            yield Scope(
                first,
                last,
                means,
                sentence[start:end],
                start,
                end,
                form.cue.ended,
                form.cue.of_records,
                form.cue.standing,
            )
