"""An answer as JSON and back: what a worker sends and the cache keeps.

JSON and not pickle, because what a parser of hostile files writes must not be able
to run anything where it is read.
"""

import json
import math
from typing import TypeGuard

from .values import Box, OcrFailure, OcrPage, OcrWord

_TURNS = (0, 90, 180, 270)


def encoded(answer: OcrPage | OcrFailure) -> str:
    """Return the answer as one line of JSON.

    >>> encoded(OcrFailure(reason="the page is damaged"))
    '{"reason":"the page is damaged"}'
    """
    if isinstance(answer, OcrFailure):
        return _json({"reason": answer.reason})
    return _json(
        {
            "text": answer.text,
            "confidence": answer.confidence,
            "words": [[w.text, *w.box, w.confidence, w.start] for w in answer.words],
            "rotation": answer.rotation,
            "skew": answer.skew,
            "blank": answer.blank,
            "seconds": round(answer.seconds, 2),
        }
    )


def decoded(line: str | bytes) -> OcrPage | OcrFailure | None:
    """Return the answer that a line holds; None if it holds none, or a broken one.

    >>> decoded('{"reason": 1}') is decoded("{") is None
    True
    """
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict):
        return None
    reason = held.get("reason")
    if reason is not None:
        return OcrFailure(reason=reason) if isinstance(reason, str) else None
    return _page(held)


def _page(held: dict[str, object]) -> OcrPage | None:
    text, words = held.get("text"), held.get("words")
    confidence, skew = held.get("confidence"), held.get("skew")
    seconds = held.get("seconds")
    rotation, blank = held.get("rotation"), held.get("blank")
    if not (isinstance(text, str) and isinstance(words, list)):
        return None
    if not (_is_number(confidence) and _is_number(skew) and _is_number(seconds)):
        return None
    if not (isinstance(rotation, int) and rotation in _TURNS):
        return None
    if not isinstance(blank, bool):
        return None
    read = [_word(word, text) for word in words]
    kept = tuple(word for word in read if word is not None)
    if len(kept) < len(read):
        return None
    return OcrPage(
        text=text,
        confidence=float(confidence),
        words=kept,
        rotation=rotation,
        skew=float(skew),
        blank=blank,
        seconds=float(seconds),
    )


def _word(held: object, text: str) -> OcrWord | None:
    if not (isinstance(held, list) and len(held) == 7 and isinstance(held[0], str)):
        return None
    word, *numbers = held
    if not all(_is_number(number) for number in numbers):
        return None
    left, top, right, bottom, confidence, start = numbers
    if not (isinstance(start, int) and text.startswith(word, max(0, start))):
        return None
    box: Box = (float(left), float(top), float(right), float(bottom))
    return OcrWord(text=word, box=box, confidence=float(confidence), start=start)


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
