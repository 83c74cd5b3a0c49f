"""What the letters are made from: data files, read once and made ready to draw from."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from openimr.domain import Phase

from .dice import Weighted

_DATA = Path(__file__).parent / "data"


class Request(NamedTuple):
    """One wording of a request, and what its own words answer."""

    words: str
    sig: str
    excess: bool
    facts: tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """A treatment that letters ask for."""

    key: int
    family: str
    category: str
    weight: float
    regions: tuple[str, ...]
    phase: Phase
    drug: str
    requests: tuple[Request, ...]
    facts: tuple[str, ...]
    told: tuple[str, ...]
    taking: bool
    """Whether it is taken as a drug is, so that the summary tells how."""

    first_line: tuple[str, ...]


class Sentence(NamedTuple):
    """One way to tell a fact; the value where it is a number."""

    text: str
    value: str | None


@cache
def data(name: str) -> Any:
    """Return a data file's content."""
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text("utf-8"))


@cache
def asked() -> tuple[Asked, ...]:
    """Return every treatment in the order of the file."""
    return tuple(_asked(key, row) for key, row in enumerate(data("treatments")))


@cache
def sentences(fact: str, how: str, family: str, region: str) -> tuple[Sentence, ...]:
    """Return the ways to tell a fact of a family's item in a region; may be none."""
    by_place = data("facts")[fact].get(how) or {}
    rows = by_place.get(family) or by_place.get(region) or by_place.get("any") or ()
    return tuple(
        Sentence(row["text"], row["value"])
        if isinstance(row, dict)
        else Sentence(row, None)
        for row in rows
    )


@cache
def is_own(fact: str) -> bool:
    """Tell whether a fact is told of the one item: every sentence names it."""
    rows = [
        row
        for places in data("facts")[fact].values()
        for found in places.values()
        for row in found
    ]
    texts = [row["text"] if isinstance(row, dict) else row for row in rows]
    return all("{drug}" in text.lower() or "{first_line" in text for text in texts)


@cache
def examined() -> frozenset[str]:
    """Return the facts that an examination or a study shows."""
    return frozenset(data("programme")["examined"])


@cache
def apart() -> Mapping[str, frozenset[str]]:
    """Return for each fact those that may not be told in the same summary."""
    found: dict[str, set[str]] = {}
    for one, other in data("programme")["apart"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {fact: frozenset(others) for fact, others in found.items()}


@cache
def by_category(category: str) -> Weighted[Asked]:
    """Return a category's treatments by weight."""
    return Weighted.of((t, t.weight) for t in asked() if t.category == category)


@cache
def by_region(region: str) -> Weighted[Asked]:
    """Return the treatments of a region by weight, their category's included."""
    return Weighted.of(
        (t, t.weight * _share(t.category) / _sum(t.category))
        for t in asked()
        if region in t.regions
    )


@cache
def categories(year: int) -> Weighted[str]:
    """Return the categories of a year's requests by share."""
    drugs = data("programme")["years"][year]["pharmacy"]
    rows = data("programme")["categories"].items()
    return Weighted.of(
        (name, drugs if name == "pharmacy" else (1 - drugs) * row["share"])
        for name, row in rows
    )


def _share(category: str) -> float:
    return float(data("programme")["categories"][category].get("share", 0.6))


def _sum(category: str) -> float:
    return sum(t.weight for t in asked() if t.category == category)


def _asked(key: int, row: Mapping[str, Any]) -> Asked:
    requests = tuple(
        Request(
            entry["words"],
            entry.get("sig", ""),
            entry.get("excess", False),
            tuple((entry.get("facts") or {}).items()),
        )
        for entry in row["requests"]
    )
    return Asked(
        key=key,
        family=row["family"],
        category=row["category"],
        weight=row["weight"],
        regions=tuple(row["regions"]),
        phase=Phase(row["phase"]),
        drug=row["drug"],
        requests=requests,
        facts=tuple(row["facts"]),
        told=tuple(row.get("told", ())),
        taking=row["category"] == "pharmacy",
        first_line=_first_line(row),
    )


def _first_line(row: Mapping[str, Any]) -> tuple[str, ...]:
    known = data("persons")["first_line"]
    group = row["family"]
    if "muscle_spasm_exam" in row["facts"]:
        group = "muscle_relaxant"
    return tuple(known.get(group, known["any"]))
