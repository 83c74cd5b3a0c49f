"""The names by which people ask for drugs, treatments and guidelines."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process

from openimr.domain import Vocabulary
from openimr.errors import InputError

_PAGE = re.compile(r"(?P<guideline>.+?)[\s:,]+(?:p(?:age|\.)?\s*)?(?P<page>\d{1,5})")
_NEAR = 75
"""Likeness, of 100, from which a name is offered instead."""


@dataclass(frozen=True, slots=True)
class Names:
    """Other names of values, by field and folded name."""

    known: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def meant(self, name: str, value: str) -> frozenset[str]:
        """Return the values that a name of a field stands for; empty: not known."""
        page = _PAGE.fullmatch(value) if name == "page" else None
        if page is not None:
            guidelines = self.meant("guideline", page["guideline"])
            return frozenset(f"{each} {int(page['page'])}" for each in guidelines)
        return self.known.get(name, {}).get(folded(value), frozenset())

    def all_of(self, name: str) -> tuple[str, ...]:
        """Return every name known for a field's values."""
        return tuple(sorted(self.known.get(name, {})))


NO_NAMES = Names()


def names_of(
    vocabulary: Vocabulary, guidelines: Mapping[str, Iterable[str]] | None = None
) -> Names:
    """Return the names of a vocabulary, and of guidelines by their ids."""
    drugs: dict[str, set[str]] = {}
    for drug in vocabulary.drugs:
        brands = (brand for brand, _ in drug.combined_with)
        for name in (drug.name, *drug.brands, *drug.synonyms, *brands):
            drugs.setdefault(folded(name), set()).add(drug.name)
    treatments: dict[str, set[str]] = {}
    for treatment in vocabulary.treatments:
        for name in (treatment.id, *treatment.names, *treatment.brands):
            treatments.setdefault(folded(name), set()).add(treatment.id)
    cited: dict[str, set[str]] = {}
    for id_, called in (guidelines or {}).items():
        for name in (id_, *called):
            cited.setdefault(folded(name), set()).add(id_)
    tables = {"drug": drugs, "treatment": treatments, "guideline": cited}
    return Names(
        {
            name: {key: frozenset(to) for key, to in table.items()}
            for name, table in tables.items()
        }
    )


def folded(name: str) -> str:
    """Return a name without regard to case, hyphens, underscores and spaces.

    >>> folded("Lumbar_MRI ") == folded("lumbar  mri")
    True
    """
    return " ".join(re.split(r"[\s_-]+", name.casefold().strip()))


def values_meant(
    name: str, asked: Iterable[str], there: Iterable[str], names: Names = NO_NAMES
) -> tuple[str, ...]:
    """Return the values of a corpus that are meant by what was asked for.

    Args:
        name: of the field.
        asked: as people write them.
        there: every value in the corpus.
        names: other names of the values.

    Raises:
        InputError: a value is neither known nor in the corpus.
    """
    present: dict[str, set[str]] = {}
    for value in there:
        present.setdefault(folded(value), set()).add(value)
    meant: set[str] = set()
    for value in asked:
        known = names.meant(name, value)
        found = {
            each for key in (value, *known) for each in present.get(folded(key), set())
        }
        if not found and not known:
            raise _unknown(name, value, [*present, *names.all_of(name)])
        meant |= found | known
    return tuple(sorted(meant))


def _unknown(name: str, value: str, known: list[str]) -> InputError:
    near = process.extractOne(folded(value), sorted(set(known)), score_cutoff=_NEAR)
    cure = (
        f"Did you mean '{near[0]}'?"
        if near
        else f"See the values with openimr corpus stats --by {name}."
    )
    return InputError(f"{name}={value[:60]}: not in this corpus.  {cure}")
