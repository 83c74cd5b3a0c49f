"""Published decisions counted: rates with intervals, small groups suppressed.

A :class:`Question` says by what to group, what to leave in and how to order; each of
the functions below answers it with a frozen table.  A table is printed by its
:func:`sheet <openimr.corpus.stats.sheets>`, drawn by ``openimr.corpus.stats.charts``.
"""

from .asking import Source
from .citations import CitationTable, Cited, citations
from .cited_pages import PageTable, cited_pages
from .counted import Counts, Group, Summed, Table
from .counting import count
from .days import DayGroup, Days, DayTable, days_to_decision
from .fields import FIELDS, Field
from .intervals import Interval, byar, difference, wilson
from .keys import Key, Keys
from .names import NO_NAMES, Names, names_of
from .questions import Condition, Order, Per, Question, condition_of, fields_of
from .specialties import Adjusted, SpecialtyTable, specialties
from .suppression import CMS
from .trends import Change, Trend, trend

__all__ = [
    "CMS",
    "FIELDS",
    "NO_NAMES",
    "Adjusted",
    "Change",
    "CitationTable",
    "Cited",
    "Condition",
    "Counts",
    "DayGroup",
    "DayTable",
    "Days",
    "Field",
    "Group",
    "Interval",
    "Key",
    "Keys",
    "Names",
    "Order",
    "PageTable",
    "Per",
    "Question",
    "Source",
    "SpecialtyTable",
    "Summed",
    "Table",
    "Trend",
    "byar",
    "citations",
    "cited_pages",
    "condition_of",
    "count",
    "days_to_decision",
    "difference",
    "fields_of",
    "names_of",
    "specialties",
    "trend",
    "wilson",
]
