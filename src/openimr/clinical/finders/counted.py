"""Read counts of visits, sessions or injections, and what each number is said of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openimr.clinical.ask import Ask
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.visit_numbers import VisitNumber, visit_numbers
from openimr.clinical.visit_words import Told

from .bound import BREAK
from .numbered import int_of


class Role(StrEnum):
    """What a number is said of; the names are those of an entry's ``groups``."""

    TOTAL = "total"
    """Done in all: "36 visits to date"."""

    DONE = "done"
    AUTHORISED = "authorised"
    ASKED = "asked"
    UNSAID = "unsaid"


_ROLES = {
    Told.ATTENDED: Role.DONE,
    Told.AUTHORISED: Role.AUTHORISED,
    Told.MISSED: Role.AUTHORISED,
    Told.REMAINING: Role.AUTHORISED,
    Told.DENIED: Role.AUTHORISED,
    Told.PLANNED: Role.AUTHORISED,
    Told.REQUESTED: Role.ASKED,
}
VISITS = "visits"
"""The unit of entries that count visits."""

UNIT = "unit"
"""The group whose words say what is counted."""

_DIGITS = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = (
    rf"(?:twenty|thirty|forty|fifty|sixty)(?:[\s-](?:{_DIGITS}))?|{_DIGITS}|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_NTH = {
    word: value
    for value, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth"
        ).split(),
        start=1,
    )
}
_ONE = rf"(?:\d{{1,3}}|{_WORDS})"
_NOT_COUNTED = (
    r"(?![\d%]|\.\d|,\d{3}|\s*(?:%|percent|mg|mcg|ml|cc|lbs?|pounds?|minutes?|min\b"
    r"|hours?|hrs?|days?|weeks?|wks?|months?|mos?\b|years?|yrs?|yo\b|times?\b"
    r"|degrees?|out of 10\b|units\b|level|x\s*\d))"
)
_PAIR = re.compile(
    rf"(?<![\d/.$-])#?(?P<done>{_ONE})\s*(?:/|\bof\b|\bout of\b)\s*"
    rf"(?:the\s+|his\s+|her\s+)?(?P<all>{_ONE})(?!\s*/\s*\d){_NOT_COUNTED}"
)
_NTH_VISIT = re.compile(
    rf"\b(?:(?P<figure>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_NTH)}))\b"
)
_PLAIN = re.compile(
    rf"(?<![\w/.$-])(?<!\d\s)(?:x\s?)?(?P<sign>#|no\.?\s|number\s)?\s*(?P<one>{_ONE})\b"
    rf"(?!\s*/\s*\d|\s+\d|\s*(?:of|out of)\s+\d){_NOT_COUNTED}"
)
_TABLE = re.compile(
    r"(?P<labels>(?:[a-z][a-z .]{2,24}\s*/\s*){1,4}[a-z][a-z .]{2,24}?)\s*:?\s+"
    r"(?P<values>(?:\d{1,3}\s*/\s*){1,4}\d{1,3})(?![\d/])"
)
_NEAR = 48
"""Characters between a number and the words that say what it counts."""

_TOUCHING = 3
"""Characters between "visit" and "7/10", which a score would not have."""

_COMMA = 10
"""A comma between pushes words so much farther away."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number, the words that say of what, and where both stand."""

    page: ReadPage
    sentence: int
    start: int
    end: int
    value: int
    role: Role
    ordinal: bool = False
    """The number of one visit: "visit 7 of 12", "third injection"."""


def counts(ask: Ask) -> Iterator[Count]:
    """Yield every number that the records bind to the entry's words, in page order.

    A sentence is looked at where it holds a word of the group ``unit``, ``done`` or
    ``total``; the nearest word of a group says what the number is of.
    """
    fact = ask.entry.fact
    names = (UNIT, *(role.value for role in Role))
    places: dict[tuple[int, int], list[CueHit]] = {}
    for hit in ask.records.scanned.of(fact, *names):
        places.setdefault((hit.page.order, hit.sentence), []).append(hit)
    told: dict[int, tuple[VisitNumber, ...]] = {}
    for hits in places.values():
        page = hits[0].page
        if ask.entry.unit == VISITS and page.order not in told:
            told[page.order] = visit_numbers(page.low)
        found = list(_in_sentence(hits))
        yield from _settled(hits, found, told.get(page.order, ()))


def _settled(
    hits: Sequence[CueHit], found: Sequence[Count], told: Sequence[VisitNumber]
) -> Iterator[Count]:
    """Correct and complete the numbers of a sentence by what they are told to be."""
    page, at = hits[0].page, hits[0].sentence
    sentence = page.sentences[at]
    here = [each for each in told if sentence.start <= each.start < sentence.end]
    seen: set[VisitNumber] = set()
    for count in found:
        same = [
            each
            for each in here
            if each.value == count.value
            and count.start <= each.start
            and each.end <= count.end
        ]
        seen.update(same)
        yield _corrected(count, [each.told for each in same])
    for each in here:
        if each.told is Told.ATTENDED and each not in seen:
            yield Count(page, at, each.first, each.last, each.value, Role.DONE)


