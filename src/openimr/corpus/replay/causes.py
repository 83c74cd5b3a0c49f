"""Codes of what drives a disagreement, and the sentence of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml


class Cause(StrEnum):
    """Why published and proposed differ or cannot be compared (``causes.yaml``)."""

    NO_DECISION = "no_decision"
    NOT_RECOGNISED = "not_recognised"
    NO_CRITERIA = "no_criteria"
    CONTRADICTS_ITSELF = "contradicts_itself"
    NO_SUMMARY = "no_summary"
    OTHER_GUIDELINE = "other_guideline"
    OTHER_CLASS = "other_class"
    REQUEST_MISREAD = "request_misread"
    TOLD_BY_RATIONALE = "told_by_rationale"
    CONTRAINDICATED = "contraindicated"
    LIMIT_EXCEEDED = "limit_exceeded"
    CONTRADICTED = "contradicted"
    NOT_HELD = "not_held"
    ALL_HELD = "all_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseTold:
    """What a cause is counted under, and its sentence."""

    about: str
    """unjudged, letter, guideline or facts."""

    sentence: str


@cache
def load_causes() -> Mapping[Cause, CauseTold]:
    """Return what is told of each cause, in the order in which they are looked for."""
    text = files(__package__).joinpath("causes.yaml").read_text("utf-8")
    return MappingProxyType(
        {Cause(code): CauseTold(**told) for code, told in yaml.safe_load(text).items()}
    )
