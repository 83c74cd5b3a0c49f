"""Values that stand beside labels, whatever the layout of the form."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.documents.names import parse_name
from openimr.documents.phrases import words_of
from openimr.documents.signs import find_signed_name
from openimr.text import Precision, find_dates

from .knowledge import FieldRule, forms
from .labels import Labelled, find_labels
from .letter_knowledge import letters
from .text import FormLine, Place
from .ticks import BOX

_CASE = re.compile(r"\b[A-Z]{2,4}[ -]?\d{5,}\b")
_CLAIM = re.compile(
    r"\W*(?:no\.?|number|#)?\W*(?P<claim>[A-Z0-9][A-Z0-9-]{3,24})(?![\w-])"
)
_NAME_ENDS = re.compile(r"\s/\s|[;(\d]|,\s*[A-Z]{1,6}-|\s(?:and|vs?\.)\s|\s-\s")
_SPAN_OF_DAYS = re.compile(r"^\s*(?:to|-|through|thru)\s*$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:inc|llc|llp|co|corp|ltd|pc|apc|fund|group)\b", re.I)
_LONGEST_TEXT = 160
_DATE_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a field, and where it stands."""

    value: str | dt.date
    place: Place


def find_fields(lines: Sequence[FormLine]) -> dict[str, Found]:
    """Return the first sound value of each field that a document states."""
    found: dict[str, Found] = {}
    for labelled in find_labels(lines):
        for name, place in _targets(labelled):
            if name not in found:
                value = _parse(forms().fields[name], place, colon=labelled.colon)
                if value is not None:
                    found[name] = value
    return found


def _targets(labelled: Labelled) -> Iterator[tuple[str, Place]]:
    """Yield the fields that a label stands for, each with its part of the value."""
    composite = forms().composites.get(labelled.label)
    if composite is not None:
        for name, place in zip(composite, slashed(labelled.place), strict=False):
            if name is not None:
                yield name, place
        return
    for name, rule in forms().fields.items():
        inside = rule.inside.get(labelled.section or "", frozenset())
        if labelled.label in rule.labels or labelled.label in inside:
            yield name, labelled.place


def slashed(place: Place) -> Iterator[Place]:
    """Yield the parts of a value with a slash between them."""
    raw, start = place.page.text, place.start
    for match in re.finditer(r"\s/\s", raw[place.start : place.end]):
        yield Place(place.page, start, place.start + match.start())
        start = place.start + match.end()
    yield Place(place.page, start, place.end)


def _parse(rule: FieldRule, place: Place, *, colon: bool) -> Found | None:
    if rule.type == "date":
        return _date(place)
    if rule.type == "claim":
        return _claim(place)
    if rule.type == "case":
        return _case(place)
    if rule.type == "name":
        return _name(place)
    if rule.type == "physician":
        return _physician(place)
    found = _text(place, colon=colon)
    return _without_person(found) if found and rule.type == "organisation" else found


def _date(place: Place) -> Found | None:
    """Read a day; of a span (cumulative trauma) the last."""
    text = place.page.text[place.start : place.end]
    days = [d for d in find_dates(text) if d.value and d.precision is Precision.DAY]
    if not days or days[0].start > _DATE_WITHIN:
        return None
    chosen = days[0]
    if days[1:] and _SPAN_OF_DAYS.match(text[chosen.end : days[1].start]):
        chosen = days[1]
    where = Place(place.page, place.start + chosen.start, place.start + chosen.end)
    return Found(chosen.value, where) if chosen.value else None


def _claim(place: Place) -> Found | None:
    match = _CLAIM.match(place.page.text, place.start, place.end)
    if match is None or sum(c.isdigit() for c in match["claim"]) < 3:
        return None
    where = Place(place.page, *match.span("claim"))
    return Found(match["claim"].strip("-"), where)


def _case(place: Place) -> Found | None:
    match = _CASE.search(place.page.text, place.start, place.end)
    return Found(match[0], Place(place.page, *match.span())) if match else None


def _name(place: Place) -> Found | None:
    text = place.page.text[place.start : place.end]
    ends = _NAME_ENDS.search(text)
    stop = place.start + (ends.start() if ends else len(text))
    where = Place(place.page, place.start, stop)
    words = where.words.rstrip(" .,;:")
    capitals = all(word[0].isupper() for word in words.split() if word[0].isalpha())
    sound = capitals and len(words) < 60 and parse_name(words) is not None
    return Found(words, where) if sound else None


def _physician(place: Place) -> Found | None:
    """Read a name with the letters of a profession, and leave the practice out."""
    text = place.page.text[place.start : place.end]
    name = find_signed_name(text, words_of(text))
    if name is None:
        return None
    return Found(name, Place(place.page, place.start, place.start + len(name)))


def _text(place: Place, *, colon: bool) -> Found | None:
    """Read free words; without a colon they must not go on as a sentence does."""
    words = place.words.strip(" ,;:_-")
    if not words or len(words) > _LONGEST_TEXT or not any(c.isalpha() for c in words):
        return None
    if words_of(words) in letters().nothing or BOX.search(words):
        return None
    if not colon and not (words[0].isupper() or words[0].isdigit()):
        return None
    return Found(words, place)


def _without_person(found: Found) -> Found:
    """Leave out the adjuster written after a firm: ``Grange Mutual, I. Orr``."""
    firm, comma, person = str(found.value).rpartition(", ")
    name = parse_name(person) if comma and person.count(" ") in (1, 2) else None
    if name is None or _FIRM.search(person):
        return found
    raw = found.place.page.text
    end = raw.rindex(",", found.place.start, found.place.end)
    return Found(firm, Place(found.place.page, found.place.start, end))
