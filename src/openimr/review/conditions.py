"""Conditions that diagnoses and their codes name (``conditions.yaml``)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_SIDES = {"1": "right", "2": "left", "3": "bilateral"}
_SEVENTH = re.compile(r"(?<=\d)x*[a-z]\Z", re.I)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by its words and codes."""

    name: str
    words: re.Pattern[str]
    codes: tuple[str, ...]
    of_root: bool
    """The condition is of a nerve root, so that its level is part of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that words name, and where."""

    condition: Condition
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Known:
    conditions: tuple[Condition, ...]
    sided: tuple[tuple[str, int], ...]
    """Beginnings of codes that end with a side, and how long such codes are."""

    both: tuple[str, ...]


@cache
def _known() -> _Known:
    source = files(__package__).joinpath("conditions.yaml").read_text("utf-8")
    data = yaml.safe_load(source)
    return _Known(
        tuple(
            Condition(
                name,
                _pattern(entry["words"]),
                tuple(code.lower() for code in entry["codes"]),
                entry.get("roots", False),
            )
            for name, entry in data["conditions"].items()
        ),
        tuple((code.lower(), size) for code, size in data["sided"].items()),
        tuple(code.lower() for code in data["both"]),
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.I)


def named_conditions(text: str) -> Iterator[Named]:
    """Yield the conditions that a diagnosis names, each with its first place.

    >>> [each.condition.name for each in named_conditions("Right knee OA; CTS")]
    ['osteoarthritis', 'carpal tunnel']
    """
    for condition in _known().conditions:
        match = condition.words.search(text)
        if match is not None:
            yield Named(condition, match.start(), match.end())


def coded_conditions(code: str) -> frozenset[str]:
    """Return the names of the conditions that a code stands for.

    >>> sorted(coded_conditions("715.16")), sorted(coded_conditions("M75.41"))
    (['osteoarthritis'], ['impingement'])
    """
    low = code.strip().lower()
    return frozenset(
        condition.name
        for condition in _known().conditions
        if low.startswith(condition.codes)
    )


def coded_side(code: str) -> str | None:
    """Return the side that an ICD-10-CM code states; None where it states none.

    >>> coded_side("M17.12"), coded_side("G56.01"), coded_side("S83.241A")
    ('left', 'right', 'right')
    >>> coded_side("M17.0"), coded_side("715.16"), coded_side("M75.40")
    ('bilateral', None, None)
    """
    low = code.strip().lower()
    if low in _known().both:
        return "bilateral"
    bare = _SEVENTH.sub("", low).replace(".", "")
    lengths = {size for begins, size in _known().sided if low.startswith(begins)}
    return _SIDES.get(bare[-1]) if len(bare) in lengths else None
