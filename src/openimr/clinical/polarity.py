"""Which result belongs to which test: "Phalen and Durkan positive, Tinel negative".

A test of the examination is named apart from its result, before it or after it, alone
or in a row; a muscle's result is a grade of five.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

POSITIVE, NEGATIVE, UNCLEAR = 1, -1, 0

_RESULT = re.compile(
    r"(?P<weak>(?<![\d/.])(?:[0-4]\s?[+-]?|5\s?-)\s?/\s?5\b|(?<![\d/.])[0-4]\s?[+-]?"
    r" out of (?:5|five)\b|\b(?:zero|one|two|three|four)(?: plus| minus)? out of"
    r" five\b)"
    r"|(?P<full>(?<![\d/.])5\s?\+?\s?/\s?5\b|\bfive out of five\b|\b5 out of 5\b"
    r"|\bfull strength\b)"
    r"|(?P<unclear>\bequivocal\b|\bdeferred\b|\bnot (?:tested|done|performed)\b)"
    r"|(?P<no>\bnegative(?:ly)?\b|\bneg\b\.?|\(-\)|(?<=\s)-(?=\s|[.,;)]|$)|\babsent\b"
    r"|\bnormal\b|\bintact\b|\bunremarkable\b|\bdenie[ds]\b|\bno(?:t)?\b|\bwithout\b"
    r"|\bstable\b|\bbenign\b|\bquiet\b|\bback pain only\b|\bneck pain only\b)"
    r"|(?P<yes>\bpositive(?:ly)?\b|\bpos\b\.?|\(\+\)|(?<![\w/])\+{1,3}(?![\d/])|\bpresent\b"
    r"|\breproduc\w+|\belicit\w*|\bproduces?\b"
    r"|\bbrings? (?:on|out)\b|\bsets? off\b|\bsends?\b|\bprovok\w+"
    r"|\bpainful\b|\bmarked\b|\bweak(?:ness|er)?\b"
    r"|\blax(?:ity)?\b|\bopens\b|\bradiat\w+|\bto the (?:foot|toes?|calf|heel|hand"
    r"|fingers?|thumb|elbow)\b|\b(?:pain|symptoms) (?:in|into|down|below|to) the"
    r" (?:left |right )?(?:lateral )?(?:leg|calf|foot|arm|knee|hand|big toe)\b)"
)
_CLAUSE = re.compile(r";|\.\s|\n\s*\n| but |\bwhile\b|\bwhereas\b")
_TIGHT = re.compile(
    r"[\s:='s\u2019()]*(?:test|sign|maneuver|is|was|are|were|tests|signs)?\W{0,2}"
)
_ROOT_PAIN = re.compile(r"\bback pain only\b|\bneck pain only\b|\bhamstring\b|\bonly\b")


@dataclass(frozen=True, slots=True)
class SignTest:
    """A test or muscle named at a stretch of a text, with its result there."""

    start: int
    end: int
    result: int | None = None
    """POSITIVE, NEGATIVE, UNCLEAR, or None where none is told."""

    told: tuple[int, int] | None = None
    """Where the result stands."""


def results(
    low: str, first: int, last: int, tests: Sequence[SignTest]
) -> list[SignTest]:
    """Return tests of a stretch of lower-case text with the results told of them.

    >>> words = "positive phalen and tinel; finkelstein negative"
    >>> spots = [SignTest(words.index(w), words.index(w) + len(w))
    ...          for w in ("phalen", "tinel", "finkelstein")]
    >>> [each.result for each in results(words, 0, len(words), spots)]
    [1, 1, -1]

    A test with several results, one a side, comes once for each.
    """
    found: list[SignTest] = []
    for start, end in _clauses(low, first, last):
        inside = [each for each in tests if start <= each.start < end]
        if inside:
            found += _paired(low, start, end, inside)
    return found


def _clauses(low: str, first: int, last: int) -> list[tuple[int, int]]:
    cuts = [first, *(m.end() for m in _CLAUSE.finditer(low, first, last)), last]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _paired(
    low: str, start: int, end: int, tests: Sequence[SignTest]
) -> list[SignTest]:
    said = [
        each
        for each in _RESULT.finditer(low, start, end)
        if not any(test.start <= each.start() < test.end for test in tests)
    ]
    if not said:
        return [_bare(each) for each in tests]
    leads = said[0].start() < min(each.start for each in tests)
    found: list[SignTest] = []
    for test in tests:
        own = [] if leads else _between(test, tests, said)
        if len(own) > 1:
            found += [
                SignTest(test.start, test.end, *_told(each)) for each in _last_word(own)
            ]
        else:
            found.append(_one(low, test, said, leads=leads))
    return found


def _between(
    test: SignTest, tests: Sequence[SignTest], said: Sequence[re.Match[str]]
) -> list[re.Match[str]]:
    """Return the results told after a test and before the next: one for each side."""
    later = min((each.start for each in tests if each.start > test.start), default=None)
    return [
        each
        for each in said
        if each.start() >= test.end and (later is None or each.end() <= later)
    ]


def _last_word(own: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the results that stand: "positive for back pain only" is negative."""
    only = [each for each in own if each[0].endswith("only")]
    return only or own


def _told(result: re.Match[str]) -> tuple[int, tuple[int, int]]:
    return _meaning(result), result.span()


def _bare(test: SignTest) -> SignTest:
    return SignTest(test.start, test.end)


def _one(
    low: str, test: SignTest, said: Sequence[re.Match[str]], *, leads: bool
) -> SignTest:
    after = [each for each in said if each.start() >= test.end]
    before = [each for each in said if each.end() <= test.start]
    best = (before[-1] if before else None) if leads else (after[0] if after else None)
    if after and _TIGHT.fullmatch(low, test.end, after[0].start()):
        best = after[0]
    best = best or (before[-1] if before else after[0] if after else None)
    if best is None:
        return _bare(test)
    return SignTest(test.start, test.end, *_told(best))


def _meaning(result: re.Match[str]) -> int:
    if result["unclear"]:
        return UNCLEAR
    return POSITIVE if result["weak"] or result["yes"] else NEGATIVE
