"""The clues for and against a document that begins at a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .bare_dates import is_date_line
from .headers import read_head
from .identity import is_person
from .kinds import Clue
from .knowledge import entry, load, phrases
from .numbering import PageNumber
from .phrases import PhraseBook, words_of
from .running_heads import (
    opens_other_day,
    repeats_head,
    repeats_letterhead,
    tells_other_day,
)
from .signs import (
    ends_sentence,
    find_signed_name,
    has_detail,
    is_addressed,
    is_continued,
    is_letterhead,
    is_list_item,
    is_prose,
    names_patient,
)
from .views import PageView

_TOP = frozenset({"prior", "weights", "section_headings", "attachments", "signatures"})
STRONG_TITLE = 6.5
"""Points of a title that documents begin with."""

_WEAK_TITLE = 2.0
_TITLE_LINES = 6
_FEW_WORDS = 25
_IDENTITY_LINES = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is to be placed among the pages of its file."""

    view: PageView | None
    """None where the page has no text."""

    titles: tuple[Clue, ...] = ()
    number: PageNumber | None = None
    """The document's own page number, packet numbers left out."""

    picture: bool = False
    blank: bool = False
    bookmarked: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    prior: float
    weights: dict[str, float]
    headings: PhraseBook[bool]
    attachments: PhraseBook[bool]
    signatures: PhraseBook[bool]


@cache
def rules() -> _Rules:
    """Return the weights and word lists of this module's data file.

    Raises:
        KnowledgeError: the data file is wrong.
    """
    data = entry(load("splitting.yaml"), _TOP, "splitting.yaml")

    def book(key: str) -> PhraseBook[bool]:
        return PhraseBook(
            (x, True) for x in phrases(data[key], f"splitting.yaml, {key}")
        )

    return _Rules(
        prior=float(data["prior"]),
        weights={str(name): float(weight) for name, weight in data["weights"].items()},
        headings=book("section_headings"),
        attachments=book("attachments"),
        signatures=book("signatures"),
    )


def text_clues(page: Leaf, previous: Leaf, place: int) -> Iterator[str]:
    """Yield the clues of a page with text after a page with text.

    ``place`` is the place that the page would have in the document so far, from 1.
    """
    if page.view is None or previous.view is None or not page.view.head:
        return
    yield from _opening(page.view, page.titles)
    yield from _numbers(page, previous, place)
    yield from _going_on(page.view, previous.view)
    other_day = tells_other_day(page.view, previous.view)
    new_day = not other_day and opens_other_day(page.view, previous.view)
    if other_day:
        yield "other_day"
    elif new_day:
        yield "new_day"
    if (
        _is_untitled(page)
        and not (other_day or new_day)
        and len(page.view.own_words) <= _FEW_WORDS
        and _is_signed(page.view)
    ):
        yield "only_signature"
    if _is_signed(previous.view):
        yield "signed"


def second_thoughts(page: Leaf, first: Leaf, *, begins: bool) -> Iterator[str]:
    """Yield the clues that cost more: they are asked for what could overturn a verdict.

    ``first`` is the page on which the document so far began.
    """
    if page.view is None or first.view is None or not page.view.head:
        return
    if begins and repeats_head(page.view, first.view):
        yield "same_head"
    elif begins and _is_untitled(page) and repeats_letterhead(page.view, first.view):
        yield "same_letterhead"
    if not begins:
        yield from _other_person(page.view, first.view)


def _is_untitled(page: Leaf) -> bool:
    return all(clue.points < _WEAK_TITLE for clue in page.titles)


def _opening(page: PageView, titles: tuple[Clue, ...]) -> Iterator[str]:
    """Yield what the head of the page says for a beginning."""
    head = page.head
    first_lines = frozenset(head[:_TITLE_LINES])
    if any(c.points >= STRONG_TITLE and c.line in first_lines for c in titles):
        yield "title"
    elif any(clue.points >= _WEAK_TITLE for clue in titles):
        yield "weak_title"
    if is_letterhead(page.lines[head[0]]):
        yield "letterhead"
        if any(has_detail(page.lines[line], page.words[line]) for line in head[:4]):
            yield "letterhead_detail"
    if any(is_date_line(page.lines[line]) for line in head[:6]):
        yield "date_line"
    if any(is_addressed(page.lines[line], page.words[line]) for line in head[1:12]):
        yield "addressee"
    if any(names_patient(page.lines[line], page.words[line]) for line in head[1:8]):
        yield "patient_line"


def _numbers(page: Leaf, previous: Leaf, place: int) -> Iterator[str]:
    if page.view is None or previous.view is None:
        return
    sent, sent_before = page.view.sent_number, previous.view.sent_number
    number, before = page.number, previous.number
    if number and number.n == 1:
        yield "first_number"
    elif sent and sent.n == 1:
        yield "first_sent"
    if page.view.stamps and not previous.view.stamps:
        yield "own_stamp"
    if number and number.n > 1:
        # After an unnumbered page the sender's count says little, unless it fits.
        counted = sent_before if _follows(number, sent_before) else None
        yield _later(number, before or counted, place)
    elif sent and _follows(sent, sent_before):
        yield "next_sent"
    if before and before.of == before.n:
        yield "last_number"


def _later(number: PageNumber, before: PageNumber | None, place: int) -> str:
    if before is None:
        return "next_number" if number.n == place else "later_number"
    return "next_number" if _follows(number, before) else "broken_number"


def _follows(number: PageNumber, before: PageNumber | None) -> bool:
    if before is None or number.n != before.n + 1:
        return False
    return number.of == before.of or number.of is None or before.of is None


def _going_on(page: PageView, previous: PageView) -> Iterator[str]:
    """Yield what says that the page goes on with the one before."""
    head = page.head
    first = page.lines[head[0]]
    if any(is_continued(page.lines[line]) for line in head[:2]):
        yield "continued"
    if _is_heading(first):
        yield "section_heading"
    if any(hit.start == 0 for hit in rules().attachments.find(page.words[head[0]])):
        yield "attachment"
    if is_addressed(first, page.words[head[0]]):
        yield "running_head"
    if first[0].islower():
        yield "lower_case"
    elif is_list_item(first):
        yield "list_goes_on"
    elif is_prose(first):
        yield "prose"
    if previous.foot and not ends_sentence(previous.lines[previous.foot[-1]]):
        yield "mid_sentence"


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading within documents, or begins with one."""
    label, colon, _ = line.partition(":")
    words = words_of(label if colon else line)
    numbered = 1 if words and words[0].isdigit() else 0
    return any(
        hit.start == numbered and (numbered + hit.words == len(words) or hit.words > 3)
        for hit in rules().headings.find(words)
    )


def _is_signed(page: PageView) -> bool:
    for line in page.foot[-4:]:
        text, words = page.lines[line], page.words[line]
        if len(text) <= 90 and (
            find_signed_name(text, words) or rules().signatures.find(words)
        ):
            return True
    return False


def _other_person(page: PageView, first: PageView) -> Iterator[str]:
    """Compare the identifiers in the heads of a page and of the document so far."""
    own = read_head(page, _IDENTITY_LINES)
    if not own.names and not own.births:
        return
    theirs = read_head(first, _IDENTITY_LINES * 2)
    if own.names and theirs.names:
        same = any(is_person(one, two) for one in own.names for two in theirs.names)
        if not same:
            yield "other_patient"
    if own.births and theirs.births and not set(own.births) & set(theirs.births):
        yield "other_birth_date"
