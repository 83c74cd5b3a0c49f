"""Names of guidelines as patterns, compiled from ``citation_names.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import yaml

_NOT_WORD = re.compile(r"[^a-z0-9]+")


class _Entry(TypedDict, total=False):
    guideline: str | None
    names: list[str]
    from_year: dict[int, str]
    chapters: bool
    work: str
    opening: bool


@dataclass(frozen=True, slots=True)
class NamedGuideline:
    """What a name stands for."""

    guideline: str | None
    from_year: tuple[tuple[int, str], ...]
    is_chapter: bool
    work: str
    """Names of one work can stand beside each other and mean one source."""

    opens: bool
    """Counts only right behind "MTUS", or behind another guideline's year."""

    def ids(self) -> frozenset[str | None]:
        """Return every id that the name can stand for."""
        return frozenset({self.guideline, *(id_ for _, id_ in self.from_year)})

    def of_year(self, year: int | None) -> str | None:
        """Return the id for the edition of a year; None is 'not stated'."""
        if year is None:
            return self.guideline
        later = [id_ for since, id_ in self.from_year if year >= since]
        return later[-1] if later else self.guideline


@dataclass(frozen=True, slots=True)
class GuidelineNames:
    """Every name's pattern, and what each stands for."""

    patterns: tuple[str, ...]
    """Match lower-case text; where several do, the first one counts."""

    names: tuple[str, ...]
    known: dict[str, NamedGuideline]
    """By name, and by name without white space and marks."""

    def of(self, words: str) -> NamedGuideline:
        """Return the guideline of words that the pattern matched."""
        found = self.known.get(words)
        return found if found is not None else self.known[_key(words)]


@cache
def guideline_names() -> GuidelineNames:
    """Return the names that ship with the package."""
    source = files(__package__).joinpath("citation_names.yaml").read_text("utf-8")
    entries: list[_Entry] = yaml.safe_load(source)
    known: dict[str, NamedGuideline] = {}
    names: list[str] = []
    for entry in entries:
        guideline = NamedGuideline(
            entry["guideline"],
            tuple(sorted(entry.get("from_year", {}).items())),
            entry.get("chapters", False),
            entry.get("work") or entry["names"][0],
            entry.get("opening", False),
        )
        for name in entry["names"]:
            known[name] = known[_key(name)] = guideline
            names.append(name)
    names.sort(key=lambda name: (-len(name), name))
    patterns = tuple(_pattern(name) for name in names)
    return GuidelineNames(patterns, tuple(names), known)


def _key(words: str) -> str:
    """Return words without white space, hyphens, commas and brackets."""
    return _NOT_WORD.sub("", words.lower().replace("&", "and"))


def _pattern(name: str) -> str:
    words = [
        "(?:and|&)" if word == "and" else re.escape(word).replace(r"\-", r"[-\s]?\s*")
        for word in name.split()
    ]
    return r"\s+".join(words)
