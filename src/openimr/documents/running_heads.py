"""Compare the heads of two pages: the same document going on, or a new one."""

import re
from difflib import SequenceMatcher

from .bare_dates import is_date_line
from .signs import is_addressed, is_list_item, is_prose, names_patient
from .views import PageView

_HEAD_LINES = 6
_LETTERHEAD_LINES = 3
_OPENING_LINES = 8
_SAME = 0.88
"""Share of the letters that two readings of the same line have in common."""

_MORE_LETTERS = 2
_OTHER_DAY = re.compile(
    r"\b(?:d\.?o\.?[bil]|d/i|birth|born|injury|injured|loss|printed|page|fax|continued"
    r"|cont)\b",
    re.IGNORECASE,
)


def repeats_head(page: PageView, first: PageView) -> bool:
    """Tell whether a page opens as the document did, dates and all, and then goes on.

    A new note of the same practice opens with another date; a copy of the first page
    also has the same text after its head.
    """
    own = [page.words[line] for line in page.head[:_HEAD_LINES]]
    theirs = [first.words[line] for line in first.head[:_HEAD_LINES]]
    if not own or not theirs:
        return False
    if not _same_line(own[0], theirs[0]):
        return False  # nearly always, and cheap
    last = max((n for n, words in enumerate(own) if _is_dated(words)), default=None)
    if last is None or len(page.head) <= last + 1:
        return False
    same = all(
        _same_line(one, two) for one, two in zip(own[: last + 1], theirs, strict=False)
    )
    return same and len(theirs) > last and not _is_variant(page, first, last)


def repeats_letterhead(view: PageView, first: PageView) -> bool:
    """Tell whether a page has the letterhead of its document and no opening below it.

    Practices print their name and address on each page; a new document of theirs has
    a title, a day, a patient or an addressee as well.
    """
    own = [view.words[line] for line in view.head[:_LETTERHEAD_LINES]]
    theirs = [first.words[line] for line in first.head[:_LETTERHEAD_LINES]]
    if not own or not _same_line(own[0], theirs[0]) or own == theirs:
        return False
    return not any(
        is_date_line(view.lines[line])
        or is_addressed(view.lines[line], view.words[line])
        or names_patient(view.lines[line], view.words[line])
        or _is_dated(view.words[line])
        for line in view.head[:_OPENING_LINES]
    )


def tells_other_day(page: PageView, previous: PageView) -> bool:
    """Tell whether the first line is that of the page before, with another day.

    So begin the visits of a chart that is printed with a running head.
    """
    if not page.head or not previous.head:
        return False
    own, theirs = page.words[page.head[0]], previous.words[previous.head[0]]
    if own[:1] != theirs[:1] or own == theirs or is_list_item(page.lines[page.head[0]]):
        return False
    days = [word for word in own if _is_date(word)]
    others = [word for word in theirs if _is_date(word)]
    if not days or len(days) != len(others) or days == others:
        return False
    return _same_line(_without_days(own), _without_days(theirs))


def opens_other_day(page: PageView, previous: PageView) -> bool:
    """Tell whether a short first line bears a day that the page before does not.

    So begin short notes: ``Orr PT  3/1/16  visit 4``.  A running head has a day of
    its document, of the injury or of the patient's birth.
    """
    if not page.head or not previous.words:
        return False
    first = page.lines[page.head[0]]
    if is_list_item(first) or not first[:1].isupper() or is_prose(first):
        return False
    own = {word for word in page.words[page.head[0]] if _is_date(word)}
    known = {word for words in previous.words for word in words if _is_date(word)}
    return bool(own) and not own & known and not _OTHER_DAY.search(first)


def _same_line(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two lines read the same but for page numbers and slips of a scan.

    A figure is never a slip: the visit of another day, another claim.
    """
    one, two = _without_page_number(one), _without_page_number(two)
    if one == two:
        return True
    if len(one) != len(two) or not one or _figures(one) != _figures(two):
        return False
    first, second = " ".join(one), " ".join(two)
    if abs(len(first) - len(second)) > _MORE_LETTERS:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SAME


def _figures(words: tuple[str, ...]) -> list[str]:
    """Return the words that are figures; one in a word may be a slip for a letter."""
    return [word for word in words if 2 * sum(map(str.isdigit, word)) >= len(word)]


def _without_days(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in _without_page_number(words) if not _is_date(w))


def _is_variant(page: PageView, first: PageView, last: int) -> bool:
    """Tell whether a page says what the first says: a copy, or an amended note."""
    known = set(first.words)
    own = [page.words[line] for line in range(last + 1, len(page.words))]
    return sum(words in known for words in own) > 0.5 * len(own)


def _is_dated(words: tuple[str, ...]) -> bool:
    return any(map(_is_date, words))


def _is_date(word: str) -> bool:
    return ("/" in word or "-" in word) and sum(map(str.isdigit, word)) >= 4


def _without_page_number(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not (word.isdigit() and len(word) < 3))
