"""From scores to probabilities, when to abstain, and group by group."""

import datetime as dt

import pytest

numpy = pytest.importorskip("numpy")
pytest.importorskip("sklearn")

from openimr.corpus.outcome.abstaining import (  # noqa: E402
    coverage,
    curve,
    find_threshold,
)
from openimr.corpus.outcome.auditing import LEAST, audit  # noqa: E402
from openimr.corpus.outcome.calibration import calibrate, platt  # noqa: E402
from openimr.corpus.outcome.items import Item  # noqa: E402
from openimr.corpus.stats.intervals import wilson  # noqa: E402


def test_platt_finds_the_curve_that_the_outcomes_follow() -> None:
    dice = numpy.random.default_rng(3)
    scores = dice.normal(size=20_000)
    came = (dice.random(20_000) < 1 / (1 + numpy.exp(-(2 * scores - 1)))).astype(float)

    slope, offset = platt(scores, came).xs

    assert slope == pytest.approx(2, abs=0.1)
    assert offset == pytest.approx(-1, abs=0.06)


def test_isotonic_regression_is_for_many_of_either_outcome() -> None:
    dice = numpy.random.default_rng(4)
    scores = dice.random(6_000)
    came = (dice.random(6_000) < scores).astype(float)

    many, few = calibrate(scores, came), calibrate(scores[:600], came[:600])

    assert (many.method, few.method) == ("isotonic", "platt")
    found = many.of(numpy.linspace(-1, 2, 301))
    assert (numpy.diff(found) >= 0).all()
    assert found.min() > 0
    assert found.max() < 1
    assert float(many.of(numpy.array([0.5]))[0]) == pytest.approx(0.5, abs=0.06)


def test_coverage_counts_what_is_sure_and_wrong() -> None:
    p = numpy.array([0.05, 0.1, 0.4, 0.8])
    came = numpy.array([0.0, 1.0, 1.0, 1.0])

    sure = coverage(p, came, 0.8)

    assert (sure.answered, sure.items, sure.wrong) == (3, 4, 1)
    assert sure.interval == wilson(1, 3)
    assert [(each.answered, each.wrong) for each in curve(p, came)][-1] == (4, 2)


def test_the_threshold_halves_the_error_of_the_commoner_answer() -> None:
    # 1,000 sure items without an error, 200 at even odds: a base rate of a twelfth.
    p = numpy.concatenate([numpy.full(1000, 0.02), numpy.full(200, 0.45)])
    came = numpy.concatenate([numpy.zeros(1000), numpy.tile([0.0, 1.0], 100)])

    assert find_threshold(p, came) == 0.98


def test_who_knows_nothing_always_abstains() -> None:
    came = numpy.tile([0.0, 0.0, 0.0, 1.0], 50)

    assert find_threshold(numpy.full(200, 0.25), came) is None


def item(number: int, sex: str, treatment: str = "tens") -> Item:
    return Item(
        item=str(number),
        letter=str(number),
        source="",
        number=1,
        requested="",
        day=dt.date(2020, 1, 1),
        overturned=number % 4 == 0,
        tokens=(),
        words=(),
        age="40-49",
        sex=sex,
        treatment=treatment,
    )


def groups(sizes: dict[str, int]) -> dict[str, int]:
    items = [
        item(number, "female", name)
        for name, size in sizes.items()
        for number in range(size)
    ]
    found = audit(items, numpy.full(len(items), 0.25))
    return {each.group: each.items for each in found if each.dimension == "treatment"}


def test_a_group_is_held_against_what_was_expected_of_it() -> None:
    items = [item(number, "female") for number in range(40)]
    items += [item(number, "male") for number in range(20)]

    found = audit(items, numpy.array([0.25] * 40 + [0.9] * 20))

    female, male = (each for each in found if each.dimension == "sex")
    assert (female.items, female.overturned, female.expected) == (40, 10, 0.25)
    assert (female.off, male.off) == (False, True)
    assert male.interval == wilson(5, 20)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 30, "b": 20}, {"a": 30, "b": 20}),
        ({"a": 30, "b": 6, "c": 7}, {"a": 30, "smaller groups together": 13}),
        # One alone would be the total less the others.
        ({"a": 30, "b": 12, "c": 7}, {"a": 30, "smaller groups together": 19}),
        ({"a": 30, "b": 3, "c": 2}, {"smaller groups together": 35}),
        ({"a": 5, "b": 4}, {}),
    ],
)
def test_small_groups_cannot_be_computed(
    sizes: dict[str, int], shown: dict[str, int]
) -> None:
    assert groups(sizes) == shown
    assert all(size >= LEAST for size in shown.values())
