"""What to ask the records about an item: its criteria's facts and a few beside them."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import Criterion, Edition, FactQuestion, Group, ItemKind


def questions(kind: ItemKind, editions: Sequence[Edition]) -> tuple[FactQuestion, ...]:
    """Return one question a fact, those that criteria ask first.

    Where several criteria ask for one fact, the drugs that answer it are joined.
    """
    drugs: dict[str, list[str]] = {}
    for edition in editions:
        for criterion in criteria_of(edition):
            known = drugs.setdefault(criterion.fact, [])
            known += [drug for drug in criterion.drugs if drug not in known]
    for fact in _standing().get(kind, ()):
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
def _standing() -> dict[ItemKind, tuple[str, ...]]:
    text = files(__package__).joinpath("questions.yaml").read_text("utf-8")
    return {
        ItemKind(kind): tuple(entry["facts"])
        for kind, entry in yaml.safe_load(text).items()
    }
