"""The words that say what a number of visits counts; data of ``visits.yaml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from . import knowledge
from .knowledge import Entry
from .phrases import PhraseError, alternatives


class Told(StrEnum):
    """What a number of visits is said of."""

    AUTHORISED = "authorised"
    ATTENDED = "attended"
    MISSED = "missed"
    REMAINING = "remaining"
    REQUESTED = "requested"
    DENIED = "denied"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class VisitWords:
    """The words as patterns over lower-case text."""

    kinds: Mapping[Told, re.Pattern[str]]
    units: re.Pattern[str]
    between: re.Pattern[str]
    not_counted: re.Pattern[str]


_KEYS = ("kinds", "units", "between", "not_counted", "examples")


@cache
def load_visit_words() -> VisitWords:
    """Return the words of ``visits.yaml``.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    fields = knowledge.read("visits.yaml").fields(_KEYS)
    kinds = fields["kinds"].fields(list(Told)).items()
    return VisitWords(
        kinds={Told(name): _pattern(entry) for name, entry in kinds},
        units=_pattern(fields["units"]),
        between=_pattern(fields["between"]),
        not_counted=_pattern(fields["not_counted"]),
    )


def _pattern(entry: Entry) -> re.Pattern[str]:
    try:
        return alternatives(entry.texts(), {})
    except PhraseError as problem:
        raise entry.wrong(str(problem), "Correct the phrase.") from problem
