"""Which treatment family a request names.

A family is named by its own words, by a product, by its drug substances, or by a
general word beside a more particular one.  Of several families the longest name wins,
unless a family yields to another (:attr:`openimr.domain.Treatment.yields_to`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openimr.domain import ItemKind, Treatment

from .words import Found, Names, spell

PURPOSE = frozenset({"for", "after", "following", "status", "due"})
"""What stands behind these words says why a treatment is asked for."""


_TELLING = 4
"""Letters of a word by which families are near each other."""


@dataclass(frozen=True, slots=True)
class DrugName:
    """A drug under one of its names."""

    drug: str
    is_brand: bool
    others: tuple[str, ...] = ()
    """Further substances of a combination."""


class _Phrases:
    """Some words and phrases, looked for among a request's words."""

    def __init__(self, phrases: Sequence[str]) -> None:
        spelt = [spell(phrase) for phrase in phrases]
        self._single = frozenset(phrase[0] for phrase in spelt if len(phrase) == 1)
        self._longer = sorted((p for p in spelt if len(p) > 1), key=lambda p: -len(p))

    def __bool__(self) -> bool:
        return bool(self._single or self._longer)

    def words(self) -> Iterator[str]:
        """Yield every word of the phrases."""
        yield from self._single
        for phrase in self._longer:
            yield from phrase

    def longest_in(self, words: list[str]) -> int:
        """Return the length of the longest that stands there; 0 for none."""
        for phrase in self._longer:
            if _stands(phrase, words):
                return len(phrase)
        return 0 if self._single.isdisjoint(words) else 1


@dataclass(frozen=True, slots=True)
class _Rules:
    """A family's conditions, its words spelt as requests are compared."""

    order: int
    family: Treatment
    only_with: "_Phrases"
    excludes: "_Phrases"


@dataclass(frozen=True, slots=True)
class _Own:
    """A name of a family; ``beside`` lists words of which one must stand near it."""

    rules: _Rules
    beside: "_Phrases | None" = None


class Candidate(NamedTuple):
    """A family that the words name, and how well."""

    rules: _Rules
    length: int
    first: int
    aside: bool
    """Named only as the purpose of what is asked for."""

    @property
    def family(self) -> Treatment:
        """Return the family itself."""
        return self.rules.family

    def rank(self) -> tuple[bool, int, int, int]:
        """Return what candidates are sorted by, the best first."""
        return self.aside, -self.length, self.first, self.rules.order


class FamilyFinder:
    """Finds the treatment family of a request's words."""

    def __init__(self, treatments: Sequence[Treatment]) -> None:
        rules = [_rules(order, family) for order, family in enumerate(treatments)]
        self._rules = rules
        self._names = Names(_own_names(rules))
        self._by_ingredient: dict[str, list[_Rules]] = {}
        for rule in rules:
            for ingredient in rule.family.ingredients:
                self._by_ingredient.setdefault(ingredient.lower(), []).append(rule)

    def words(self) -> Iterator[str]:
        """Yield every word that names a family or tells it from another."""
        yield from self._names.words()
        for rule in self._rules:
            yield from rule.only_with.words()
            yield from rule.excludes.words()
            for entry in rule.family.beside:
                yield from _Phrases(entry.words).words()

    def nearest(self, words: list[str], kind: ItemKind, most: int = 3) -> list[str]:
        """Return the families whose names share most words with a request, by id.

        Families of the request's kind come first; none is returned that shares no word.
        """
        asked = {word for word in words if len(word) >= _TELLING}
        shared = {
            rule.family.id: max(
                (len(asked & (own := set(spell(name)))) / len(asked | own), name)
                for name in (*rule.family.names, *rule.family.brands, rule.family.id)
            )[0]
            + (rule.family.kind is kind)
            for rule in self._rules
        }
        near = [name for name, share in shared.items() if share % 1 > 0]
        return sorted(near, key=lambda name: (-shared[name], name))[:most]

    def best(
        self, words: list[str], drugs: Sequence[Found[DrugName]]
    ) -> Candidate | None:
        """Return the family that the words name; None where they name none."""
        candidates = self._candidates(words, drugs)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        named = {candidate.family.id for candidate in candidates}
        standing = [
            candidate
            for candidate in candidates
            if not named.intersection(candidate.family.yields_to)
        ]
        return min(standing or candidates, key=Candidate.rank, default=None)

    def _candidates(
        self, words: list[str], drugs: Sequence[Found[DrugName]]
    ) -> list[Candidate]:
        start = len(words)
        if not PURPOSE.isdisjoint(words):
            start = next(at for at, word in enumerate(words) if word in PURPOSE)
        found: dict[str, Candidate] = {}
        for rules, length, first in (
            *self._named(words, drugs),
            *self._of_drugs(words, drugs),
        ):
            if rules.excludes.longest_in(words):
                continue
            candidate = Candidate(rules, length, first, first > start)
            name = rules.family.id
            if name not in found or candidate.rank() < found[name].rank():
                found[name] = candidate
        return list(found.values())

    def _named(
        self, words: list[str], drugs: Sequence[Found[DrugName]]
    ) -> Iterator[tuple[_Rules, int, int]]:
        matches = list(self._names.find(words))
        if not matches:
            return
        longer: list[Found[_Own] | Found[DrugName]] = [*matches, *drugs]
        for match in matches:
            own = match.means
            if len(longer) > 1 and any(_inside(match, other) for other in longer):
                continue
            if own.beside is None:
                yield own.rules, match.length, match.first
            elif beside := own.beside.longest_in(words):
                yield own.rules, match.length + beside, match.first

    def _of_drugs(
        self, words: list[str], drugs: Sequence[Found[DrugName]]
    ) -> Iterator[tuple[_Rules, int, int]]:
        if not drugs:
            return
        counted: dict[int, tuple[_Rules, dict[str, int], int]] = {}
        for found in drugs:
            name = found.means
            for substance in (name.drug, *name.others):
                for rules in self._rules_of(substance):
                    if substance != name.drug and rules.family.ingredients_needed < 2:
                        continue
                    entry = counted.setdefault(rules.order, (rules, {}, found.first))
                    entry[1][substance] = found.length
        for rules, substances, first in counted.values():
            enough = len(substances) >= rules.family.ingredients_needed
            if enough and (not rules.only_with or rules.only_with.longest_in(words)):
                several = rules.family.ingredients_needed > 1
                lengths = substances.values()
                yield rules, sum(lengths) if several else max(lengths), first

    def _rules_of(self, substance: str) -> list[_Rules]:
        """Return the families of a substance; ``X topical`` is a form of ``X``."""
        known = self._by_ingredient.get(substance)
        return known or self._by_ingredient.get(substance.removesuffix(" topical"), [])


def _rules(order: int, family: Treatment) -> _Rules:
    return _Rules(order, family, _Phrases(family.only_with), _Phrases(family.excludes))


def _own_names(rules: Sequence[_Rules]) -> Iterator[tuple[str, _Own]]:
    for rule in rules:
        for name in (*rule.family.names, *rule.family.brands):
            yield name, _Own(rule)
        for entry in rule.family.beside:
            words = _Phrases(entry.words)
            for name in entry.names:
                yield name, _Own(rule, words)


def _inside(match: Found[_Own], other: Found[_Own] | Found[DrugName]) -> bool:
    return (
        other.first <= match.first
        and match.after <= other.after
        and match.length < other.length
    )


def _stands(phrase: list[str], words: list[str]) -> bool:
    first, size = phrase[0], len(phrase)
    if first not in words:
        return False
    return any(
        words[at : at + size] == phrase
        for at, word in enumerate(words)
        if word == first
    )
