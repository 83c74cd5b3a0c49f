"""Find the date of a document itself among the dates that stand on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from openimr.domain import DocumentKind
from openimr.errors import KnowledgeError
from openimr.text import DateMention, Precision, find_dates

from .bare_dates import is_date_line, may_hold_date
from .knowledge import entry, load, phrases
from .phrases import PhraseBook, words_of
from .signs import find_signed_name, is_list_item, is_prose
from .stamps import is_received_stamp
from .views import PageView

_TOP = frozenset({"roles", "ranks", "elsewhere", "examples"})
_FREE = frozenset(
    {"letter", "header", "named", "span", "row", "prose", "stamp", "file", "mentioned"}
)
_HEADER_LINES = 6
_LETTER_LINES = 10
_HEAD_LINES = 22
_FOOT_LINES = 8
_REACH = 1
_FAR_REACH = {"signed": 6, "injury": 3, "birth": 3, "request": 3, "other": 3}
"""Words that may stand between a label and its date: ``signed by B. Osei, MD ...``."""

_BETWEEN_SPAN = re.compile(r"^\s*(?:to|-|through|thru|until)\s*$", re.IGNORECASE)
_SAME_LABEL = re.compile(r"^\s*[/,&]\s*$")
_ROW_BEGINS = frozenset("0123456789#(-*\u2022\u25cf")
_ROW_START = re.compile(r"^[#\s\d.()]*$")
_IN_SENTENCE = re.compile(r"(?:^|\s)[a-z]+[ ,]\s?$")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}")
"""The dots of a table of contents: its dates are those of other documents."""

_NOT_HELD = re.compile(
    r"\b(?:no[ -]?shows?|cancel\w*|not (?:treated|seen|held)|did not (?:attend|come)"
    r"|dna|resched\w*)\b",
    re.IGNORECASE,
)
"""A row for a visit that never was dates nothing."""

_NOT_OWN = frozenset({"other", "injury", "birth", "request"})
"""Roles that a span of days takes from the words before it."""

_LIFETIME = timedelta(days=15 * 365)
"""A date without a label this much older than the newest is a date of birth."""

_LATEST_YEAR = 2099
_AFTER_SIGNING = timedelta(days=31)
_WHOLE_FORM = frozenset({DocumentKind.IMR_APPLICATION, DocumentKind.RFA})


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date of a document, the part it plays, and how near the top it stands."""

    value: date
    role: str
    line: int
    doubtful: bool = False
    """True where it cannot be the document's by what else the document says."""


@dataclass(frozen=True, slots=True)
class _Rules:
    roles: PhraseBook[str]
    ranks: dict[str, dict[str, float]]
    elsewhere: PhraseBook[bool]


@cache
def _rules() -> _Rules:
    data = entry(load("dating.yaml"), _TOP, "dating.yaml")
    roles = {
        str(role): phrases(node, f"dating.yaml, {role}")
        for role, node in data["roles"].items()
    }
    ranks = {str(kind): dict(node) for kind, node in data["ranks"].items()}
    for kind, order in ranks.items():
        unknown = sorted(set(order) - set(roles) - _FREE)
        if unknown:
            raise KnowledgeError(
                f"dating.yaml, {kind}",
                f"no role '{unknown[0]}'",
                "Use one of the roles.",
            )
    return _Rules(
        roles=PhraseBook(
            (text, role) for role, texts in roles.items() for text in texts
        ),
        ranks=ranks,
        elsewhere=PhraseBook(
            (text, True)
            for text in phrases(data["elsewhere"], "dating.yaml, elsewhere")
        ),
    )


def tell_date(
    pages: tuple[PageView, ...], kind: DocumentKind, file_name: str | None = None
) -> date | None:
    """Return the date of a document, or None where it bears none.

    ``file_name`` helps only where the pages say nothing.
    """
    found = list(find_roles(pages, kind))
    if file_name:
        found += [DateFound(day, "file", 0) for day in _in_file_name(file_name)]
    ranks = _rules().ranks
    order = ranks.get(kind.value, ranks["default"])
    ranked = [one for one in _plausible(found) if one.role in order]
    if not ranked:
        return None
    return max(ranked, key=lambda one: _preference(one, order)).value


def _plausible(found: list[DateFound]) -> Iterator[DateFound]:
    """Leave out slips of the pen, and dates of birth that no label gives away.

    A document can neither be older than the injury it speaks of nor younger than its
    own transmission; of such dates one counts only where there is no other.
    """
    found = [one for one in found if one.value.year <= _LATEST_YEAR]
    newest = max((one.value for one in found), default=date.min)
    signed = max(_of(found, "signed"), default=date.max - _AFTER_SIGNING)
    first, last = min(_of(found, "injury"), default=date.min), _sent(found)
    for one in found:
        late = one.role != "signed" and one.value > signed + _AFTER_SIGNING
        birth = one.role == "header" and one.value < newest - _LIFETIME
        if not (late or birth):
            possible = first <= one.value <= last
            yield one if possible else replace(one, doubtful=True)


def _of(found: list[DateFound], role: str) -> Iterator[date]:
    return (one.value for one in found if one.role == role)


