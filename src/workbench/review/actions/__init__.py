"""Acts of a reviewer on a draft; one class each."""

from .deciding import DecideItem, OverrideCriterion, WithdrawOverride
from .drafting import StartDraft
from .finding import AddFact, AddPassage, RemoveFact, RemovePassage
from .rebasing import Rebase
from .signing import SignDetermination
from .writing import WriteRationale, WriteSummary

__all__ = [
    "AddFact",
    "AddPassage",
    "DecideItem",
    "OverrideCriterion",
    "Rebase",
    "RemoveFact",
    "RemovePassage",
    "SignDetermination",
    "StartDraft",
    "WithdrawOverride",
    "WriteRationale",
    "WriteSummary",
]
