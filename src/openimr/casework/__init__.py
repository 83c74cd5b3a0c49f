"""One function a road: the rooms strung together for the command line and the web."""

from .engine import Knowledge, knowledge
from .reading import read_letters
from .replay import ReplayedItem
from .replay import replay as replay_letter
from .review_case import Reviewed, review_case

__all__ = [
    "Knowledge",
    "ReplayedItem",
    "Reviewed",
    "knowledge",
    "read_letters",
    "replay_letter",
    "review_case",
]
