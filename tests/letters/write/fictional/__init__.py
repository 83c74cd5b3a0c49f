"""An invented case, complete enough to fill every section of a letter."""

from .cyclobenzaprine import CYCLOBENZAPRINE
from .determination import DETERMINATION, REVIEWER, SUMMARY
from .guidelines import ODG_FOR_COMPARISON
from .record import CASE, DOCUMENTS, PAGES, PATIENT, TEXTS
from .tizanidine import TIZANIDINE

__all__ = [
    "CASE",
    "CYCLOBENZAPRINE",
    "DETERMINATION",
    "DOCUMENTS",
    "ODG_FOR_COMPARISON",
    "PAGES",
    "PATIENT",
    "REVIEWER",
    "SUMMARY",
    "TEXTS",
    "TIZANIDINE",
]
