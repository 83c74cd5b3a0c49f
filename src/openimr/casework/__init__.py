"""One function a road: the rooms strung together for the command line and the web."""

from .engine import Knowledge, knowledge
from .facts import CaseFacts, ItemFacts, case_facts
from .reading import read_letters
from .replay import ReplayedItem
from .replay import replay as replay_letter
from .review_case import Reviewed, review_case

__all__ = [
    "CaseFacts",
    "ItemFacts",
    "Knowledge",
    "ReplayedItem",
    "Reviewed",
    "case_facts",
    "knowledge",
    "read_letters",
    "replay_letter",
    "review_case",
]
