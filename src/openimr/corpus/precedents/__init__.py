"""Precedents both ways: the nearest upheld and the nearest overturned items.

Nothing here is ordered by outcome, and nothing is a forecast: what is shown is what was
published on items like the one asked about, and what tells the two sides apart.
"""

from .answers import Compared, Hit, Precedents, Side
from .asking import Asked, Names, Point, Profiler, Unprofiled
from .find import LIMIT, precedents
from .separating import Separator, Share

__all__ = [
    "LIMIT",
    "Asked",
    "Compared",
    "Hit",
    "Names",
    "Point",
    "Precedents",
    "Profiler",
    "Separator",
    "Share",
    "Side",
    "Unprofiled",
    "precedents",
]