def _corrected(count: Count, told: Sequence[Told]) -> Count:
    roles = {_ROLES[each] for each in told}
    if len(roles) != 1:
        return count
    role = roles.pop()
    done = {Role.DONE, Role.TOTAL}
    if count.role is role or (role in done and count.role in done):
        return count
    return replace(count, role=role)


def _in_sentence(hits: Sequence[CueHit]) -> Iterator[Count]:
    page, number = hits[0].page, hits[0].sentence
    sentence = page.sentences[number]
    taken = [(d.start, d.end) for d in page.dates_in(sentence.start, sentence.end)]
    for start, end, value, ordinal, said in _numbers(
        page.low, sentence.start, sentence.end
    ):
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        if _is_score(page.low, start, end) and not _touches(hits, start, end):
            continue
        role = said and _role_of(hits, *said)
        count = _bound(hits, page.low, start, end, ordinal=ordinal)
        if role or count:
            lead, tail, nearest = count or (start, end, Role.UNSAID)
            yield Count(page, number, lead, tail, value, role or nearest, ordinal)


_Number = tuple[int, int, int, bool, tuple[int, int] | None]
"""Start, end, value, whether it numbers one visit, and the label of a table."""


def _numbers(low: str, first: int, last: int) -> Iterator[_Number]:
    for match in _TABLE.finditer(low, first, last):
        yield from _table(match)
    for match in _PAIR.finditer(low, first, last):
        done, of_all = int_of(match["done"]), int_of(match["all"])
        if done <= of_all:
            yield match.start(), match.end(), done, True, None
    for match in _NTH_VISIT.finditer(low, first, last):
        value = int(match["figure"]) if match["figure"] else _NTH[match["word"]]
        yield match.start(), match.end(), value, True, None
    for match in _PLAIN.finditer(low, first, last):
        sign = match["sign"] is not None
        yield match.start(), match.end(), int_of(match["one"]), sign, None


def _is_score(low: str, start: int, end: int) -> bool:
    """Tell whether a pair can be a score of pain: ``4/10``."""
    return low[start:end].endswith(("/10", "/ 10"))


def _touches(hits: Sequence[CueHit], start: int, end: int) -> bool:
    return any(max(hit.start - end, start - hit.end) <= _TOUCHING for hit in hits)


def _table(match: re.Match[str]) -> Iterator[_Number]:
    """Pair labels with values: "authorized / treated / missed 8 / 6 / 2"."""
    labels = list(re.finditer(r"[^/]+", match["labels"]))
    values = list(re.finditer(r"\d+", match["values"]))
    if len(labels) != len(values):
        return
    begin, shift = match.start("labels"), match.start("values")
    for label, value in zip(labels, values, strict=True):
        said = begin + label.start(), begin + label.end()
        yield shift + value.start(), shift + value.end(), int(value[0]), False, said


def _role_of(hits: Sequence[CueHit], start: int, end: int) -> Role:
    """Return what the words of a label say; a label without any says nothing."""
    for hit in hits:
        if start <= hit.start < end and hit.group != UNIT:
            return Role(hit.group)
    return Role.UNSAID


def _bound(
    hits: Sequence[CueHit], low: str, start: int, end: int, *, ordinal: bool
) -> tuple[int, int, Role] | None:
    """Return the stretch of a number with its words, and its role."""
    found = [
        (gap, hit.start, hit.group, hit)
        for hit in hits
        if (gap := _gap(hit, low, start, end)) is not None
    ]
    near = sorted(found, key=lambda row: row[:3])
    unit = next((hit for *_, group, hit in near if group == UNIT), None)
    said = next((hit for *_, group, hit in near if group != UNIT), None)
    done = {Role.DONE.value, Role.TOTAL.value}
    if unit is None and (said is None or said.group not in done):
        return None
    role = Role(said.group) if said else Role.UNSAID
    total = any(group == Role.TOTAL.value for *_, group, _ in near)
    if role is Role.DONE and total:
        role = Role.TOTAL
    if role in {Role.AUTHORISED, Role.UNSAID} and ordinal:
        role = Role.DONE
    spans = [each for each in (unit, said) if each is not None]
    return (
        min(start, *(each.start for each in spans)),
        max(end, *(each.end for each in spans)),
        role,
    )


def _gap(hit: CueHit, low: str, start: int, end: int) -> int | None:
    gap = max(hit.start - end, start - hit.end, 0)
    between = low[min(hit.end, end) : max(hit.start, start)]
    if gap > _NEAR or BREAK.search(between):
        return None
    return gap + _COMMA * between.count(",")
