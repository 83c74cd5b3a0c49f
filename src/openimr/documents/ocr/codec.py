"""Jobs and answers as JSON and back: what a worker gets, sends, and the cache keeps."""

import math
import os
from pathlib import Path
from typing import TypeGuard

from openimr.documents.workers.wire import line_of, value_of

from .values import Box, OcrFailure, OcrJob, OcrPage, OcrWord

_TURNS = (0, 90, 180, 270)


def job_line(job: OcrJob) -> str:
    """Return a job as a line; names that are no text survive.

    >>> job_line(OcrJob(Path("a b.pdf"), 3))
    '["a b.pdf",3]'
    """
    return line_of([os.fsdecode(job.path), job.page])


def job_of(line: str) -> OcrJob | None:
    """Return the job that a line holds; None if it does not come from our program."""
    held = value_of(line)
    if not isinstance(held, list):
        return None
    path, page = held
    return OcrJob(Path(path), page)


def encoded(answer: OcrPage | OcrFailure) -> str:
    """Return the answer as one line of JSON.

    >>> encoded(OcrFailure(reason="the page is damaged"))
    '{"reason":"the page is damaged"}'
    """
    if isinstance(answer, OcrFailure):
        return line_of({"reason": answer.reason})
    return line_of(
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
    held = value_of(line)
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
