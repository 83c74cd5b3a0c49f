"""Figures of probabilities, worked out by hand."""

from math import log

import pytest

numpy = pytest.importorskip("numpy")
metrics = pytest.importorskip("sklearn.metrics")

from openimr.corpus.outcome.measures import (  # noqa: E402
    area,
    bins_of,
    brier,
    ece,
    ece_by_chance,
    figures_of,
    log_loss,
)
from openimr.corpus.stats.intervals import wilson  # noqa: E402

P = numpy.array([0.1, 0.2, 0.6, 0.9])
CAME = numpy.array([0.0, 1.0, 1.0, 1.0])


def test_brier_is_the_mean_square() -> None:
    # (.01 + .64 + .16 + .01) / 4
    assert brier(P, CAME) == pytest.approx(0.205)


def test_log_loss_is_the_mean_surprise() -> None:
    expected = -(log(0.9) + log(0.2) + log(0.6) + log(0.9)) / 4
    assert log_loss(P, CAME) == pytest.approx(expected)


def test_ece_weighs_what_each_bin_is_off() -> None:
    # Bins (.1, .2) and (.6, .9): |1/2 - .15| and |1 - .75|, each of half the items.
    assert ece(P, CAME, many=2) == pytest.approx((0.35 + 0.25) / 2)


def test_like_probabilities_share_a_bin() -> None:
    same = numpy.array([0.2, 0.2, 0.2, 0.2, 0.7])
    found = bins_of(same, numpy.array([0.0, 0, 0, 1, 1]), many=5)

    assert [(each.items, each.overturned) for each in found] == [(4, 1), (1, 1)]
    assert found[0].interval == wilson(1, 4)
    assert (found[0].low, found[0].high, found[0].expected) == (0.2, 0.2, 0.2)


def test_the_area_counts_pairs_in_order() -> None:
    # .2, .6 and .9 each against .1 alone; with another low of .5 one pair is wrong.
    p = numpy.array([0.1, 0.5, 0.2, 0.6, 0.9])
    came = numpy.array([0.0, 0.0, 1.0, 1.0, 1.0])
    found = area(p, came)

    assert found is not None
    assert found.value == pytest.approx(5 / 6)
    # Variances of (1/2, 1, 1) and (1, 2/3), over 3 and 2.
    error = 1.959963984540054 * ((1 / 12) / 3 + (1 / 18) / 2) ** 0.5
    assert found.interval.low == pytest.approx(5 / 6 - error)
    assert found.interval.high == 1.0


def test_the_area_is_that_of_others() -> None:
    dice = numpy.random.default_rng(1)
    p = numpy.round(dice.random(500), 2)
    came = (dice.random(500) < p).astype(float)
    found = area(p, came)

    assert found is not None
    assert found.value == pytest.approx(metrics.roc_auc_score(came, p))


def test_one_outcome_alone_has_no_area() -> None:
    assert area(P, numpy.ones(4)) is None


def test_skill_is_nil_for_the_base_rate_itself() -> None:
    came = numpy.array([0.0] * 6 + [1.0] * 4)
    figures = figures_of(numpy.full(10, 0.4), came)

    assert figures.brier_base == pytest.approx(0.24)
    assert figures.skill == pytest.approx(0.0)
    assert figures.log_loss == pytest.approx(figures.log_loss_base)
    assert figures.ece == pytest.approx(0.0)
    assert figures.base == wilson(4, 10)


@pytest.mark.parametrize(("hits", "shown"), [(15, True), (14, False), (85, True)])
def test_accuracy_is_told_only_where_the_base_rate_leaves_room(
    hits: int, shown: bool
) -> None:
    came = numpy.array([1.0] * hits + [0.0] * (100 - hits))
    figures = figures_of(numpy.linspace(0.1, 0.9, 100), came)

    assert (figures.accuracy is not None) == shown


def test_what_chance_does_to_a_perfect_model_shrinks_with_its_number() -> None:
    few, most_of_few = ece_by_chance(numpy.full(100, 0.3))
    many, _ = ece_by_chance(numpy.full(10_000, 0.3))

    # One bin: the mean of |share - .3| is nearly sqrt(2 / pi * .21 / n).
    assert few == pytest.approx((2 / 3.14159 * 0.21 / 100) ** 0.5, rel=0.1)
    assert many == pytest.approx(few / 10, rel=0.1)
    assert most_of_few > few
