"""The words behind a drug's name that are its directions."""

import re
from dataclasses import replace

from openimr.clinical.pages import ReadPage
from openimr.text import fold

from .directions import Directions, read_directions
from .frequency import COUNT, number
from .names import NameHit
from .packs import packed
from .strength import STRENGTH, written_strength

_LONGEST = 170
"""Characters behind a name in which its directions are looked for."""

_GOES_ON = re.compile(r"[a-z0-9#(½]|(?:qty|sig|take|refills?|disp)\b", re.I)
_NEXT_ROW = re.compile(r"\d{1,2}[.)]\s|\d{1,2}/\d{1,2}/\d{2,4}\b")
_STOP = re.compile(
    r"[.!?]\s+(?=[A-Z\"])(?!(?:Disp(?:ense)?|DISP(?:ENSE)?|Qty|QTY|Quantity|Sig|SIG|Refills?"
    r"|RF|Rfl|REFILLS?|NR|Take|TAKE|Max(?:imum)?|MAX|NTE|Not to|No refills?|Days|DS)\b)"
    r"|;(?!\s*(?:disp|qty|quantity|sig|rf|refills?|max|nte|#|\d+ refill|no refill)\b)",
)
"""Where directions end; the parts of a prescription are sentences of their own."""

_COUNT_BEFORE = re.compile(rf"\b(?P<count>{COUNT})[ \t]+\Z")
_A_DAY = re.compile(
    r"\s*(?:tablets?|tabs?|pills?|capsules?|caps?)?\s*(?:(?:a|per|each|every)\s+day|daily)\b"
)


def directions_of(
    low: str, hit: NameHit, end: int, *, table: bool, headed: bool = False
) -> Directions:
    """Read what follows a name; "two baclofen a day" has the count before it."""
    known = read_directions(low[hit.end : end], table=table, headed=headed)
    known = packed(known, low[hit.start : hit.end])
    named = STRENGTH.search(low, hit.start, hit.end)
    if named is not None:
        # behind "lidocaine 5% patch" a bare number is no strength
        known = replace(known, strength=written_strength(named))
    count = _COUNT_BEFORE.search(low, max(0, hit.start - 12), hit.start)
    if count is None or known.per_dose:
        return known
    a_day = _A_DAY.match(low, hit.end, end)
    if a_day is None:
        return known
    return replace(
        known,
        per_dose=1.0,
        doses_per_day=number(count["count"]),
        frequency=fold(low[count.start("count") : a_day.end()]),
        end=max(known.end, a_day.end() - hit.end),
    )


def row_end(page: ReadPage, hit: NameHit, end: int) -> int:
    """Return where the row of a drug ends: before a day that opens the next line."""
    for day in page.dates_in(hit.end, end):
        if page.opens_line(day.start):
            return day.start
    return end


def window(page: ReadPage, start: int, limit: int) -> int:
    """Return where a drug's directions end at the latest.

    Extraction breaks table cells over lines, so a line that opens with a figure or a
    small letter still belongs to the drug above it.
    """
    end = min(limit, start + _LONGEST)
    stop = _STOP.search(page.clean.text, start, end)
    if stop:
        end = stop.start()
    at = page.low.find("\n", start, end)
    while at != -1:
        opens = _GOES_ON.match(page.clean.text, at + 1)
        if not opens or _NEXT_ROW.match(page.low, at + 1):
            return at
        at = page.low.find("\n", at + 1, end)
    return end
