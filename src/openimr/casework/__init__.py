"""One function a road: the rooms strung together for the command line and the web."""

from .engine import Knowledge, knowledge
from .facts import CaseFacts, ItemFacts, case_facts
from .lint_letters import Linted, lint_places
from .lint_subject import read_for_lint
from .reading import read_letters
from .replay import ReplayedItem
from .replay import replay as replay_letter
from .review_case import Reviewed, review_case

__all__ = [
    "CaseFacts",
    "ItemFacts",
    "Knowledge",
    "Linted",
    "ReplayedItem",
    "Reviewed",
    "case_facts",
    "knowledge",
    "lint_places",
    "read_for_lint",
    "read_letters",
    "replay_letter",
    "review_case",
]
