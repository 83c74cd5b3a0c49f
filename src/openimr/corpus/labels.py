"""How the rows of a corpus are grouped: programme, specialty, category, drug class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.domain import Vocabulary


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
    specialties: Mapping[str, str] = field(default_factory=dict)
    """Names of specialties, folded, to the name to count under."""

    def group(self, treatment: str | None, kind: str, drug: str | None) -> Group:
        """Return an item's category and, of a drug, its class."""
        category = self.treatments.get(treatment or "", self.kinds.get(kind))
        return Group(category, self.classes.get(drug) if drug else None)

    def specialty(self, boards: Sequence[str]) -> str | None:
        """Return the specialty under which a reviewer's letters are counted."""
        if not boards:
            return None
        first = " ".join(boards[0].split())
        return self.specialties.get(first.casefold(), first)


def labels_for(programme: str, vocabulary: Vocabulary) -> Labels:
    """Return the labels of a review programme.

    Raises:
        KeyError: the programme is not in ``categories.yaml``.
    """
    known = _data()
    data = known["programmes"][programme]
    return Labels(
        programme=programme,
        classes={
            drug.name: drug.classes[0] for drug in vocabulary.drugs if drug.classes
        },
        treatments=data.get("treatments", {}),
        kinds=data["kinds"],
        specialties={
            name.casefold(): to
            for to, names in known["specialties"].items()
            for name in names
        },
    )


@cache
def _data() -> dict[str, Any]:
    text = files(__package__).joinpath("categories.yaml").read_text("utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]
