"""Turns of phrase of the case summary, read from ``summary.yaml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one topic is told."""

    by_report: bool
    """Each report has a sentence of its own."""

    own: bool
    """The record's words stand in quotation marks."""

    as_list: bool
    """Points are joined as in ``a, b and c``; else by semicolons."""

    words: int
    """Most words of the topic."""

    first: tuple[str, str]
    """Frame of the first sentence, with a date and without."""

    later: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWording:
    """All turns of phrase of the summary."""

    topics: Mapping[Topic, Telling]
    acronyms: frozenset[str]
    drop: re.Pattern[str]
    denial: re.Pattern[str]


@cache
def summary_wording() -> SummaryWording:
    """Return the turns of phrase of ``summary.yaml``."""
    data = yaml.safe_load(
        files(__package__).joinpath("summary.yaml").read_text(encoding="utf-8")
    )
    return SummaryWording(
        topics={
            Topic(name): Telling(
                by_report=entry["by"] == "report",
                own=entry["voice"] == "own",
                as_list=entry["points"] == "list",
                words=int(entry["words"]),
                first=_two(entry["first"]),
                later=_two(entry["later"]),
            )
            for name, entry in data["topics"].items()
        },
        acronyms=frozenset(data["acronyms"]),
        drop=_any(data["drop"]),
        denial=_any(data["denial"]),
    )


def _two(frames: str) -> tuple[str, str]:
    dated, undated = frames.split("|")
    return dated, undated


def _any(words: Sequence[str]) -> re.Pattern[str]:
    body = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{body})\b", re.IGNORECASE)
