"""What the ledger makes of pages that were read from their pictures."""

import pytest

from openimr.documents.ledger import enter
from openimr.documents.sources import Sheet
from openimr.domain import PageStatus

READ = {
    "words": (Sheet(text="Sleeps well.", ocr=True, confidence=0.9), PageStatus.OCR),
    "an empty sheet": (
        Sheet(text="", ocr=True, empty=True, confidence=0.0),
        PageStatus.BLANK,
    ),
    "a photograph": (
        Sheet(text="", ocr=True, confidence=0.0),
        PageStatus.UNREADABLE,
    ),
    "handwriting": (
        Sheet(text="~ iy Vr", ocr=True, confidence=0.2),
        PageStatus.UNREADABLE,
    ),
}


@pytest.mark.parametrize("what", READ)
def test_a_picture_is_read_empty_or_beyond_reading(what: str) -> None:
    sheet, status = READ[what]

    page = enter(sheet)

    assert page.status is status
    assert bool(page.reason) == (status is not PageStatus.OCR)
