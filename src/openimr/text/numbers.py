"""Numbers written as figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven "
            "twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen"
        ).split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        start=2,
    )
}
_WORD = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True), "hundred"])
_WORDS = re.compile(rf"\b(?:{_WORD})(?:(?:\s+and)?[\s-]+(?:{_WORD}))*\b", re.IGNORECASE)
_FIGURES = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\w.])\d+(?:\.\d+)?"
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and where it stands."""

    value: float
    start: int
    end: int


def number_in_words(words: str) -> int | None:
    """Return the value of a number in words, or None.

    >>> number_in_words("fifty-two"), number_in_words("one hundred and twenty")
    (52, 120)
    >>> number_in_words("several") is None
    True
    """
    total, current = 0, None
    for word in re.split(r"[\s-]+", words.strip().lower()):
        if word == "and" and current is not None:
            continue
        if word == "hundred":
            total, current = total + 100 * (1 if current is None else current), 0
        elif word in _TENS and not (current or 0):
            current = _TENS[word]
        elif word in _UNITS and (not current or (current % 10 == 0 and current >= 20)):
            current = (current or 0) + _UNITS[word]
        else:
            return None
    return None if current is None else total + current


def find_numbers(text: str) -> Iterator[NumberMention]:
    """Yield every number of a text in order, figures and words alike.

    >>> [(n.value, text) for text in ["#120 or ninety"] for n in find_numbers(text)]
    [(120.0, '#120 or ninety'), (90.0, '#120 or ninety')]
    """
    found = [
        NumberMention(float(m[0].replace(",", "")), *m.span())
        for m in _FIGURES.finditer(text)
    ]
    for match in _WORDS.finditer(text):
        value = number_in_words(match[0])
        if value is not None:
            found.append(NumberMention(float(value), *match.span()))
    return iter(sorted(found, key=lambda number: number.start))
