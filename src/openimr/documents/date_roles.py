"""The dates on the pages of a document, and the part that each plays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from openimr.domain import DocumentKind
from openimr.errors import KnowledgeError
from openimr.text import DateMention, Precision, find_dates

from .bare_dates import is_date_line, may_hold_date
from .kind_knowledge import kind_book
from .knowledge import entry, load, phrases
from .phrases import PhraseBook, words_of
from .places import Place
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

_CLOSES = re.compile(r"\s*(?:[.,;|]|\s{2}|$)")
_ADDED = re.compile(r"(?:addend(?:um|a)|late entry|amend(?:ed|ment)|added)\b", re.I)
"""What was written under a note later does not date it."""

_NOT_HELD = re.compile(
    r"\b(?:no[ -]?shows?|cancel\w*|not (?:treated|seen|held)|did not (?:attend|come)"
    r"|dna|resched\w*)\b",
    re.IGNORECASE,
)
"""A row for a visit that never was dates nothing."""

_NOT_OWN = frozenset({"other", "injury", "birth", "request"})
"""Roles that a span of days takes from the words before it."""

_WHOLE_FORM = frozenset({DocumentKind.IMR_APPLICATION, DocumentKind.RFA})


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date of a document, the part it plays, and how near the top it stands."""

    value: date
    role: str
    line: int
    place: Place | None = None
    """None for a date out of the name of the file."""

    doubtful: bool = False
    """True where it cannot be the document's by what else the document says."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """Labels of dates, and which of them each kind of document prefers."""

    roles: PhraseBook[str]
    ranks: dict[str, dict[str, float]]
    elsewhere: PhraseBook[bool]


@cache
def date_rules() -> DateRules:
    """Return what is known of dates, from ``data/dating.yaml``.

    Raises:
        KnowledgeError: the data file is wrong.
    """
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
    return DateRules(
        roles=PhraseBook(
            (text, role) for role, texts in roles.items() for text in texts
        ),
        ranks=ranks,
        elsewhere=PhraseBook(
            (text, True)
            for text in phrases(data["elsewhere"], "dating.yaml, elsewhere")
        ),
    )


def find_roles(pages: tuple[PageView, ...], kind: DocumentKind) -> Iterator[DateFound]:
    """Yield the dates of a document with the part each plays."""
    if not pages:
        return
    for number, page in enumerate(pages):
        last = number == len(pages) - 1
        yield from _on_page(page, number, last=last, kind=kind)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with dates, and where it stands."""

    text: str
    page: int
    line: int
    depth: int
    """How many lines of the document's own stand above it on its page."""

    head: bool = False
    foot: bool = False
    before: str = ""
    """The end of the line above, where this one goes on in its sentence."""

    def days(self) -> list[DateMention]:
        return [
            mention
            for mention in find_dates(self.text)
            if mention.value and mention.precision is Precision.DAY
        ]

    def found(self, day: DateMention, role: str) -> DateFound:
        place = Place(self.page, self.line, day.start, day.end)
        return DateFound(day.value or date.min, role, self.depth, place)

    def all_as(self, role: str) -> Iterator[DateFound]:
        return (self.found(day, role) for day in self.days())


def _on_page(
    page: PageView, number: int, *, last: bool, kind: DocumentKind
) -> Iterator[DateFound]:
    own = [line for line in range(len(page.lines)) if line not in page.stamps]
    whole = kind in _WHOLE_FORM
    for depth, line in enumerate(own):
        text = page.lines[line]
        head = number == 0 and depth < _HEAD_LINES
        foot = last and depth >= len(own) - _FOOT_LINES
        near = head or foot or whole
        if not (near or text[0] in _ROW_BEGINS) or not may_hold_date(text):
            continue
        if date_rules().elsewhere.find(page.words[line]):
            continue
        if not whole and _LEADERS.search(text):
            continue
        above = page.lines[own[depth - 1]] if depth else ""
        at = _Line(
            text, number, line, depth, head, foot, above if text[0].islower() else ""
        )
        if near and is_date_line(text) and _is_received(page, own, depth):
            yield from at.all_as("stamp")
        elif near:
            yield from _in_line(at)
        elif is_list_item(text) or _ROW_START.match(text[:4]):
            yield from at.all_as(_row_role(text))
    for line in sorted(page.stamps) if number == 0 else ():
        yield from _in_stamp(_Line(page.lines[line], number, line, line), kind)


