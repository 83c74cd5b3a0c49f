"""The values that rows are grouped by, and their natural order."""

import re
from collections.abc import Sequence

Key = str | int | None
"""A value that is grouped by; None: the letter does not give one."""

Keys = tuple[Key, ...]
_NUMBER = re.compile(r"\d+")


def natural(keys: Sequence[Key]) -> tuple[tuple[bool, str], ...]:
    """Return what keys are sorted by: words folded, numbers in them by size, none last.

    >>> sorted([("page 70",), (None,), ("Page 8",)], key=natural)
    [('Page 8',), ('page 70',), (None,)]
    """
    return tuple(
        (key is None, _NUMBER.sub(lambda found: found[0].zfill(9), str(key).casefold()))
        for key in keys
    )
