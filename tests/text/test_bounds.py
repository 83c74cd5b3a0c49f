"""No input, however odd, makes the room slow: cost grows with length, not faster."""

import time
from collections.abc import Callable

import pytest

from openimr.text import clean, find_dates, find_numbers, find_sentences, scopes

ODD = {
    "lists without an end": "no a or b, " * 3000,
    "denials without a stop": "denies pain and " * 3000,
    "parentheses": "no " + "(" * 30000,
    "full stops": "." * 30000,
    "spaces": " " * 60000,
    "line ends": "\n" * 60000,
    "soft hyphens": "\u00ad " * 20000,
    "strokes": "1/" * 20000,
    "figures": "1" * 60000,
    "dates": "10/16/14 " * 4000,
    "months": "May " * 10000,
    "years": "in 2007 " * 4000,
    "counts": "one two three " * 4000,
    "endings": "has been resolved " * 3000,
    "labels": "Ab: " * 5000,
    "one word": "a" * 100000,
    "run together": "abcdE" * 10000,
}
READERS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "dates": lambda text: list(find_dates(text)),
    "sentences": lambda text: list(find_sentences(text)),
    "numbers": lambda text: list(find_numbers(text)),
    "scopes": scopes,
}
SECONDS = 2.0
"""Ten times what the slowest takes; quadratic cost would take minutes."""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ODD)
def test_odd_text_is_read_in_time(kind: str, reader: str) -> None:
    began = time.perf_counter()
    READERS[reader](ODD[kind])

    assert time.perf_counter() - began < SECONDS
