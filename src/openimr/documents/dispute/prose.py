"""Decisions told in sentences: ``The request for ... is denied``."""

import re
from collections.abc import Iterator, Sequence

from openimr.domain import UrOutcome
from openimr.text import Sentence, find_sentences

from .answers import Answer
from .history import is_past
from .text import Block, Place
from .wording import PART_OF, Verdict, clean, find_verdict, is_item, unmarked

_LEAD = re.compile(
    r"^.*?\brequests?\s+(?:for|of)\s+(?:authorization\s+(?:of|for)\s+)?",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = re.compile(
    r"^\s*(?:therefore|thus|accordingly|however|also|in addition|the|your|and|but)\b"
    r",?\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s+(?:is|are|was|were|has been|have been|cannot be|can not be|be)"
    r"(?:\s+(?:hereby|therefore|respectfully|also|retrospectively|now))*\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%|#\s?\d|\d/\d{2,3}\b"
    r"|\b(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s"
    r"(?:additional\s)?(?:sessions?|visits?|prescriptions?|units?|purchase|rental)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"[^.;]{2,120}(?:\.\d[^.;]*)?")
_OF_ITEM = re.compile(
    r"\s*(?:is recommended\s+)?(?:the\s+)?(?:requests?\s+for|of|for)\s+(?:the\s+)?"
    r"(?P<item>[^;]{4,200}?)(?=\.?\s*$|\.\s|;|,\s(?:as|since|because)\b|\sis\b|\sbecause\b)",
    re.IGNORECASE,
)
"""``non-certification of Norco 10/325 mg #120``, ``certify the request for MRI``."""

_LONGEST_ITEM = 220


def tell_in_sentences(parts: Sequence[Block]) -> Iterator[Answer]:
    """Yield what sentences decide, in order; nothing of what they recall."""
    for block in parts:
        for sentence in find_sentences(block.raw.replace("\n", " ")):
            yield from _answers(block, sentence)


def _answers(block: Block, sentence: Sentence) -> Iterator[Answer]:
    raw = block.raw[sentence.start : sentence.end]
    done = 0
    while verdict := find_verdict(raw, done):
        end = verdict.end
        if not is_past(raw, verdict.start) and verdict.outcome is not None:
            answer = _answer(block, sentence, raw[done : verdict.start], verdict, done)
            if answer:
                yield answer
                end += len(answer.approved or "")
        done = end


def _answer(
    block: Block, sentence: Sentence, before: str, verdict: Verdict, offset: int
) -> Answer | None:
    """Return what one verdict of a sentence is about, if the words before name it."""
    verb = _VERB.search(before)
    if verb is None:
        return _of_item(block, sentence, verdict)
    lead = _LEAD.match(before[: verb.start()])
    start = lead.end() if lead else 0
    while not lead and (opening := _OPENING.match(before, start)):
        start = opening.end()
    mark, item = unmarked(before[start : verb.start()])
    named = lead is not None or _AMOUNT.search(item) is not None
    if not named or len(item) > _LONGEST_ITEM or not is_item(item):
        return _of_item(block, sentence, verdict)
    outcome = verdict.outcome
    part = PART_OF.match(item) if outcome is UrOutcome.APPROVE else None
    if part:
        item, outcome = part["item"], UrOutcome.MODIFY
    begin = block.place.start + sentence.start
    place = Place(block.place.page, begin + offset, begin + verdict.end)
    raw = block.raw[sentence.start : sentence.end]
    after = _REST.match(raw, verdict.end)
    approved = part["part"] if part else after[0] if after else ""
    if outcome is not UrOutcome.MODIFY:
        return Answer(clean(item), outcome, place, mark)
    return Answer(clean(item), outcome, place, mark, clean(approved) or None)


def _of_item(block: Block, sentence: Sentence, verdict: Verdict) -> Answer | None:
    """Return the treatment that a verdict names after itself, with its amount."""
    raw = block.raw[sentence.start : sentence.end].replace("\n", " ")
    match = _OF_ITEM.match(raw, verdict.end)
    if match is None or not is_item(match["item"]):
        return None
    named = "request" in raw[verdict.end : match.start("item")].lower()
    if not named and not _AMOUNT.search(match["item"]):
        return None
    begin = block.place.start + sentence.start
    place = Place(block.place.page, begin + verdict.start, begin + match.end())
    return Answer(clean(match["item"]), verdict.outcome, place)
