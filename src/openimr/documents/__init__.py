"""Files in, documents and pages out; and the forms among them as data."""

from .case import read_case
from .dispute import read_dispute
from .ocr import why_not as why_no_recognition
from .options import ReadingOptions

__all__ = ["ReadingOptions", "read_case", "read_dispute", "why_no_recognition"]