def _in_stamp(at: _Line, kind: DocumentKind) -> Iterator[DateFound]:
    """Yield the days of a stamp; a pharmacy's list bears the day of printing."""
    end = 0
    for day in at.days():
        role, end = _role(at.text[end : day.start]), day.end
        if role == "birth":
            continue
        own = kind is DocumentKind.PRESCRIPTION and role == "printed"
        yield at.found(day, "printed" if own else "stamp")


def _is_received(page: PageView, own: list[int], depth: int) -> bool:
    """Tell whether a bare date is a stamp: "received" in the line above or below."""
    beside = own[max(0, depth - 2) : depth + 2]
    return any(is_received_stamp(page.words[line]) for line in beside)


def _in_line(at: _Line) -> Iterator[DateFound]:
    text = at.text
    if is_date_line(text):
        letter = at.head and at.depth < _LETTER_LINES
        yield from at.all_as("letter" if letter else "named")
        return
    days = at.days()
    previous_end = 0
    role: str | None = None
    started: str | None = None
    for number, day in enumerate(days):
        label = text[previous_end : day.start]
        label = label if previous_end else f"{at.before} {label}"
        follows = text[day.end : days[number + 1].start] if days[number + 1 :] else ""
        # Between the days of a span a scan may lose the dash.
        same = _SAME_LABEL.match(label) or (role == "other" and label.isspace())
        role = _role(label) or (role if same else None)
        previous_end = day.end
        if _BETWEEN_SPAN.match(follows):
            started = role
            continue
        if number > 0 and _BETWEEN_SPAN.match(label):
            part = started if started in _NOT_OWN else "span"
        else:
            part = role or _unlabelled(at, day)
        if part == "report" and (not at.head or "ignature" in text[: day.start]):
            part = "signed"
        yield at.found(day, part or "mentioned")


def _role(label: str) -> str | None:
    """Return the role that the words before a date give it."""
    words = words_of(label)
    hits = [
        hit
        for hit in date_rules().roles.find(words)
        if len(words) - (hit.start + hit.words) <= _FAR_REACH.get(hit.meaning, _REACH)
    ]
    if not hits:
        return None
    return max(hits, key=lambda hit: (hit.start + hit.words, hit.words)).meaning


def _unlabelled(at: _Line, day: DateMention) -> str:
    text, before = at.text, at.text[: day.start]
    if at.head and at.depth < _HEADER_LINES and _is_titled(at, day):
        return "header"
    if at.depth > 0 and _ADDED.match(text):
        return "mentioned"
    if is_list_item(text) or _ROW_START.match(before):
        return _row_role(text)
    if at.head and at.depth < _HEADER_LINES:
        by_author = find_signed_name(before, words_of(before), anywhere=True)
        in_sentence = _IN_SENTENCE.search(before) and not by_author
        return "prose" if is_prose(text) or in_sentence else "header"
    if at.foot and (
        find_signed_name(before, words_of(before), anywhere=True)
        or _ends_after_name(text, day)
    ):
        return "named"
    return "mentioned"


def _is_titled(at: _Line, day: DateMention) -> bool:
    """Tell a day right behind a title, or a month that opens a header line.

    ``Procedure note 05/03/2016. Pellworth I.``, ``May 3, 2016. Claim QX-1.``
    """
    if not _CLOSES.match(at.text, day.end):
        return False
    before = words_of(at.text[: day.start])
    if not before:
        return at.text[0].isupper()
    titled = (hit.start + hit.words for hit in kind_book().titles.find(before))
    return at.text[0].isupper() and len(before) in titled


def _row_role(text: str) -> str:
    return "mentioned" if _NOT_HELD.search(text) else "row"


def _ends_after_name(text: str, day: DateMention) -> bool:
    before = text[: day.start].split()
    return (
        day.end >= len(text.rstrip(" ."))
        and 1 <= len(before) <= 6
        and all(word[0].isupper() or not word[0].isalpha() for word in before)
    )


def in_file_name(name: str) -> Iterator[DateFound]:
    """Yield the dates that the name of a file bears."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    for found in _Line(stem, 0, 0, 0).all_as("file"):
        yield DateFound(found.value, found.role, found.line)
