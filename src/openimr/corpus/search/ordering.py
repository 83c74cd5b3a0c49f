"""The numbers by which items stand in order: of time, and of case numbers."""

import re
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from .values import day_number

UNDATED = 1 << 47
"""Items without a day of decision have a smaller number in the order of time."""

UNNUMBERED = 1 << 63
"""Items without a case number have at least this number in the order of those."""

_NO_SIGN = re.compile(r"[^0-9A-Z]")
_SIGNS = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CASE_SIGNS = 12
_AT_ONCE = 3
_RUNS: int = len(_SIGNS) ** _AT_ONCE
_HASH = re.compile(r"[0-9a-f]{10,}")


def when(decided: date | None, item: str) -> int:
    """Return an item's place in the order of time; ties stand in the order of ids."""
    day = day_number(decided) if decided is not None else 0
    return day << 47 | _identity(item)


def case_order(case: str | None, item: str) -> int:
    """Return an item's place in the order of case numbers, blanks and marks aside."""
    signs = _NO_SIGN.sub("", (case or "").upper())[:_CASE_SIGNS]
    if not signs:
        return UNNUMBERED | _identity(item)
    signs = signs.ljust(_CASE_SIGNS)
    order = 0
    for at in range(0, _CASE_SIGNS, _AT_ONCE):
        order = order * _RUNS + _number(signs[at : at + _AT_ONCE])
    return order


@lru_cache(maxsize=_RUNS)
def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(_SIGNS) + _SIGNS.index(sign)
    return number


def _identity(item: str) -> int:
    """Return a number of 47 bits that sorts as the id does, as far as it reaches.

    A letter that is not named by a hash gets a number that only is its own.
    """
    letter, _, number = item.rpartition("-")
    within = min(int(number), 127) if number.isdecimal() else 0
    return _letter_number(letter) << 7 | within


def _letter_number(letter: str) -> int:
    if _HASH.fullmatch(letter):
        return int(letter[:10], 16)
    digest = blake2b(letter.encode("utf-8", "replace"), digest_size=5).digest()
    return int.from_bytes(digest, "big")
