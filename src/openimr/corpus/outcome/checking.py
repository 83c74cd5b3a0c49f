"""A model on a corpus: what its probabilities are worth, and what surprises it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.errors import InputError

from .items import Item, items_of
from .measures import Bin
from .model import Model, Tested
from .training import tested

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """A published item that came out otherwise than items like it."""

    item: str
    letter: str
    source: str
    number: int
    requested: str
    treatment: str
    day: dt.date
    published: str
    probability: float
    """Of what was published, by the model."""

    alike: Bin
    """Items of like probability in the slice that the model was tested on."""


def check(model: Model, corpus: Corpus) -> Tested:
    """Return what a model is worth on a corpus, on the days after it was calibrated.

    Raises:
        InputError: nothing in the corpus is as late as that.
    """
    items, probabilities = _later(model, corpus)
    return tested(items, probabilities, model.threshold)


def surprises(model: Model, corpus: Corpus, most: int) -> tuple[Surprise, ...]:
    """Return published items that the model did not expect, as many of each outcome.

    Only days after those that the model was fitted on count.  Within an outcome the
    least expected stand first; the outcomes stand by name.

    Raises:
        InputError: nothing in the corpus is as late as that.
    """
    items, probabilities = _later(model, corpus)
    bins = model.tested.figures.bins
    found: dict[str, list[Surprise]] = {"overturned": [], "upheld": []}
    for item, p in zip(items, map(float, probabilities), strict=True):
        published = "overturned" if item.overturned else "upheld"
        found[published].append(_surprise(item, published, p, bins))
    return tuple(
        each
        for published in sorted(found)
        for each in sorted(found[published], key=lambda s: (s.probability, s.item))[
            :most
        ]
    )


def _surprise(item: Item, published: str, p: float, bins: tuple[Bin, ...]) -> Surprise:
    return Surprise(
        item=item.item,
        letter=item.letter,
        source=item.source,
        number=item.number,
        requested=item.requested,
        treatment=item.treatment,
        day=item.day,
        published=published,
        probability=p if item.overturned else 1 - p,
        alike=next((each for each in bins if p <= each.high), bins[-1]),
    )


def _later(model: Model, corpus: Corpus) -> tuple[list[Item], Any]:
    """Return the items of the days after calibration, and their probabilities."""
    numpy = needed("numpy", "outcome")
    encoder = model.scorer.encoder()
    items: list[Item] = []
    found: list[Any] = []
    every = items_of(corpus, since=model.split.test_from)
    while chunk := list(islice(every, _AT_ONCE)):
        found.append(model.probabilities(chunk, encoder))
        items += _without_words(chunk)
    if not items:
        raise InputError(
            f"{corpus.folder}: no item was decided on or after "
            f"{model.split.test_from:%m/%d/%Y}, when the test of the model begins.  "
            "Give a corpus with later letters."
        )
    return items, numpy.concatenate(found)


def _without_words(items: list[Item]) -> Iterator[Item]:
    """Yield items without their words, of which a large corpus has too many."""
    for item in items:
        yield replace(item, words=(), tokens=())
