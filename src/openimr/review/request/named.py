"""What the words of a request name: family, drugs, kind, form, parts of the body.

Requests for one treatment differ in their amounts and in words that name nothing.
Without these they are alike, so what they name is found once and remembered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openimr.domain import Drug, ItemKind, Vocabulary

from .knowledge import GeneralWords
from .treatments import PURPOSE, Candidate, DrugName, FamilyFinder
from .words import Found, Names

_REMEMBERED = 16384
_NAMES_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What some words name."""

    family: Candidate | None
    drugs: tuple[Found[DrugName], ...]
    kind: ItemKind
    form: str | None
    """Of a drug."""

    body_parts: tuple[str, ...]
    """Each once, in the words' order."""


class Namer:
    """Finds what words name, by the names of one vocabulary and general words."""

    def __init__(self, vocabulary: Vocabulary, general: GeneralWords) -> None:
        self.families = FamilyFinder(vocabulary.treatments)
        self._drugs = Names(_drug_names(vocabulary.drugs))
        self._general = general
        self.words = frozenset(
            {
                *self.families.words(),
                *self._drugs.words(),
                *general.forms.words(),
                *general.body_parts.words(),
                *general.kinds.words(),
            }
        )
        self._telling = self.words | PURPOSE
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._named)

    def named(self, words: Sequence[str]) -> Named:
        """Return what spelt words name; places are indices of the words."""
        telling = self._telling
        return self._remembered(
            tuple([word if word in telling else _NAMES_NOTHING for word in words])
        )

    def forget(self) -> None:
        """Drop what is remembered of earlier words."""
        self._remembered.cache_clear()

    def _named(self, telling: tuple[str, ...]) -> Named:
        words = list(telling)
        drugs = tuple(self._drugs.longest(words))
        family = self.families.best(words, drugs)
        kind = self._kind(words, family, drugs)
        form = None
        if kind is ItemKind.DRUG:
            form = next((f.means for f in self._general.forms.longest(words)), None)
        parts = (found.means for found in self._general.body_parts.longest(words))
        return Named(family, drugs, kind, form, tuple(dict.fromkeys(parts)))

    def _kind(
        self,
        words: list[str],
        family: Candidate | None,
        drugs: Sequence[Found[DrugName]],
    ) -> ItemKind:
        if family is not None:
            return family.family.kind
        if drugs:
            return ItemKind.DRUG
        cues = (found.means for found in self._general.kinds.find(words))
        return min(cues, default=(0, ItemKind.OTHER), key=lambda cue: cue[0])[1]


def _drug_names(drugs: Sequence[Drug]) -> Iterator[tuple[str, DrugName]]:
    for drug in drugs:
        combined = dict(drug.combined_with)
        for name in (drug.name, *drug.synonyms):
            yield name, DrugName(drug.name, False, combined.get(name.lower(), ()))
        for name in drug.brands:
            yield name, DrugName(drug.name, True, combined.get(name.lower(), ()))
