"""Files in, documents and pages out; and the forms among them as data.

The names below are loaded when they are asked for: the processes that parse files
import this package on their way to a reader, and need nothing of the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .case import read_case
    from .dispute import read_dispute
    from .faces.showing import show_pages
    from .ocr import why_not as why_no_recognition
    from .options import ReadingOptions
    from .positions import locate

__all__ = [
    "ReadingOptions",
    "locate",
    "read_case",
    "read_dispute",
    "show_pages",
    "why_no_recognition",
]

_HOMES = {
    "ReadingOptions": ("options", "ReadingOptions"),
    "locate": ("positions", "locate"),
    "read_case": ("case", "read_case"),
    "read_dispute": ("dispute", "read_dispute"),
    "show_pages": ("faces.showing", "show_pages"),
    "why_no_recognition": ("ocr", "why_not"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    module, own_name = _HOMES[name]
    found: object = getattr(import_module(f".{module}", __name__), own_name)
    globals()[name] = found
    return found
