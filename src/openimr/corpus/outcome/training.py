"""A model from a corpus: learnt on the past, calibrated and tested on what followed."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.corpus.tables import REPLAYED
from openimr.errors import UnreadableFileError

from . import PURPOSE
from .abstaining import coverage, curve, find_threshold
from .auditing import audit
from .calibration import calibrate
from .features import Encoder, fit_encoder
from .items import Item, count_of, items_of
from .measures import figures_of, log_loss
from .model import FORMAT, LearntFrom, Model, Scorer, Slice, Tested, Weight
from .splitting import split_by_day

MOST = 100_000
"""Items that are learnt from; of more, letters are drawn."""

STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0)
"""Tried on the last fifth of the days that are trained on."""

_HELD_OUT = 0.8
_ROUNDS = 2_000
_TABLES = ("letters", "items", *REPLAYED)
Report = Callable[[str], None]
"""Told what is under way."""


def train(
    corpus: Corpus,
    version: str,
    most: int = MOST,
    report: Report = lambda _: None,
) -> Model:
    """Return a model learnt from a corpus: the same for the same corpus.

    Args:
        corpus: what was built; replayed, if criteria are to be learnt from.
        version: of this package.
        most: about so many items; of a larger corpus letters are drawn by their names.
        report: told what is under way.

    Raises:
        InputError: there are too few items, or a part of this package is missing.
        UnreadableFileError: a part of the corpus is missing.
    """
    report("reading")
    items = list(items_of(corpus, most))
    split = split_by_day(items)
    learn_on, calibrate_on, test_on = split.slices(items)
    report("learning")
    strength = _strength(learn_on)
    scorer, encoder = _fitted(learn_on, strength)
    report("calibrating")
    came = outcomes_of(calibrate_on)
    calibration = calibrate(scorer.scores(calibrate_on, encoder), came)
    sure = find_threshold(calibration.of(scorer.scores(calibrate_on, encoder)), came)
    report("testing")
    found = calibration.of(scorer.scores(test_on, encoder))
    return Model(
        format=FORMAT,
        purpose=PURPOSE,
        version=version,
        learnt_from=_learnt_from(corpus, len(items)),
        split=split,
        slices=_slices((learn_on, calibrate_on, test_on)),
        strength=strength,
        scorer=scorer,
        calibration=calibration,
        threshold=sure,
        tested=tested(test_on, found, sure),
    )


def tested(items: Sequence[Item], probabilities: Any, sure: float | None) -> Tested:
    """Return what probabilities are worth on the items that they are of."""
    outcomes = outcomes_of(items)
    return Tested(
        figures=figures_of(probabilities, outcomes),
        answered=None if sure is None else coverage(probabilities, outcomes, sure),
        curve=curve(probabilities, outcomes),
        groups=audit(items, probabilities),
    )


def _learnt_from(corpus: Corpus, used: int) -> LearntFrom:
    count = count_of(corpus)
    return LearntFrom(
        digest=digest_of(corpus),
        items=count.items,
        decided=count.decided,
        used=used,
        replayed=bool(corpus.parts("criteria")),
    )


def outcomes_of(items: Sequence[Item]) -> Any:
    """Return 1 for each item that was overturned, else 0."""
    numpy = needed("numpy", "outcome")
    return numpy.array([item.overturned for item in items], numpy.float64)


def _strength(items: Sequence[Item]) -> float:
    """Return what does best on the last fifth of the days trained on."""
    border = items[int(len(items) * _HELD_OUT)].day
    before = [item for item in items if item.day < border]
    after = [item for item in items if item.day >= border]
    outcomes = outcomes_of(before)
    if not 0 < outcomes.sum() < len(before):
        return STRENGTHS[0]
    encoder = fit_encoder(before)
    known, later = encoder.matrix(before), encoder.matrix(after)
    losses = []
    for strength in STRENGTHS:
        fitted = _regression(strength).fit(known, outcomes)
        found = fitted.predict_proba(later)[:, 1]
        losses.append((round(log_loss(found, outcomes_of(after)), 9), strength))
    return min(losses)[1]


def _fitted(items: Sequence[Item], strength: float) -> tuple[Scorer, Encoder]:
    encoder = fit_encoder(items)
    fitted = _regression(strength).fit(encoder.matrix(items), outcomes_of(items))
    # Rounded, so that the order in which a processor adds does not show.
    *weights, of_year = [float(f"{weight:.6g}") for weight in fitted.coef_[0]]
    scorer = Scorer(
        intercept=float(f"{fitted.intercept_[0]:.6g}"),
        year=encoder.year,
        year_coefficient=of_year,
        weights=tuple(
            Weight(term.name, term.weight, weight)
            for term, weight in zip(encoder.terms, weights, strict=True)
        ),
    )
    return scorer, encoder


def _regression(strength: float) -> Any:
    linear = needed("sklearn.linear_model", "outcome")
    return linear.LogisticRegression(C=strength, max_iter=_ROUNDS)


def _slices(slices: Sequence[Sequence[Item]]) -> tuple[Slice, ...]:
    names = ("train", "calibrate", "test")
    return tuple(
        Slice(
            name=name,
            items=len(items),
            overturned=sum(item.overturned for item in items),
            first=items[0].day,
            last=items[-1].day,
        )
        for name, items in zip(names, slices, strict=True)
    )


def digest_of(corpus: Corpus) -> str:
    """Return a number for the content of the tables that a model rests on.

    Raises:
        UnreadableFileError: a part is missing or cannot be read.
    """
    made = blake2b(digest_size=16)
    for table in _TABLES:
        for path in corpus.parts(table):
            made.update(f"{table}/{path.name}\0".encode())
            try:
                made.update(blake2b(path.read_bytes(), digest_size=16).digest())
            except OSError as problem:
                raise UnreadableFileError(path, "this part cannot be read") from problem
    return made.hexdigest()
