"""Item, facts and guidelines in; trace, decision and words out."""

from .determine import Standards, answers, determine
from .evaluate import Weighing, weigh
from .grounds import FileRead
from .items import disputed_items
from .own import overruled, own_entry, with_own
from .questions import questions
from .select import Selection, select
from .summary import summarise
from .supply import with_supplied
from .suppose import suppose

__all__ = [
    "FileRead",
    "Selection",
    "Standards",
    "Weighing",
    "answers",
    "determine",
    "disputed_items",
    "overruled",
    "own_entry",
    "questions",
    "select",
    "summarise",
    "suppose",
    "weigh",
    "with_own",
    "with_supplied",
]
