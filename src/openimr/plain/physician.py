"""What the checklist for the requesting physician says; ``data/requester.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from .speech import DATA, filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The sentences, and how what is unmet can be answered."""

    sentences: Mapping[str, str]
    operators: Mapping[str, str]
    request: frozenset[str]
    past: frozenset[str]
    time: frozenset[str]
    vague: frozenset[str]
    """Why a passage does not count, in words that say nothing of the point."""

    def say(self, sentence: str, **blanks: str) -> str:
        """Return a sentence with its blanks filled in.

        >>> physician_words().say("documents", many="12")
        '12 documents'
        """
        return filled(self.sentences[sentence], blanks)


@cache
def physician_words() -> Wording:
    """Return all that the checklist says; read once a process."""
    data: Any = yaml.safe_load(DATA.joinpath("requester.yaml").read_text("utf-8"))
    folded = {id_: " ".join(text.split()) for id_, text in data["words"].items()}
    return Wording(
        sentences=folded,
        operators=data["operators"],
        request=frozenset(data["request"]),
        past=frozenset(data["past"]),
        time=frozenset(data["time"]),
        vague=frozenset(data["vague"]),
    )
