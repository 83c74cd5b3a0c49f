"""Numbers written as figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from .patterns import any_of
from .signs import lowered

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
_ONE_TO_NINE = any_of([word for word, value in _UNITS.items() if 0 < value < 10])
_BELOW_HUNDRED = rf"(?:{any_of(_TENS)}(?:[\s-]+{_ONE_TO_NINE})?|{any_of(_UNITS)})"
_AND = r"(?:(?:[\s-]+and)?[\s-]+"
_HUNDREDS = rf"(?:{any_of(_UNITS)}|an?)[\s-]+hundred{_AND}{_BELOW_HUNDRED})?"
_BELOW_THOUSAND = rf"(?:{_HUNDREDS}|{_BELOW_HUNDRED})"
_NUMBER = (
    rf"(?:(?:{_BELOW_THOUSAND}|an?)[\s-]+thousand{_AND}{_BELOW_THOUSAND})?"
    rf"|{_BELOW_THOUSAND}|hundred|thousand)"
)
_IN_WORDS = re.compile(rf"\b{_NUMBER}\b(?!-(?:half|third|quarter|fourth|tenth))")
_WHOLE = re.compile(_NUMBER)
_FIGURES = re.compile(
    r"""
    [0-9](?<![\w.,/-].)[0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])  # 1,200
  | [0-9](?<![\w.].)[0-9]*(?:\.[0-9]+)?                                # 120 or 7.5
  | \.(?<![\w.].)[0-9]+                                                # .5
    """,
    re.VERBOSE,
)
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and where it stands."""

    value: float
    start: int
    end: int


def number_in_words(words: str) -> int | None:
    """Return the value of a number in words, or None.

    >>> number_in_words("fifty-two"), number_in_words("a hundred and twenty")
    (52, 120)
    >>> number_in_words("several") is None
    True
    """
    lower = words.strip().lower()
    if _WHOLE.fullmatch(lower) is None:
        return None
    thousands, group = 0, 0
    for word in re.split(r"[\s-]+", lower):
        if word == "hundred":
            group = 100 * (group or 1)
        elif word == "thousand":
            thousands, group = 1000 * (group or 1), 0
        else:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return thousands + group


def number_or_zero(words: str) -> float:
    """Return the value of a number in figures or words; 0 where it is neither.

    >>> number_or_zero("7.5"), number_or_zero("twelve"), number_or_zero("several")
    (7.5, 12.0, 0.0)
    """
    if words[:1].isdecimal():
        return float(words)
    return float(number_in_words(words) or 0)


def find_numbers(text: str) -> Iterator[NumberMention]:
    """Yield every number of a text in order, figures and words alike.

    >>> [n.value for n in find_numbers("#120, ninety, 7.5 mg, forty-five")]
    [120.0, 90.0, 7.5, 45.0]
    """
    found = [
        NumberMention(float(m[0].replace(",", "")), *m.span())
        for m in _FIGURES.finditer(text)
    ]
    for match in _IN_WORDS.finditer(lowered(text)):
        value = number_in_words(match[0])
        if value is not None:
            found.append(NumberMention(float(value), *match.span()))
    return iter(sorted(found, key=_START))
