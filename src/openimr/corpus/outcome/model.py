"""The model as a file: plain JSON, so that one from a stranger can be read safely."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from openimr.corpus.extra import needed
from openimr.errors import (
    MissingInputError,
    TooLargeError,
    UnreadableFileError,
)

from .abstaining import Coverage
from .auditing import GroupCalibration
from .calibration import ISOTONIC, PLATT, Calibration
from .features import Encoder, Term
from .items import Item
from .measures import Figures
from .splitting import Split

FORMAT: Literal["openimr.outcome/1"] = "openimr.outcome/1"
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One of the three stretches of time."""

    name: str
    items: int
    overturned: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntFrom:
    """The corpus that a model comes from."""

    digest: str
    items: int
    """Of the programme."""

    decided: int
    """Those with a decision and a day."""

    used: int
    """Fewer where letters were drawn."""

    replayed: bool
    """Whether criteria were among the features."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature adds to the score."""

    name: str
    rarity: float
    coefficient: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights that add up to a score."""

    intercept: float
    year: tuple[float, float, float, float]
    year_coefficient: float
    weights: tuple[Weight, ...]

    def encoder(self) -> Encoder:
        """Return what turns items into numbers."""
        terms = tuple(Term(weight.name, weight.rarity) for weight in self.weights)
        return Encoder(terms, self.year)

    def scores(self, items: Sequence[Item], encoder: Encoder) -> Any:
        """Return the score of each item, as an array; not a probability yet."""
        numpy = needed("numpy", "outcome")
        weights = numpy.array(
            [*(weight.coefficient for weight in self.weights), self.year_coefficient]
        )
        return encoder.matrix(items) @ weights + self.intercept


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What probabilities were worth on items that nothing was fitted on."""

    figures: Figures
    answered: Coverage | None
    """With the threshold; None where the model always abstains."""

    curve: tuple[Coverage, ...]
    groups: tuple[GroupCalibration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights, calibration, and all that must be known to judge them."""

    format: Literal["openimr.outcome/1"]
    purpose: str
    version: str
    learnt_from: LearntFrom
    split: Split
    slices: tuple[Slice, ...]
    strength: float
    """Inverse of how strongly weights are held down."""

    scorer: Scorer
    calibration: Calibration
    threshold: float | None
    """Probability of the likelier outcome below which the model abstains."""

    tested: Tested

    def probabilities(self, items: Sequence[Item], encoder: Encoder) -> Any:
        """Return the probability of "overturned" of each item, as an array."""
        return self.calibration.of(self.scorer.scores(items, encoder))


_FILE = TypeAdapter(Model)


def write_model(model: Model) -> bytes:
    """Return a model as a file: the same bytes for the same model."""
    return _FILE.dump_json(model, indent=1) + b"\n"


def read_model(path: Path) -> Model:
    """Return the model in a file.

    Nothing in the file is carried out: it holds names and numbers.

    Raises:
        MissingInputError: there is no such file.
        TooLargeError: it is larger than any model.
        UnreadableFileError: it is no model, one of another version, or damaged.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            megabytes = f"{_MOST_BYTES // 1_000_000} MB"
            raise TooLargeError(path, "the model is large", megabytes)
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise MissingInputError(path) from problem
    except (OSError, ValueError) as problem:
        raise UnreadableFileError(path, "the system refuses it") from problem
    try:
        model = _FILE.validate_json(data, strict=True)
    except ValidationError as problem:
        raise UnreadableFileError(path, "it holds no outcome model") from problem
    if not _is_sound(model):
        raise UnreadableFileError(path, "its numbers do not fit together")
    return model


def _is_sound(model: Model) -> bool:
    scorer = model.scorer
    numbers = [scorer.intercept, scorer.year_coefficient, *scorer.year]
    numbers += [weight.rarity for weight in scorer.weights]
    numbers += [weight.coefficient for weight in scorer.weights]
    numbers += [*model.calibration.xs, *model.calibration.ys]
    return (
        all(map(isfinite, numbers))
        and scorer.year[1] > 0
        and len({weight.name for weight in scorer.weights}) == len(scorer.weights)
        and _fits(model.calibration)
    )


def _fits(calibration: Calibration) -> bool:
    xs, ys = calibration.xs, calibration.ys
    if calibration.method == PLATT:
        return len(xs) == 2 and not ys
    rising = all(list(values) == sorted(values) for values in (xs, ys))
    inside = all(0 <= value <= 1 for value in ys)
    known = calibration.method == ISOTONIC
    return known and len(xs) == len(ys) > 0 and rising and inside
