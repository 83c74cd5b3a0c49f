"""What nearness and separation are measured by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.precedents.exact import fisher
from openimr.corpus.precedents.parts import amounts, levels, strengths
from openimr.corpus.precedents.passages import passage
from openimr.corpus.precedents.texts import cosines


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 1, 1, 3), 0.4857142857),  # the lady tasting tea
        ((1, 9, 11, 3), 0.0027594562),
        ((0, 5, 5, 0), 0.0079365079),
        ((0, 0, 3, 4), 1.0),
    ],
)
def test_fishers_exact_test(table: tuple[int, int, int, int], p: float) -> None:
    assert fisher(*table) == pytest.approx(p)


@given(st.tuples(*[st.integers(0, 12)] * 4))
def test_the_exact_test_does_not_mind_which_side_is_which(
    table: tuple[int, int, int, int],
) -> None:
    a, b, c, d = table

    assert 0 < fisher(a, b, c, d) <= 1
    assert fisher(a, b, c, d) == fisher(c, d, a, b) == fisher(b, a, d, c)


@given(st.text(), st.lists(st.text(), max_size=4))
def test_words_of_any_kind_have_a_nearness(asked: str, texts: list[str]) -> None:
    found = cosines(asked, texts)

    if found is not None:
        assert len(found) == len(texts)
        assert all(0 <= value <= 1.0000001 for value in found)


@given(st.text(max_size=12), st.text(max_size=12), st.integers(), st.integers())
def test_details_of_any_kind_have_a_nearness(
    one: str, other: str, few: int, many: int
) -> None:
    for nearness in (strengths(one, other), levels(one, other), amounts(few, many)):
        assert 0 <= nearness <= 1


def test_the_passage_argues_from_what_is_asked() -> None:
    text = (
        "The patient hurt his back at work. No muscle spasm is told in any report. "
        "The request is therefore not medically necessary."
    )

    assert passage(text, ["muscle spasm on examination"]) == (
        "No muscle spasm is told in any report. The request is therefore not "
        "medically necessary."
    )
    assert passage("", ["spasm"]) == ""
