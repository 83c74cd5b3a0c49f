"""Numbers in figures and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.text import find_numbers, number_in_words

WORDS = [
    ("zero", 0),
    ("one", 1),
    ("Nineteen", 19),
    ("twenty", 20),
    ("twenty-one", 21),
    ("forty five", 45),
    ("a hundred", 100),
    ("hundred", 100),
    ("one hundred and twenty", 120),
    ("one hundred twenty", 120),
    ("one hundred-twenty", 120),
    ("a hundred and five", 105),
    ("two hundred forty", 240),
    ("a thousand", 1000),
    ("one thousand two hundred", 1200),
]


@pytest.mark.parametrize(("words", "value"), WORDS, ids=[w for w, _ in WORDS])
def test_numbers_in_words_have_their_value(words: str, value: int) -> None:
    assert number_in_words(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a",
        "and",
        "several",
        "twenty fifteen",
        "one two",
        "sixty-",
        "five hundredth",
    ],
)
def test_other_words_are_no_numbers(words: str) -> None:
    assert number_in_words(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#120 or ninety", [(120.0, "120"), (90.0, "ninety")]),
        ("sixty (60) tablets", [(60.0, "sixty"), (60.0, "60")]),
        ("a hundred tablets", [(100.0, "a hundred")]),
        ("1,200.5 mg", [(1200.5, "1,200.5")]),
        ("0.25 mg or .5 mg", [(0.25, "0.25"), (0.5, ".5")]),
        ("one two-hour visit", [(1.0, "one"), (2.0, "two")]),
        ("10/325", [(10.0, "10"), (325.0, "325")]),
        ("one-half tablet", []),
        ("someone at L4", []),
        ("9792.20.1", [(9792.2, "9792.20")]),
    ],
)
def test_numbers_are_found_where_they_stand(
    text: str, found: list[tuple[float, str]]
) -> None:
    assert [(n.value, text[n.start : n.end]) for n in find_numbers(text)] == found


@given(st.text(max_size=60))
def test_numbers_of_any_text_come_in_order(text: str) -> None:
    starts = [number.start for number in find_numbers(text)]

    assert starts == sorted(starts)


@given(st.integers(1, 9), st.integers(0, 99))
def test_hundreds_and_the_rest_add_up(hundreds: int, rest: int) -> None:
    names = "zero one two three four five six seven eight nine".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    teens = (
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen"
    ).split()
    below = [*names, *teens]
    below += [f"{ten}-{one}" if one != "zero" else ten for ten in tens for one in names]

    words = f"{names[hundreds]} hundred" + (f" {below[rest]}" if rest else "")

    assert number_in_words(words) == 100 * hundreds + rest
