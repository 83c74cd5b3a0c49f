"""Pages as citations give them: words such as ``16-17, 19`` to page numbers."""

import re

_SPAN = re.compile(r"(?<!\d)(\d{1,4})(?!\d)(?:\s*[-\u2013]\s*(\d{1,4})(?!\d))?")


def page_numbers(words: str) -> frozenset[int]:
    """Return the numbers of the pages that a list names, spans with both their ends.

    >>> sorted(page_numbers("16-17, 18\u201319 and 63"))
    [16, 17, 18, 19, 63]

    A number of more than four digits is no page.

    >>> page_numbers("item 123456")
    frozenset()
    """
    spans = page_spans(words)
    return frozenset(page for first, last in spans for page in range(first, last + 1))


def page_spans(words: str) -> tuple[tuple[int, int], ...]:
    """Return the first and last page of each span, in the order of the list.

    >>> page_spans("16-17, 63")
    ((16, 17), (63, 63))
    """
    return tuple(
        (int(first), int(last or first)) for first, last in _SPAN.findall(words)
    )
