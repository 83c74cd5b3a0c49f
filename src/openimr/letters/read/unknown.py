"""Letters of a layout that is not known: whatever can be read, and a warning."""

from openimr.domain import LetterWarning, Span

from .format_d import read_items
from .parts import Parts
from .sheet import Sheet

_HEADER = 1500
_TOLD = 4000


def recognises(text: str) -> bool:
    """Tell that any text will do."""
    return True


def read(sheet: Sheet) -> Parts:
    """Return what labels and usual wordings give away."""
    end = len(sheet.plain)
    items = read_items(sheet, 0, end)
    before = items[0].requested.start if items else end
    return Parts(
        format=None,
        header=Span(0, min(end, _HEADER)),
        credentials=Span(0, min(end, before)),
        told=Span(0, min(before, _TOLD)),
        items=items,
        warnings=(
            LetterWarning(
                code="unknown-layout",
                message="The layout is not known; only part of the letter was read.",
            ),
        ),
    )
