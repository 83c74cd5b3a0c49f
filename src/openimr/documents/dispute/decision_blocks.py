"""What a block of a decision letter is: a heading, a table's head, a list's number."""

import re

from openimr.documents.phrases import words_of

from .knowledge import forms
from .letter_knowledge import letters
from .lists import item_of
from .text import Block
from .wording import LABEL, MARK, Verdict, find_verdict, item_words, unmarked

_HEADED = re.compile(r"^[A-Za-z ]{3,40}[:.]\s")
_NUMBERED = re.compile(
    r"\b(?:items?|requests?|nos?\.?|numbers?|lines?|treatments?|services?|#)\s*"
    r"(?P<marks>#?\d{1,2}(?:\s*(?:,\s*and|,|and|&|-|to|through)\s*#?\d{1,2})*)(?![\w/])",
    re.IGNORECASE,
)
_HEADING_WORDS = 6


def ends_decision(block: Block) -> bool:
    """Tell whether a block is a heading below which no treatment is decided."""
    words = block.words
    return any(
        hit.start == 0
        and (hit.words >= len(words) - 2 or _HEADED.match(block.raw) is not None)
        for hit in forms().decision_ends.find(words)
    )


def answers_alone(block: Block) -> bool:
    """Tell whether a block is a labelled verdict and no more: ``Decision: Denied``."""
    label, verdict = LABEL.match(block.raw), find_verdict(block.raw)
    if label is None or verdict is None or verdict.start < label.end():
        return False
    known = set(words_of(label["label"])) <= forms().outcome_words
    return known and not item_words(block.raw[label.end() : verdict.start])


def is_table_head(block: Block) -> bool:
    """Tell whether a block holds the titles of a decision table."""
    words = set(block.words)
    return (
        len(block.words) <= 10
        and bool(words & forms().item_words)
        and bool(words & forms().outcome_words)
        and not block.raw.rstrip().endswith((".", ":"))
        and not any(c.isdigit() for c in block.raw)
    )


def asks_below(block: Block) -> bool:
    """Tell whether a block is ``REQUEST #1`` with the treatment below it."""
    words = {word for word in block.words if not word.isdigit()}
    return bool(words) and words <= forms().item_words


def is_heading(block: Block) -> bool:
    """Tell whether a block is a few words without figures that decide nothing."""
    words = block.words
    bare = 1 <= len(words) <= _HEADING_WORDS and not any(c.isdigit() for c in block.raw)
    verdict = find_verdict(block.raw)
    return bare and (verdict is None or not item_words(block.raw[: verdict.start]))


def continues(pending: Block, before: str) -> bool:
    """Tell whether a cell before belongs to the row: its own mark, or no mark after."""
    return item_of(pending.lines[0]) is not None and MARK.match(before) is None


def present(raw: str) -> Verdict | None:
    """Return the first verdict that is not said to be past."""
    verdict = find_verdict(raw)
    while verdict and letters().history_before & set(
        words_of(raw[: verdict.start])[-2:]
    ):
        verdict = find_verdict(raw, verdict.end)
    return verdict


def numbers_named(before: str) -> list[str]:
    """Return the numbers of listed treatments, where words name nothing else.

    >>> numbers_named("Items 1 and 3 are "), numbers_named("Norco 10/325 mg ")
    (['1', '3'], [])
    """
    match = _NUMBERED.search(before)
    if match is None:
        mark, _ = unmarked(before)
        return [mark] if mark is not None and not item_words(before) else []
    rest = before[: match.start()] + before[match.end() :]
    if not set(words_of(rest)) <= forms().formula_words:
        return []
    return _marks(match["marks"])


def _marks(written: str) -> list[str]:
    """Return the numbers of ``1, 3 and 5`` or ``2-4``."""
    numbers = [int(figures) for figures in re.findall(r"\d+", written)]
    if len(numbers) == 2 and re.search(r"-|to|through", written):
        numbers = list(range(numbers[0], numbers[1] + 1))
    return [str(number) for number in numbers]
