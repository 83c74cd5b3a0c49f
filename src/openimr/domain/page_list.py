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
    found: set[int] = set()
    for first, last in _SPAN.findall(words):
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)
