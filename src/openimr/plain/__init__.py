"""The determination for those it concerns: the worker, and the requesting physician.

Two sheets are made of a determination: one page in plain English and one in Spanish for
the worker, and a checklist for the physician of what the record would have to show.  No
machine translates: every sentence stands in ``data`` in both languages.
"""

from .pdf import pdf_bytes
from .plain_text import plain_text
from .reader import reader_sheet
from .requester import requester_sheet
from .rulebook import Rulebook
from .sheet import Bullets, Check, Heading, Role, Run, Sheet, Words, words_of
from .speech import Language, Speech, speech

__all__ = [
    "Bullets",
    "Check",
    "Heading",
    "Language",
    "Role",
    "Rulebook",
    "Run",
    "Sheet",
    "Speech",
    "Words",
    "pdf_bytes",
    "plain_text",
    "reader_sheet",
    "requester_sheet",
    "speech",
    "words_of",
]
