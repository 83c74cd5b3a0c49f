"""Intervals come out as the papers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.stats import byar, difference, wilson
from openimr.corpus.stats.intervals import Interval


def rounded(limits: Interval | None) -> tuple[float, float]:
    assert limits is not None
    return (round(limits.low, 4), round(limits.high, 4))


@pytest.mark.parametrize(
    ("hits", "among", "printed"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_the_values_of_newcombes_first_paper(
    hits: int, among: int, printed: tuple[float, float]
) -> None:
    """Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    assert rounded(wilson(hits, among)) == printed


@pytest.mark.parametrize(
    ("later", "earlier", "printed"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_differences_have_the_values_of_newcombes_second_paper(
    later: tuple[int, int], earlier: tuple[int, int], printed: tuple[float, float]
) -> None:
    """Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    assert rounded(difference(*earlier, *later)) == printed


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (10, 4.80, 18.39), (100, 81.36, 121.63)],
)
def test_byars_limits_are_near_the_exact_ones_of_poissons_law(
    count: int, low: float, high: float
) -> None:
    """Exact limits from half the chi-square quantiles; Byar's are within 0.05 here."""
    limits = byar(count)

    assert (limits.low, limits.high) == pytest.approx((low, high), abs=0.05)


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None
    assert difference(0, 0, 1, 2) is None
    assert difference(1, 2, 0, 0) is None


@given(st.integers(1, 10**7), st.data())
def test_a_share_lies_in_its_interval_and_the_interval_on_the_scale(
    among: int, data: st.DataObject
) -> None:
    hits = data.draw(st.integers(0, among))

    limits = wilson(hits, among)

    assert limits is not None
    assert 0 <= limits.low <= hits / among <= limits.high <= 1
    mirrored = wilson(among - hits, among)
    assert mirrored is not None
    assert mirrored.low == pytest.approx(1 - limits.high, abs=1e-12)


@given(st.integers(0, 10**7))
def test_a_count_lies_in_its_interval(count: int) -> None:
    limits = byar(count)

    assert 0 <= limits.low <= count <= limits.high
