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
from .text import FormLine, Place

_COLUMN = re.compile(r"[ \t\u00a0]{2,}")
_BEFORE_COLUMN = re.compile(r"(?:^|[ \t\u00a0]{2,}|[.;|:]\s|^[\w ]{3,25} /\s)$")
_TIGHT = re.compile(
    r"\s*(?:no\.?|number|of|#)?\s*(?:(?:CT|on)\s+)?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},|\d{1,2}[/-]\d{1,2}[/-]\d"
    r"|(?:[A-Z0-9]+-)*[A-Z]*\d[\w-]{4,})"
)
_FULL_NAME = re.compile(r"\b(?:last|first)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)\s*:?\s*$")
_CLAIM = re.compile(
    r"\W*(?:no\.?|number|#)?\W*(?P<claim>[A-Z0-9][A-Z0-9-]{3,24})(?![\w-])"
)
_NAME_ENDS = re.compile(r"\s/\s|[;(\d]|,\s*[A-Z]{1,6}-|\s(?:and|vs?\.)\s|\s-\s")
_SPAN_OF_DAYS = re.compile(r"^\s*(?:to|-|through|thru)\s*$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:inc|llc|llp|co|corp|ltd|pc|apc|fund|group)\b", re.I)
_LONGEST_TEXT = 160
_DATE_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a document with the place of its value."""

    label: str
    """Lower case, white space folded."""

    section: str | None
    place: Place
    colon: bool


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
        for name, place in zip(composite, _slashed(labelled.place), strict=False):
            if name is not None:
                yield name, place
        return
    for name, rule in forms().fields.items():
        inside = rule.inside.get(labelled.section or "", frozenset())
        if labelled.label in rule.labels or labelled.label in inside:
            yield name, labelled.place


def _slashed(place: Place) -> Iterator[Place]:
    raw, start = place.page.text, place.start
    for match in re.finditer(r"\s/\s", raw[place.start : place.end]):
        yield Place(place.page, start, place.start + match.start())
        start = place.start + match.end()
    yield Place(place.page, start, place.end)


def find_labels(lines: Sequence[FormLine]) -> Iterator[Labelled]:
    """Yield every label of a document in order, with the section it stands in."""
    section: str | None = None
    for number, line in enumerate(lines):
        opened = _section(line)
        if opened:
            section = opened
            continue
        matches = [m for m in forms().label.finditer(line.text) if _counts(line, m)]
        for place, match in enumerate(matches):
            following = matches[place + 1].start() if matches[place + 1 :] else None
            value = _value(lines, number, match.end(), following)
            label = " ".join(match["label"].lower().split())
            if label == "name" and _FULL_NAME.search(match["note"] or ""):
                label = "full name"
            yield Labelled(label, section, value, match["colon"] is not None)


def _section(line: FormLine) -> str | None:
    """Return the section that a heading opens: the line is that, and a note at most."""
    heading = _NOTE.sub("", line.text).strip(" :")
    words = words_of(heading)
    for hit in forms().sections.find(words):
        if hit.start == 0 and hit.words == len(words) and ":" not in heading:
            return hit.meaning
    return None


def _counts(line: FormLine, match: re.Match[str]) -> bool:
    """Tell whether words that could be a label are one here."""
    before, after = line.text[: match.start()], line.text[match.end() :]
    if match["colon"]:
        return True
    return bool(_BEFORE_COLUMN.search(before) or _TIGHT.match(after))


def _value(
    lines: Sequence[FormLine], number: int, start: int, end: int | None
) -> Place:
    """Return the stretch of a value: to the next label, column or end of the line.

    A value that wraps goes on in the next line; one that is not there stands in it.
    """
    line = lines[number]
    text = line.text[start:end]
    skipped = len(text) - len(text.lstrip(" \t\u00a0:"))
    column = _COLUMN.search(text.rstrip(), skipped)
    stop = start + (column.start() if column else len(text.rstrip()))
    first = start + skipped
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following is None or following.page is not line.page:
        return Place(line.page, line.start + first, line.start + stop)
    if first >= stop and end is None and not _labelled(following):
        return Place(line.page, following.start, following.written_end)
    wraps = end is None and column is None and line.wraps and not _labelled(following)
    last = following.written_end if wraps else line.start + stop
    return Place(line.page, line.start + first, last)


def _labelled(line: FormLine) -> bool:
    return any(_counts(line, match) for match in forms().label.finditer(line.text))


def _parse(rule: FieldRule, place: Place, *, colon: bool) -> Found | None:
    if rule.type == "date":
        return _date(place)
    if rule.type == "claim":
        return _claim(place)
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
