"""What a worker said of a page, checked before it is believed."""

import base64
import binascii
import math
from typing import TypeGuard

from openimr.documents.readers.display import tenths
from openimr.documents.workers.wire import value_of
from openimr.domain import Page, PageFace, WordBox

from .turning import turned

NONSENSE = "the reader gave no proper answer"
_MOST_POINTS = 100_000.0


def without_picture(problem: str) -> PageFace:
    """Return the face of a page of which there is nothing to see."""
    return PageFace(width=612.0, height=792.0, problem=problem)


def face_of(answer: bytes, page: Page) -> PageFace:
    """Return the face of a page from a worker's answer.

    Words of a recognised page stand where they were read; words of a text layer only
    where the file still says what the page says.
    """
    held = value_of(answer)
    if not isinstance(held, dict):
        return without_picture(NONSENSE)
    problem = held.get("problem")
    if isinstance(problem, str):
        return without_picture(problem)
    size, picture = held.get("size"), _picture(held.get("picture"))
    if not _numbers(size, 2) or picture is None:
        return without_picture(NONSENSE)
    width, height = (min(max(side, 1.0), _MOST_POINTS) for side in size)
    sideways = page.rotation in {90, 270}
    before = (height, width) if sideways else (width, height)
    words = _placed(held, page)
    return PageFace(
        width=width,
        height=height,
        words=tuple(
            WordBox(
                start=word.start,
                end=word.end,
                box=tenths(turned(word.box, *before, page.rotation)),
                confidence=word.confidence,
            )
            for word in words
        ),
        picture=picture,
    )


def _picture(held: object) -> bytes | None:
    if not isinstance(held, str):
        return None
    try:
        picture = base64.b64decode(held, validate=True)
    except (binascii.Error, ValueError):
        return None
    return picture if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" else None


def _placed(held: dict[str, object], page: Page) -> tuple[WordBox, ...]:
    if page.ocr:
        return page.words
    words = held.get("words")
    if held.get("text") != page.text or not isinstance(words, list):
        return ()
    found = [word for word in map(_word, words) if word and word.end <= len(page.text)]
    added = [
        WordBox(start=one.start, end=one.end, box=one.box, confidence=1.0)
        for one in page.added
        if one.box is not None
    ]
    return tuple(sorted([*found, *added], key=lambda word: (word.start, word.end)))


def _word(held: object) -> WordBox | None:
    if not _numbers(held, 6):
        return None
    start, end, *sides = held
    left, top, right, bottom = sides
    if not 0 <= start < end:
        return None
    box = (left, top, right, bottom)
    return WordBox(start=int(start), end=int(end), box=box, confidence=1.0)


def _numbers(held: object, count: int) -> TypeGuard[list[float]]:
    return (
        isinstance(held, list)
        and len(held) == count
        and all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in held
        )
        and all(math.isfinite(one) and abs(one) <= _MOST_POINTS * 10 for one in held)
    )
