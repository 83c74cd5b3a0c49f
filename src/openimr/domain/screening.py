"""Answers about a reviewer and a case, each with its reason and its rule."""

from dataclasses import dataclass
from enum import StrEnum

from .guideline import Mark
from .panel_case import CaseParty


class Answer(StrEnum):
    """Whether a requirement is fulfilled; not knowing is an answer of its own."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class Verdict(StrEnum):
    """What screening for conflicts says."""

    CLEAR = "clear"
    ASK = "ask"
    """A person has to look at it."""

    HIT = "hit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A party of the case and an entry of the reviewer that may be the same."""

    verdict: Verdict
    """``hit`` or ``ask``; never ``clear``."""

    party: CaseParty
    kind: str
    """Which entry of the reviewer: ``self``, ``affiliation``, ``family`` …"""

    entry: str
    """The reviewer's entry as written."""

    why: tuple[str, ...]
    """What is alike, clause by clause."""

    score: float
    """0 to 100; orders matches and stands for nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAnswer:
    """One rule, answered for one reviewer or for a reviewer and a case."""

    rule: str
    """Such as ``RV-05`` or ``CI-03``."""

    answer: Answer
    reason: str
    data: tuple[str, ...]
    """What the answer rests on, such as ``licences: CA active``."""

    citation: str
    mark: Mark
    bar: bool
    """False for a preference, which excludes nobody."""

    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Conflicts of one reviewer with one case."""

    case: str
    reviewer: str
    verdict: Verdict
    answers: tuple[RuleAnswer, ...]
    """RV-13, CI-01 to CI-06 and the rule on remands."""
