"""What of a summary may be learnt from."""

import pytest

from openimr.corpus.outcome.blotting import words_of


@pytest.mark.parametrize(
    "sentence",
    [
        "The request was not medically necessary.",
        "Utilization review denied it on 03/02/2014.",
        "The prior UR decision was overturned!",
        "It was non-certified.",
        "The reviewer upheld the denial;",
        "The MTUS guidelines do not support the request.",
        "This is medically\nnecessary.",
        "The requested therapy was approved.",
    ],
)
def test_a_sentence_that_tells_of_an_outcome_goes_whole(sentence: str) -> None:
    assert words_of(f"Spasm was noted.  {sentence}  Pain persists.") == [
        *("spasm", "was", "noted"),
        *("pain", "persists"),
    ]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("The 45 year-old female has pain", ["the", "has", "pain"]),
        ("A 52-year-old man reports pain", ["reports", "pain"]),
        ("He hurt his back", ["hurt", "back"]),
        ("Mrs. sits with her husband", ["sits", "with"]),
    ],
)
def test_age_and_sex_are_blotted_out(words: str, left: list[str]) -> None:
    assert words_of(words) == left


@pytest.mark.parametrize("nothing", [None, "", "  ", "12 34"])
def test_of_nothing_nothing_is_left(nothing: str | None) -> None:
    assert words_of(nothing) == []
