"""Agreement beyond chance, against figures that others have published."""

import pytest

from openimr.corpus.replay.kappa import Kappa, kappa

Table = list[list[int]]


def pairs(table: Table) -> dict[tuple[str, str], int]:
    return {
        (str(one), str(other)): count
        for one, row in enumerate(table)
        for other, count in enumerate(row)
    }


def test_the_worked_example_of_fleiss() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions: kappa .676, s.e. .088.
    found = kappa(pairs([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))

    assert found is not None
    assert found.low is not None
    assert found.value == pytest.approx(0.676, abs=5e-4)
    assert (found.value - found.low) / 1.96 == pytest.approx(0.088, abs=5e-4)


def test_two_by_two_by_hand() -> None:
    # Observed (20 + 15) / 50 = .7; by chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / .5.
    found = kappa(pairs([[20, 5], [10, 15]]))

    assert found is not None
    assert found.value == pytest.approx(0.4)


def test_what_always_agrees_has_no_interval() -> None:
    assert kappa(pairs([[3, 0], [0, 4]])) == Kappa(1.0, None, None)


@pytest.mark.parametrize(
    "table",
    [[], [[1]], [[5, 0], [0, 0]], [[5, 3], [0, 0]], [[5, 0], [3, 0]]],
)
def test_a_side_that_always_says_the_same_has_no_kappa(table: Table) -> None:
    assert kappa(pairs(table)) is None