def _sent(found: list[DateFound]) -> date:
    return max(_of(found, "stamp"), default=date.max)


def _preference(
    one: DateFound, order: dict[str, float]
) -> tuple[bool, float, int, date]:
    """Prefer the better role, then the line nearest to the top, then the later day.

    Of rows and signatures the latest counts: they are written one after the other.
    """
    last = one.role in ("row", "span", "signed", "named")
    return (not one.doubtful, order[one.role], 0 if last else -one.line, one.value)


def find_roles(pages: tuple[PageView, ...], kind: DocumentKind) -> Iterator[DateFound]:
    """Yield the dates of a document with the part each plays."""
    if not pages:
        return
    for number, page in enumerate(pages):
        yield from _on_page(
            page, first=number == 0, last=number == len(pages) - 1, kind=kind
        )


def _on_page(
    page: PageView, *, first: bool, last: bool, kind: DocumentKind
) -> Iterator[DateFound]:
    own = [line for line in range(len(page.lines)) if line not in page.stamps]
    whole = kind in _WHOLE_FORM
    for depth, line in enumerate(own):
        text = page.lines[line]
        head = first and depth < _HEAD_LINES
        foot = last and depth >= len(own) - _FOOT_LINES
        near = head or foot or whole
        if not (near or text[0] in _ROW_BEGINS) or not may_hold_date(text):
            continue
        if _rules().elsewhere.find(page.words[line]) or _LEADERS.search(text):
            continue
        if near and is_date_line(text) and _is_received(page, own, depth):
            yield from (DateFound(day, "stamp", depth) for day, _ in _days(text))
        elif near:
            yield from _in_line(text, depth, head=head, foot=foot)
        elif is_list_item(text) or _ROW_START.match(text[:4]):
            part = _row_role(text)
            yield from (DateFound(day, part, depth) for day, _ in _days(text))
    for line in sorted(page.stamps) if first else ():
        yield from (DateFound(day, "stamp", line) for day, _ in _days(page.lines[line]))


def _is_received(page: PageView, own: list[int], depth: int) -> bool:
    """Tell whether a bare date is a stamp: "received" in the line above or below."""
    beside = own[max(0, depth - 2) : depth + 2]
    return any(is_received_stamp(page.words[line]) for line in beside)


def _days(text: str) -> Iterator[tuple[date, DateMention]]:
    for mention in find_dates(text):
        if mention.value and mention.precision is Precision.DAY:
            yield mention.value, mention


def _in_line(text: str, depth: int, *, head: bool, foot: bool) -> Iterator[DateFound]:
    if is_date_line(text):
        place = "letter" if head and depth < _LETTER_LINES else "named"
        yield from (DateFound(day, place, depth) for day, _ in _days(text))
        return
    days = list(_days(text))
    previous_end = 0
    role: str | None = None
    started: str | None = None
    for number, (value, day) in enumerate(days):
        label = text[previous_end : day.start]
        follows = (
            text[day.end : days[number + 1][1].start] if days[number + 1 :] else ""
        )
        role = _role(label) or (role if _SAME_LABEL.match(label) else None)
        previous_end = day.end
        if _BETWEEN_SPAN.match(follows):
            started = role
            continue
        if number > 0 and _BETWEEN_SPAN.match(label):
            part = started if started in _NOT_OWN else "span"
        else:
            part = role or _unlabelled(text, day, depth, head=head, foot=foot)
        if part == "report" and (not head or "ignature" in text[: day.start]):
            part = "signed"
        yield DateFound(value, part, depth)


def _role(label: str) -> str | None:
    """Return the role that the words before a date give it."""
    words = words_of(label)
    hits = [
        hit
        for hit in _rules().roles.find(words)
        if len(words) - (hit.start + hit.words) <= _FAR_REACH.get(hit.meaning, _REACH)
    ]
    if not hits:
        return None
    return max(hits, key=lambda hit: (hit.start + hit.words, hit.words)).meaning


def _unlabelled(
    text: str, day: DateMention, depth: int, *, head: bool, foot: bool
) -> str:
    before = text[: day.start]
    if is_list_item(text) or _ROW_START.match(before):
        return _row_role(text)
    if head and depth < _HEADER_LINES:
        by_author = find_signed_name(before, words_of(before), anywhere=True)
        in_sentence = _IN_SENTENCE.search(before) and not by_author
        return "prose" if is_prose(text) or in_sentence else "header"
    if foot and (
        find_signed_name(before, words_of(before), anywhere=True)
        or _ends_after_name(text, day)
    ):
        return "named"
    return "mentioned"


def _row_role(text: str) -> str:
    return "mentioned" if _NOT_HELD.search(text) else "row"


def _ends_after_name(text: str, day: DateMention) -> bool:
    before = text[: day.start].split()
    return (
        day.end >= len(text.rstrip(" ."))
        and 1 <= len(before) <= 6
        and all(word[0].isupper() or not word[0].isalpha() for word in before)
    )


def _in_file_name(name: str) -> Iterator[date]:
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    yield from (day for day, _ in _days(stem))
