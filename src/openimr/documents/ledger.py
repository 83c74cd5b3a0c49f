"""What becomes of each page: text, blank or unreadable, with the reason."""

import re
from dataclasses import dataclass

from openimr.domain import PageStatus

from .ocr import garbage
from .sources import Sheet
from .views import PageView, view

IMAGE_ONLY = "image without text"
"""Beginning of the reason of every picture that was not read."""

SWITCHED_OFF = "character recognition was switched off"
NOT_INSTALLED = "character recognition is not installed"
UNUSABLE = "the text layer has no usable characters"
NO_INK = "the picture shows an empty page"
UNSURE = "the words of the picture could not be made out"

_LEAST_SURE = 0.45
"""Confidence below which a recognised page is noise: a photograph, handwriting."""

_FEW_LETTERS = 40
_LEFT_BLANK = re.compile(
    r"\W*(?:this )?(?:page|side) (?:is |was )?(?:intentionally )?(?:left )?blank\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of a file with its status; the view is None where there is no text."""

    sheet: Sheet
    status: PageStatus
    reason: str | None
    view: PageView | None


def wants_recognition(sheet: Sheet) -> bool:
    """Tell whether a page must be read from its picture.

    >>> wants_recognition(Sheet(text="FAX 1 of 3", image=True))
    True
    """
    if sheet.ocr:
        return False
    if sheet.image:
        return _own_letters(view(_layer(sheet))) < _FEW_LETTERS
    return garbage(sheet.text)


def enter(sheet: Sheet) -> LedgerPage:
    """Enter a page into the ledger.

    >>> [enter(Sheet(text=text)).status.value for text in ("Sleeps well.", " ")]
    ['text', 'blank']
    """
    text = sheet.text
    if sheet.ocr:
        return _recognised(sheet)
    if wants_recognition(sheet):
        reasons = IMAGE_ONLY if sheet.image else UNUSABLE, sheet.unread
        reason = "; ".join(filter(None, reasons))
        return LedgerPage(sheet, PageStatus.UNREADABLE, reason, None)
    if not text.strip():
        return _without_text(sheet)
    if len(text) < 80 and _LEFT_BLANK.fullmatch(" ".join(text.split())):
        return LedgerPage(sheet, PageStatus.BLANK, "says that it is blank", None)
    return LedgerPage(sheet, PageStatus.TEXT, sheet.problem, view(text))


def _recognised(sheet: Sheet) -> LedgerPage:
    if sheet.empty and not sheet.text.strip():
        return LedgerPage(sheet, PageStatus.BLANK, NO_INK, None)
    if not sheet.text.strip() or (sheet.confidence or 0.0) < _LEAST_SURE:
        reason = f"{IMAGE_ONLY}; {UNSURE}"
        return LedgerPage(sheet, PageStatus.UNREADABLE, reason, None)
    return LedgerPage(sheet, PageStatus.OCR, sheet.problem, view(sheet.text))


def _without_text(sheet: Sheet) -> LedgerPage:
    if sheet.problem:
        return LedgerPage(sheet, PageStatus.UNREADABLE, sheet.problem, None)
    return LedgerPage(sheet, PageStatus.BLANK, None, None)


def _layer(sheet: Sheet) -> str:
    """Return the page's own text, without what lies on the page."""
    text, end = [], 0
    for piece in sheet.added:
        text.append(sheet.text[end : piece.start])
        end = piece.end
    return "".join((*text, sheet.text[end:]))


def _own_letters(page: PageView) -> int:
    """Count letters outside the lines that transit put on a picture."""
    return sum(
        sum(map(str.isalpha, line))
        for number, line in enumerate(page.lines)
        if number not in page.stamps
    )
