"""Find the cues of a sentence: the longest wherever one can begin."""

import re
from collections.abc import Iterator

from .cues import Candidates, Cues, Form, Place
from .patterns import FIGURE


def find_cues(known: Cues, lower: str) -> Iterator[tuple[Form, re.Match[str]]]:
    """Yield the cues of a sentence; words inside a longer cue are no cue."""
    at = 0
    while (opening := known.opening.search(lower, at)) is not None:
        word = opening[0]
        candidates = known.by_opening.get(word) or known.by_opening[_plain(word)]
        best = _longest(candidates, lower, opening.start())
        if best is None:
            at = opening.end()
        else:
            at = max(best[1].end(), opening.end())
            yield best


def _plain(word: str) -> str:
    """Return an opening as the cues write it."""
    if word[0].isdigit():
        return FIGURE
    return " ".join(word.replace("\u2019", "'").split())


def _longest(
    candidates: Candidates, lower: str, at: int
) -> tuple[Form, re.Match[str]] | None:
    """Return the longest cue that begins here; one bound to a place wins a tie."""
    if candidates.gate.match(lower, at) is None:
        return None
    best: tuple[Form, re.Match[str]] | None = None
    reach = (0, False)
    for form in candidates.forms:
        match = form.pattern.match(lower, at)
        if match is None:
            continue
        this = match.end(), form.cue.place is not Place.ANYWHERE
        if this > reach and _in_place(form.cue.place, lower, match):
            best, reach = (form, match), this
    return best


_OPENS = re.compile(r"(?:\A|[.,;:!?(\n-]|\b(?:and|but|or|then))\s*\Z")
_ASKED = re.compile(r"(?::|\?|\s-|-\s)\s*\Z")
_ENDS = re.compile(r"\s*(?:[.,;:!?)\n]|\Z)")
_CLOSES = re.compile(
    r"\s*(?:[.,;:!?)\n\[(-]|\Z|\b(?:on|in|at|to|with|by|over|and|but|or|today|now"
    r"|bilat\w*|throughout|both|as|from|after|since|when|except|this|today|until|n?or)\b)"
)


def _in_place(place: Place, lower: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if place is Place.OPENING:
        return _OPENS.search(lower, max(0, start - 8), start) is not None
    if place is Place.ANSWER:
        asked = _ASKED.search(lower, max(0, start - 4), start)
        return asked is not None and _ENDS.match(lower, end) is not None
    if place is Place.ENDING:
        return _ENDS.match(lower, end) is not None
    return place is Place.ANYWHERE or _CLOSES.match(lower, end) is not None
