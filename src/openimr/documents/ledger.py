"""What becomes of each page: text, blank or unreadable, with the reason."""

import re
from dataclasses import dataclass

from openimr.domain import PageStatus

from .sources import Sheet
from .views import PageView, view

IMAGE_ONLY = "image without text; OCR is not available in this version"
"""Reason of every page that is a picture."""

UNUSABLE = "the text layer has no usable characters"

_FEW_LETTERS = 40
_LEFT_BLANK = re.compile(
    r"\W*(?:this )?(?:page|side) (?:is |was )?(?:intentionally )?(?:left )?blank\W*",
    re.IGNORECASE,
)
_NO_CHARACTER = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_UNUSABLE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of a file with its status; the view is None where there is no text."""

    sheet: Sheet
    status: PageStatus
    reason: str | None
    view: PageView | None


def enter(sheet: Sheet) -> LedgerPage:
    """Enter a page into the ledger.

    >>> [enter(Sheet(text=text)).status.value for text in ("Sleeps well.", " ")]
    ['text', 'blank']
    """
    text = sheet.text
    if not text.strip():
        return _without_text(sheet)
    if _is_garbage(text):
        return LedgerPage(sheet, PageStatus.UNREADABLE, UNUSABLE, None)
    if len(text) < 80 and _LEFT_BLANK.fullmatch(" ".join(text.split())):
        return LedgerPage(sheet, PageStatus.BLANK, "says that it is blank", None)
    page = view(text)
    if sheet.image and _own_letters(page) < _FEW_LETTERS:
        return LedgerPage(sheet, PageStatus.UNREADABLE, IMAGE_ONLY, None)
    return LedgerPage(sheet, PageStatus.TEXT, sheet.problem, page)


def _without_text(sheet: Sheet) -> LedgerPage:
    if sheet.problem or sheet.image:
        reason = sheet.problem or IMAGE_ONLY
        return LedgerPage(sheet, PageStatus.UNREADABLE, reason, None)
    return LedgerPage(sheet, PageStatus.BLANK, None, None)


def _is_garbage(text: str) -> bool:
    if not _NO_CHARACTER.search(text):
        return False
    bad = len(_NO_CHARACTER.findall(text))
    return bad > _UNUSABLE_SHARE * len(text.split()) and bad > 0.1 * len(text)


def _own_letters(page: PageView) -> int:
    """Count letters outside the lines that transit put on a picture."""
    return sum(
        sum(map(str.isalpha, line))
        for number, line in enumerate(page.lines)
        if number not in page.stamps
    )
