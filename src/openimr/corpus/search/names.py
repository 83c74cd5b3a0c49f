"""What people call drugs, treatments, guidelines and specialties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openimr.corpus.labels import specialty_named
from openimr.domain import Vocabulary

from .fields import folded

Table = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Other names of the values of fields; all of them folded."""

    known: Mapping[str, Table] = field(default_factory=dict)
    """By field and name: the values that it stands for."""

    under: Table = field(default_factory=dict)
    """By treatment: the treatments that inherit from it."""

    drug_words: frozenset[str] = frozenset()
    """Words in names of drugs: they have no other forms."""

    def meant(self, name: str, value: str) -> frozenset[str]:
        """Return the values that a folded name stands for; empty: not known.

        A name that is not known as it stands may be known without its plural s; of a
        guideline, a few words of its name are enough.  Specialties are named as the
        counts of a corpus name them.
        """
        if name == "specialty":
            return frozenset(folded(each) for each in [specialty_named(value)] if each)
        table = self.known.get(name, {})
        found = table.get(value) or table.get(value.removesuffix("s"), frozenset())
        if found or name != "guideline":
            return found
        words = set(value.split())
        return frozenset(
            id_
            for called, ids in table.items()
            if words <= {*called.split()}
            for id_ in ids
        )

    def with_those_under(self, treatments: Iterable[str]) -> frozenset[str]:
        """Return treatments with all that inherit from them."""
        found = set(treatments)
        for each in list(found):
            found |= self.under.get(each, frozenset())
        return frozenset(found)


NO_NAMES = Names()


def names_of(
    vocabulary: Vocabulary,
    guidelines: Mapping[str, Iterable[str]],
) -> Names:
    """Return the names that queries are understood by.

    Args:
        vocabulary: drugs with their brands, treatments with their names.
        guidelines: names by id.
    """
    drugs = _drugs(vocabulary)
    classes = {each for drug in vocabulary.drugs for each in drug.classes}
    return Names(
        known={
            "drug": _frozen(drugs),
            "class": _frozen({folded(each): {folded(each)} for each in classes}),
            "treatment": _frozen(_treatments(vocabulary, drugs)),
            "guideline": _frozen(_by_name(guidelines)),
        },
        under=_frozen(_under(vocabulary)),
        drug_words=frozenset(word for name in drugs for word in name.split()),
    )


def _drugs(vocabulary: Vocabulary) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for drug in vocabulary.drugs:
        mixtures = (brand for brand, _ in drug.combined_with)
        for name in (drug.name, *drug.brands, *drug.synonyms, *mixtures):
            found.setdefault(folded(name), set()).add(folded(drug.name))
    return found


def _treatments(
    vocabulary: Vocabulary, drugs: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Return treatments by name, and by the brands of their substances."""
    found: dict[str, set[str]] = {}
    of_drug: dict[str, set[str]] = {}
    for each in vocabulary.treatments:
        id_ = folded(each.id)
        for name in (each.id, *each.names, *each.brands):
            found.setdefault(folded(name), set()).add(id_)
        for substance in each.ingredients:
            of_drug.setdefault(folded(substance), set()).add(id_)
    for name, substances in drugs.items():
        ids = {id_ for each in substances for id_ in of_drug.get(each, ())}
        if ids and name not in found:
            found[name] = ids
    return found


def _under(vocabulary: Vocabulary) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in vocabulary.treatments:
        for ancestor in each.ancestors:
            found.setdefault(folded(ancestor), set()).add(folded(each.id))
    return found


def _by_name(names: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for value, called in names.items():
        for name in (value, *called):
            found.setdefault(folded(name), set()).add(folded(value))
    return found


def _frozen(table: Mapping[str, set[str]]) -> Table:
    return {name: frozenset(values) for name, values in table.items()}
