"""The physician who decided for utilization review, as the letter presents them."""

import re
from collections.abc import Iterator, Sequence

from openimr.documents.phrases import places_of_words
from openimr.domain import Document, Stated, UrReviewer

from .letter_knowledge import letters
from .states import find_states
from .text import FormLine, Place

_LINES = 5
_LICENSE = re.compile(
    r"\b(?:lic(?:en[sc]e)?\.?\s*(?:no\.?|number|#)?\s*[:#]?\s*)"
    r"(?P<n>[A-Z]{0,3}[- ]?\d{4,7})\b"
    r"|\b(?P<m>[ACG]\s?\d{5,6}|20A\s?\d{4,5})\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\(?\b\d{3}\)?[-. ]\s?\d{3}[-. ]\d{4}\b")
_DAYS = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|m-f|weekdays|\d{1,2}(?::\d{2})?\s*(?:a|p)\.?m)", re.I
)
_SENTENCE = re.compile(r"[^.;\n](?:[^.;]|\.(?=\S|\s[a-z]))*")
_JOINS = re.compile(r"^\s*(?:,|and|&|/|;|,\s*and)\s*$")


def read_advisor(
    lines: Sequence[FormLine], document: Document, name: Stated[str] | None
) -> UrReviewer | None:
    """Return what the letter says of its physician; None where it says nothing."""
    region = _region(lines, name)
    if not region:
        return None
    text = region.page.text[region.start : region.end]
    found = UrReviewer(
        name=name,
        specialty=_stated(_specialty(text), region, document),
        license_number=_stated(_license(text), region, document),
        states=tuple(
            Stated(state, (_place(region, span).evidence(document),))
            for state, span in find_states(text)
        ),
        phone=_stated(_span(_PHONE, text), region, document),
        hours=_stated(_hours(text), region, document),
        signature=_signature(lines, region, document),
    )
    return None if found == UrReviewer() else found


def _region(lines: Sequence[FormLine], name: Stated[str] | None) -> Place | None:
    """Return the lines from the reviewer's name, or label, to the next subject."""
    start = _named(lines, name) if name else _anchored(lines)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and end - start < _LINES:
        if lines[end].page is not lines[start].page or _ends(lines[end]):
            break
        end += 1
    return Place(lines[start].page, lines[start].start, lines[end - 1].written_end)


def _named(lines: Sequence[FormLine], name: Stated[str] | None) -> int | None:
    quote = name.evidence[0] if name and name.evidence else None
    for number, line in enumerate(lines):
        same = quote is not None and line.page.number == quote.page
        if quote and same and line.start <= quote.start < line.end:
            return number
    return None


def _anchored(lines: Sequence[FormLine]) -> int | None:
    """Return the line that presents a reviewer without a name."""
    evidence = letters().reviewer.evidence
    for number, line in enumerate(lines):
        hits = letters().reviewer.anchors.find(line.words)
        near = {word for one in lines[number : number + 2] for word in one.words}
        if any(hit.start <= 1 for hit in hits) and len(evidence & near) > 1:
            return number
    return None


def _ends(line: FormLine) -> bool:
    return any(hit.start == 0 for hit in letters().reviewer.ends.find(line.words))


def _specialty(text: str) -> tuple[int, int] | None:
    """Return the stretch of specialties: the first, and those joined to it."""
    places = places_of_words(text)
    hits = letters().specialties.find([word for _, _, word in places])
    spans = sorted(
        (places[hit.start][0], places[hit.start + hit.words - 1][1]) for hit in hits
    )
    if not spans:
        return None
    start, end = spans[0]
    for begin, stop in spans[1:]:
        if begin < end or _JOINS.match(text[end:begin]):
            end = max(end, stop)
    return start, end


def _license(text: str) -> tuple[int, int] | None:
    match = _LICENSE.search(text)
    return match.span("n" if match["n"] else "m") if match else None


def _hours(text: str) -> tuple[int, int] | None:
    """Return the sentence that says when the reviewer can be reached."""
    for match in _SENTENCE.finditer(text):
        words = [word for _, _, word in places_of_words(match[0])]
        if letters().reviewer.hours.find(words) and _DAYS.search(match[0]):
            return match.start() + _told_from(match[0]), match.end()
    return None


def _told_from(sentence: str) -> int:
    """Return where the line begins that first speaks of hours: no stop ends a name."""
    at = 0
    for line in sentence.split("\n"):
        words = [word for _, _, word in places_of_words(line)]
        if letters().reviewer.hours.find(words) and not line[:1].islower():
            return at
        at += len(line) + 1
    return 0


def _span(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    match = pattern.search(text)
    return match.span() if match else None


def _place(region: Place, span: tuple[int, int]) -> Place:
    return Place(region.page, region.start + span[0], region.start + span[1])


def _stated(
    span: tuple[int, int] | None, region: Place, document: Document
) -> Stated[str] | None:
    if span is None:
        return None
    place = _place(region, span)
    return Stated(place.words, (place.evidence(document),))


def _signature(
    lines: Sequence[FormLine], region: Place, document: Document
) -> Stated[str] | None:
    """Return the line of the region, or right above it, that shows a signature."""
    for line in _around(lines, region):
        lower = line.text.lower()
        if any(sign in lower for sign in letters().reviewer.signed):
            place = Place(line.page, line.start, line.written_end)
            return Stated(place.words, (place.evidence(document),))
    return None


def _around(lines: Sequence[FormLine], region: Place) -> Iterator[FormLine]:
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else line
        if line.page is region.page and region.start <= following.start < region.end:
            yield line
