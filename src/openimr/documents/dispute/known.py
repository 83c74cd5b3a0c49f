"""Decisions on treatments that the application or the request already names.

A letter may decide in words that no form of its own announces: ``your request for
(1) ... and (2) ...; we decided not to certify either``.  Where the treatments are known
from the other papers, the letter is searched for them by name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.documents.phrases import places_of_words
from openimr.domain import RequestLine, UrOutcome
from openimr.text import find_sentences

from .answers import Answer
from .decision_blocks import present
from .history import is_past, opens_history
from .letter_knowledge import letters
from .pairing import likeness
from .text import Block, Place
from .wording import Verdict, clean, find_verdict

_CLAUSE = re.compile(r"[.;](?=\s)")
_FEWEST_SHARED = 0.6
_SPREAD = 3
"""Words that may stand among the words of a treatment beside its own."""
_NEAR = 60
"""Characters between a treatment and the verdict that is its own."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a block names a known treatment."""

    known: int
    block: int
    start: int
    end: int


def answers_on_known(
    parts: Sequence[Block], known: Sequence[RequestLine], told: Sequence[Answer]
) -> list[Answer]:
    """Return the answers told, and one for each known treatment that has none yet.

    Its verdict is the one that follows its name before another name.  Where none
    does, every verdict of the letter must be the same one.
    """
    missing = [n for n, line in enumerate(known) if not _is_told(line.text, told)]
    if not missing:
        return list(told)
    mentions = list(_mentions(parts, known))
    everywhere = _only_outcome(parts, told)
    found: list[Answer] = []
    for number in missing:
        own = [one for one in mentions if one.known == number]
        answer = _decided(parts, mentions, own) or _by_all(parts, own, everywhere)
        if answer:
            found.append(answer)
    return sorted([*told, *found], key=lambda a: (a.place.page.number, a.place.start))


def _is_told(text: str, told: Sequence[Answer]) -> bool:
    return any(likeness(text, one.text) for one in told)


def _mentions(
    parts: Sequence[Block], known: Sequence[RequestLine]
) -> Iterator[_Mention]:
    for at, block in enumerate(parts):
        if opens_history(block):
            continue
        words = places_of_words(block.raw)
        for number, line in enumerate(known):
            span = _span(words, line.text)
            if span:
                yield _Mention(number, at, *span)


def _span(words: list[tuple[int, int, str]], text: str) -> tuple[int, int] | None:
    """Return where most of a treatment's words stand close together, in any order."""
    wanted = [word for _, _, word in places_of_words(text)]
    own = {word for word in wanted if word not in _JOINING}
    names = {word for word in own if word not in letters().common_words}
    names = {word for word in names if word[0].isalpha() and len(word) > 2}
    if not names:
        return None
    size = len(wanted) + _SPREAD
    best: tuple[float, int, int] = (0.0, 0, 0)
    for at, (_, _, word) in enumerate(words):
        if word not in own:
            continue
        inside = [
            n for n in range(at, min(at + size, len(words))) if words[n][2] in own
        ]
        shared = {words[n][2] for n in inside}
        share = len(shared) / len(own)
        if share > best[0] and shared & names:
            best = (share, words[at][0], words[inside[-1]][1])
    return best[1:] if best[0] >= _FEWEST_SHARED else None


_JOINING = frozenset("a an and at by for in of on the to with x".split())


def _decided(
    parts: Sequence[Block], mentions: Sequence[_Mention], own: Sequence[_Mention]
) -> Answer | None:
    """Return the answer whose verdict stands right behind the treatment's name."""
    for one in own:
        block = parts[one.block]
        verdict = find_verdict(block.raw, one.end)
        later = [
            m.start for m in mentions if m.block == one.block and m.start >= one.end
        ]
        if verdict is None or verdict.outcome is None:
            continue
        between = block.raw[one.end : verdict.start]
        if len(between) > _NEAR or any(at < verdict.start for at in later):
            continue
        if not _CLAUSE.search(between) and not is_past(block.raw, verdict.start):
            return _answer(block, one, verdict.outcome, verdict)
    return None


def _by_all(
    parts: Sequence[Block], own: Sequence[_Mention], outcome: UrOutcome | None
) -> Answer | None:
    if outcome is None or not own:
        return None
    return _answer(parts[own[0].block], own[0], outcome, None)


def _answer(
    block: Block, one: _Mention, outcome: UrOutcome, verdict: Verdict | None
) -> Answer:
    begin = block.place.start
    end = verdict.end if verdict else one.end
    named = block.raw[one.start : one.end]
    closed = one.end + ("(" in named and block.raw[one.end :].startswith(")"))
    place = Place(block.place.page, begin + one.start, begin + max(end, closed))
    approved = None
    if verdict and outcome is UrOutcome.MODIFY:
        rest = _CLAUSE.split(block.raw[verdict.end :], maxsplit=1)[0]
        approved = clean(rest) or None
    named = block.raw[one.start : closed]
    return Answer(clean(named), outcome, place, None, approved)


def _only_outcome(parts: Sequence[Block], told: Sequence[Answer]) -> UrOutcome | None:
    """Return the outcome of all that a letter decides, if there is only one.

    Of a sentence, the first verdict counts; an approval is never taken for granted.
    """
    found = {one.outcome for one in told}
    for block in parts:
        if opens_history(block):
            continue
        for sentence in find_sentences(block.raw.replace("\n", " ")):
            verdict = present(block.raw[sentence.start : sentence.end])
            if verdict and not is_past(sentence.text, verdict.start):
                found.add(verdict.outcome)
    return UrOutcome.DENY if found == {UrOutcome.DENY} else None
