"""Character recognition: the words of pages that have no text, where they stand."""

from .availability import why_not
from .garbage import garbage
from .recognition import recognise
from .values import OcrFailure, OcrJob, OcrPage, OcrWord

__all__ = [
    "OcrFailure",
    "OcrJob",
    "OcrPage",
    "OcrWord",
    "garbage",
    "recognise",
    "why_not",
]
