"""What to ask the records about an item: its criteria's facts and a few beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import Criterion, Edition, FactQuestion, Group, ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    kinds: tuple[ItemKind, ...]
    treatments: tuple[str, ...]
    """Families for which alone the group is asked; none: for every one."""

    facts: tuple[str, ...]

    def is_for(self, kind: ItemKind, treatment: str | None) -> bool:
        meant = not self.treatments or treatment in self.treatments
        return kind in self.kinds and meant


def questions(
    kind: ItemKind, editions: Sequence[Edition], treatment: str | None = None
) -> tuple[FactQuestion, ...]:
    """Return one question a fact, those that criteria ask first.

    Where several criteria ask for one fact, the drugs that answer it are joined.
    ``treatment`` is the item's family, for facts that make sense in few of them.

    >>> [asked.fact for asked in questions(ItemKind.THERAPY, ())][:2]
    ['diagnosis_stated', 'rationale_stated']
    """
    drugs: dict[str, list[str]] = {}
    for edition in editions:
        for criterion in criteria_of(edition):
            known = drugs.setdefault(criterion.fact, [])
            known += [drug for drug in criterion.drugs if drug not in known]
    for group in _standing():
        if group.is_for(kind, treatment):
            for fact in group.facts:
                drugs.setdefault(fact, [])
    return tuple(
        FactQuestion(fact=fact, drugs=tuple(names)) for fact, names in drugs.items()
    )


def criteria_of(edition: Edition) -> Iterator[Criterion]:
    """Yield every criterion of an edition, whatever its role, gates included."""
    if edition.required is not None:
        yield from _walk(edition.required)
    yield from edition.contraindications
    yield from edition.advisory
    yield from edition.compare


def _walk(group: Group) -> Iterator[Criterion]:
    if group.when is not None:
        yield group.when
    for part in group.parts:
        if isinstance(part, Group):
            yield from _walk(part)
        else:
            yield part


@cache
def _standing() -> tuple[_Group, ...]:
    text = files(__package__).joinpath("questions.yaml").read_text("utf-8")
    return tuple(
        _Group(
            kinds=tuple(ItemKind(kind) for kind in entry["kinds"]),
            treatments=tuple(entry.get("treatments", ())),
            facts=tuple(entry["facts"]),
        )
        for entry in yaml.safe_load(text)
    )
