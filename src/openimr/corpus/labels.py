"""How the rows of a corpus are grouped: programme, specialty, category, drug class."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from openimr.domain import Vocabulary

_MARKS = re.compile(r"[\W_]+")
_ALIKE = 88
"""Per cent alike from which a name counts as a known one misread: a letter in eight."""

_LONGEST = 80
"""Characters; what is longer is no name but a passage that was not cut off."""


@dataclass(frozen=True, slots=True)
class Group:
    """Where an item belongs."""

    category: str | None
    drug_class: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """What a letter's rows carry beside its own words.

    Programme and categories come from ``categories.yaml``; the classes of drugs from
    the vocabulary.
    """

    programme: str
    classes: Mapping[str, str]
    """Drug to class."""

    treatments: Mapping[str, str]
    """Treatment to category, where it differs from that of its kind."""

    kinds: Mapping[str, str]
    groups: dict[tuple[str | None, str, str | None], Group] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Answers given before; there are as many as treatments and drugs together."""

    def group(self, treatment: str | None, kind: str, drug: str | None) -> Group:
        """Return an item's category and, of a drug, its class."""
        asked = (treatment, kind, drug)
        if asked not in self.groups:
            category = self.treatments.get(treatment or "", self.kinds.get(kind))
            self.groups[asked] = Group(category, self.classes.get(drug or ""))
        return self.groups[asked]

    def specialty(self, boards: Sequence[str]) -> str | None:
        """Return the specialty under which a reviewer's letters are counted."""
        return specialty_named(boards[0]) if boards else None


@lru_cache(maxsize=4096)
def specialty_named(words: str) -> str | None:
    """Return the name under which a specialty is counted.

    Names that are not known stay as they are written.

    >>> specialty_named("PM&R"), specialty_named("Orthopedic “Surgery")
    ('Physical Medicine and Rehabilitation', 'Orthopaedic Surgery')
    """
    known = _specialties()
    asked = _folded(words)
    if asked in known:
        return known[asked]
    near = process.extractOne(
        asked, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    if near is not None:
        return known[near[0]]
    longest = max(
        (name for name in known if asked.startswith(f"{name} ")), key=len, default=None
    )
    if longest is not None and len(asked) > _LONGEST:
        return known[longest]
    return " ".join(words.split()) or None if len(words) <= _LONGEST else None


def labels_for(programme: str, vocabulary: Vocabulary) -> Labels:
    """Return the labels of a review programme.

    Raises:
        KeyError: the programme is not in ``categories.yaml``.
    """
    data = _data()["programmes"][programme]
    return Labels(
        programme=programme,
        classes={
            drug.name: drug.classes[0] for drug in vocabulary.drugs if drug.classes
        },
        treatments=data["treatments"],
        kinds=data["kinds"],
    )


def _folded(words: str) -> str:
    return _MARKS.sub(" ", words.replace("&", " and ")).strip().casefold()


@cache
def _specialties() -> dict[str, str]:
    listed = _data()["specialties"]
    return {_folded(each): to for to, names in listed.items() for each in (to, *names)}


@cache
def _data() -> dict[str, Any]:
    text = files(__package__).joinpath("categories.yaml").read_text("utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]
