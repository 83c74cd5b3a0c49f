"""Work status: its words anywhere, and whatever stands under its heading."""

import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.findings import weigh
from openimr.clinical.goals import sets_a_goal
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, statements
from openimr.domain import Fact, Finding

_LABEL = re.compile(
    r"^(?:[A-Za-z /&']{2,30}?(?::|--?)|(?:work|disability) status\b[.:]?)\s*"
)
_NOT_FILLED = re.compile(
    r"\[[\sxX]*\]|_{2,}|penalty of perjury|signed|dictated|labor code|\bm\.?d\b"
    r"|see (?:above|last)"
)
_MOST = 2
"""Sentences below the heading that still tell the status."""


def find_work_status(ask: Ask) -> Fact:
    """Answer what the latest report says of work.

    Under the heading of the work status any filled-in words answer; boxes that nobody
    marked do not.
    """
    said = [
        each for each in statements(ask) if not sets_a_goal(each.page, each.sentence)
    ]
    return weigh(ask, [*said, *_below_heading(ask)])


def _below_heading(ask: Ask) -> Iterator[Statement]:
    for page in ask.records.pages:
        if not is_clinical(page.document) or not ask.counts_then(page.date):
            continue
        told = 0
        for number, sentence in enumerate(page.sentences):
            if page.section_at(sentence.end - 1) is not SectionKind.WORK_STATUS:
                told = 0
                continue
            words = page.low[sentence.start : sentence.end]
            if told < _MOST and _says_something(words):
                told += 1
                yield Statement(
                    page,
                    number,
                    sentence.start,
                    sentence.end,
                    Finding.PRESENT,
                    "",
                    page.date,
                )


def _says_something(words: str) -> bool:
    bare = _LABEL.sub("", words)
    if _NOT_FILLED.search(words):
        return False
    return sum(letter.isalpha() for letter in bare) >= 3


FINDERS: Finders = {"work_status": find_work_status}
