"""The wording of treatments and decisions within a line, without its layout."""

import re
from dataclasses import dataclass

from openimr.documents.phrases import places_of_words, words_of
from openimr.domain import UrOutcome
from openimr.text import fold

from .knowledge import forms
from .letter_knowledge import letters
from .text import Block

MARK = re.compile(
    r"^\s*(?:(?:item|line|request|treatment|service|no\.?|#)\s*)*"
    r"(?:\(?(?P<n>\d{1,2})(?:[.):](?=\s)|(?=\s)(?!\s+(?:prescriptions?|visits?|sessions?"
    r"|units?|urine|additional|months?|boxe?s?|tubes?|bottles?)\b)|(?<=[a-z]\s\d),)|\(?(?P<l>[a-zA-Z])[.)](?=\s))\s*",
    re.IGNORECASE,
)
"""``1.``, ``(b)``, ``Item 2.`` and the like before a treatment."""

LABEL = re.compile(r"^(?P<label>[A-Za-z #()\d/]{3,40}):\s*")
_BARE_LABEL = re.compile(r"^\s*(?:Decision|Determination|Outcome)\s+(?=[A-Z][a-z])")
"""A label in a cell of its own, before the treatment."""

PART_OF = re.compile(
    r"^(?P<item>.*\d.*?)\s*[;:]\s*(?P<part>(?:only\s+)?(?:#\s?)?\d{1,4}(?:\s[a-z]+)?)"
    r"(?:\s+(?:is|are|was|were))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""``Physical therapy 12 visits; 6 visits are`` before *certified*."""

_REQUESTED = re.compile(r"request|treatment|service|medication|item", re.IGNORECASE)
_VERB = re.compile(
    r"(?:\s+(?:is|are|was|were|be|to be|has been|have been)"
    r"|\s*[-:,\u2013]\s*(?:(?:the|our|this)\s*)?(?:(?:original|initial|previous|prior)\s*)?)$",
    re.IGNORECASE,
)
_NO_ITEM = frozenset(
    (
        "determination decision decisions outcome notice utilization review reviewed "
        "reviewer following letter certification denial request requests dispute i we "
        "you none items process form claim injury rfa dear fax claimant patient "
        "employer board"
    ).split()
)
_KIND_OF_REQUEST = re.compile(
    r"(?:retrospective|prospective|concurrent)\s+requests?\s+(?:for|of)\s",
    re.IGNORECASE,
)
_BOX = re.compile(r"\[(?P<tick>[ xX]{0,3})\]")
_LONGEST_ITEM = 34
_NEGATIONS = frozenset("not neither nor never cannot can't isn't unable".split())
_NEGATION_REACH = 5
"""Words before an approval in which it is denied."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Words of a decision within a block's raw text."""

    start: int
    end: int
    outcome: UrOutcome | None
    undecided: str | None = None
    """Why there is no outcome, such as ``withdrawn``."""


def find_verdict(raw: str, start: int = 0) -> Verdict | None:
    """Return the first words of a decision, the longest phrase where several begin.

    >>> raw = "Baclofen 10 mg #90: not medically necessary."
    >>> verdict = find_verdict(raw)
    >>> raw[verdict.start : verdict.end], verdict.outcome.value
    ('not medically necessary', 'deny')
    """
    found = places_of_words(raw, start)
    hits = forms().outcomes.find([word for _, _, word in found])
    if not hits:
        return None
    first = min(hits, key=lambda hit: (hit.start, -hit.words))
    begins, ends = found[first.start][0], found[first.start + first.words - 1][1]
    if first.meaning is UrOutcome.APPROVE:
        denied = _negation(raw[start:begins])
        if denied is not None:
            return Verdict(start + denied, ends, UrOutcome.DENY)
    aside = letters().undecided.find(words_of(raw[begins:ends]))
    why = aside[0].meaning if aside and first.meaning is None else None
    return Verdict(begins, ends, first.meaning, why)


def without_empty_boxes(raw: str) -> str:
    """Blank the marks of boxes, and the words of those that nobody ticked.

    A row of which no box is ticked keeps its words: its marks may be lost.

    >>> without_empty_boxes("[ ] Certified [X] Denied").split()
    ['Denied']
    """
    boxes = list(_BOX.finditer(raw))
    if not any(box["tick"].strip() for box in boxes):
        return raw
    ends = [*(box.start() for box in boxes[1:]), len(raw)]
    text = raw
    for box, end in zip(boxes, ends, strict=True):
        stop = box.end() if box["tick"].strip() else end
        text = text[: box.start()] + " " * (stop - box.start()) + text[stop:]
    return text


def _negation(before: str) -> int | None:
    """Return where a denial begins whose approval follows: ``neither is certified``.

    >>> _negation("It cannot be recommended for "), _negation("Not this one, ")
    (3, None)
    """
    clause = max(before.rfind(mark) for mark in ".,;:[]()\u2013") + 1
    words = places_of_words(before, clause)[-_NEGATION_REACH:]
    return next((at for at, _, word in words if word in _NEGATIONS), None)


def item_words(text: str) -> list[str]:
    """Return the words that could name a treatment: no marks, labels of columns."""
    _, rest = unmarked(without_label(text))
    known = forms().outcome_words | forms().item_words
    return [
        word
        for word in (word for _, _, word in places_of_words(rest))
        if word not in known
    ]


def is_item(text: str) -> bool:
    """Tell whether words can be a treatment, and not a sentence or heading."""
    text = _KIND_OF_REQUEST.sub("", text, count=1)
    words = [word for _, _, word in places_of_words(text)]
    if words[1:] and words[-1] == "none":  # of the column of what was certified
        words = words[:-1]
    if not 1 <= len(words) <= _LONGEST_ITEM or not any(w[0].isalpha() for w in words):
        return False
    if _NO_ITEM & set(words) or ":" in text.rstrip(": "):
        return False
    return len([word for word in words if len(word) > 2]) >= 1


def asks(pending: Block) -> bool:
    """Tell whether a block names a treatment by label or mark: ``Request: ...``."""
    return (
        without_label(pending.raw) != pending.raw or MARK.match(pending.raw) is not None
    )


def is_labelled_request(block: Block) -> bool:
    """Tell whether a block is ``Treatment request #2: ...``."""
    label = LABEL.match(block.raw)
    if label is None or not _REQUESTED.search(label["label"]):
        return False
    return without_label(block.raw) != block.raw and is_item(block.raw[label.end() :])


def without_label(text: str) -> str:
    """Take off ``Treatment request #1:`` and the like."""
    text = _BARE_LABEL.sub("", text)
    match = LABEL.match(text)
    if match is None:
        return text
    known = forms().outcome_words | forms().item_words
    words = [
        w
        for w in (word for _, _, word in places_of_words(match["label"]))
        if not w.isdigit()
    ]
    return text[match.end() :] if words and all(w in known for w in words) else text


def unmarked(text: str) -> tuple[str | None, str]:
    """Return an item's number or letter, if it has one, and its words without it."""
    match = MARK.match(text)
    if match is None:
        return None, text
    return (match["n"] or match["l"]).lower(), text[match.end() :]


def clean(text: str) -> str:
    """Return an item's words folded, without punctuation or verb at their ends."""
    return _VERB.sub("", fold(text).strip(" .,;:-\u2013"))
