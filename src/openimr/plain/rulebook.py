"""The rules behind a determination, which gives only how each of them came out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from openimr.domain import Criterion, CriterionEntry, FactDefinition, Family

_Key = tuple[str, str, str]


def _key(rule: Criterion | CriterionEntry) -> _Key:
    return rule.id, rule.guideline, rule.statement


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Criteria with their limits, and what documents each fact."""

    criteria: Mapping[_Key, Criterion] = field(default_factory=dict)
    facts: Mapping[str, FactDefinition] = field(default_factory=dict)

    @classmethod
    def of(
        cls, families: Iterable[Family], facts: Mapping[str, FactDefinition]
    ) -> "Rulebook":
        """Return the book of a guideline library.

        A criterion that stands twice with different limits is left out: which of them
        was applied cannot be told from the determination.
        """
        found: dict[_Key, Criterion] = {}
        doubtful: set[_Key] = set()
        for rule in _criteria(families):
            if found.setdefault(_key(rule), rule).limit != rule.limit:
                doubtful.add(_key(rule))
        kept = {key: rule for key, rule in found.items() if key not in doubtful}
        return cls(kept, facts)

    def rule(self, entry: CriterionEntry) -> Criterion | None:
        """Return the criterion that an entry is about, where it is known."""
        return self.criteria.get(_key(entry))


def _criteria(families: Iterable[Family]) -> Iterator[Criterion]:
    for family in families:
        for edition in family.editions:
            if edition.required is not None:
                yield from edition.required.criteria()
            yield from edition.contraindications
