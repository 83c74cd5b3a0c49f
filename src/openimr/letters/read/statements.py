"""Sentences that decide an item: "the request for … is (not) medically necessary".

Formats A and C open each item with one, and every rationale ends with one.  They are
looked for backwards from the words "medically necessary", which are rare.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import Decision, Span

_NECESSARY = re.compile(r"edically(?<=[Mm]edically)\s*(?:necessary|Necessary)")
_IN_CAPITALS = re.compile(r"EDICALLY(?<=MEDICALLY)\s*NECESSARY")
"""Also where extraction glued the words together.  Rare letters begin both patterns,
which finds them soon."""

_VERB = re.compile(
    r"(?<![A-Za-z])(?P<verb>is\s*/\s*was|is|are|was|were)\s*(?P<not>not)?\s*"
    r"(?:(?:considered|deemed|found)\s+(?:to\s+be\s+)?)?\Z",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"[Rr]equest(?:ed|s)?\s+(?:for\s+)?")
_RETRO = re.compile(r"retro", re.IGNORECASE)
_RETRO_BEFORE = re.compile(r"\bretro(?:spective)?\s+\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?P<number>\d{1,2})\s*[.)]\s*(?=[A-Za-z]|\Z)")
_LEADS_IN = re.compile(r"(?:the|a|maximus\b.*\bdetermined(?: that)?(?: the| a)?)?\Z")
_NUMBERED = re.compile(r"(?:\A|\n)[^\S\n]*(?P<number>\d{1,2})\s*[.)]\s+(?=\S)")
_NEW_SENTENCE = re.compile(r"[.!?][\"\u201d]?\s+(?:[A-Z][a-z]+\s|\d{1,2}[.)]\s)")
_FARTHEST = 700
_LEAD_LENGTH = 160
_AND_APPROPRIATE = re.compile(r"\s*and\s*appropriate|\s*/\s*appropriate", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that decides one item."""

    start: int
    end: int
    words: Span
    """What was requested, in the sentence's words."""

    decision: Decision
    retrospective: bool
    number: int | None


def find_statements(text: str, start: int, end: int) -> Iterator[Statement]:
    """Yield the deciding sentences of a stretch in order."""
    low = start
    found = list(_NECESSARY.finditer(text, start + 1, end))
    found += _IN_CAPITALS.finditer(text, start + 1, end)
    for match in sorted(found, key=re.Match.start):
        statement = _statement(text, low, match)
        if statement is not None:
            yield statement
        low = match.end()


def _statement(text: str, low: int, necessary: re.Match[str]) -> Statement | None:
    at = necessary.start() - 1
    low = max(low, at - _FARTHEST)
    verb = _VERB.search(text, max(low, at - 48), at)
    if verb is None:
        return None
    request = _request(text, low, verb.start())
    if request and not _NEW_SENTENCE.search(text, request[1], verb.start()):
        words = Span(request[1], verb.start())
        start, number = _opening(text, low, request[0])
    else:
        numbered = _last(_NUMBERED, text, low, verb.start())
        if numbered is None:
            return None
        words, request = Span(numbered.end(), verb.start()), None
        start, number = numbered.start("number"), numbered["number"]
    appropriate = _AND_APPROPRIATE.match(text, necessary.end())
    return Statement(
        start=start,
        end=appropriate.end() if appropriate else necessary.end(),
        words=words,
        decision=Decision.UPHELD if verb["not"] else Decision.OVERTURNED,
        retrospective=bool(request and _RETRO.match(text, request[0])),
        number=int(number) if number else None,
    )


def _request(text: str, low: int, high: int) -> tuple[int, int] | None:
    """Return where the last "(retrospective) request for" begins and ends."""
    at = text.rfind("equest", low + 1, high)
    while at >= 0:
        match = _REQUEST.match(text, at - 1, high)
        if match is not None:
            retro = _RETRO_BEFORE.search(text, max(low, at - 18), at - 1)
            return (retro.start() if retro else at - 1), match.end()
        at = text.rfind("equest", low + 1, at)
    return None


def _opening(text: str, low: int, at: int) -> tuple[int, str | None]:
    """Return where the sentence before a place begins, and its number."""
    low = max(low, at - _LEAD_LENGTH)
    numbered = _last(_NUMBER, text, low, at)
    if numbered is not None:
        between = " ".join(text[numbered.end() : at].lower().split())
        if _LEADS_IN.match(between):
            return numbered.start(), numbered["number"]
    sentence = text.rfind(". ", low, at)
    return (low if sentence < 0 else sentence + 2), None


def _last(
    pattern: re.Pattern[str], text: str, low: int, high: int
) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text, low, high):
        last = match
    return last
