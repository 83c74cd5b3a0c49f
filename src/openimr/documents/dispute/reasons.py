"""Why utilization review decided as it did, and on which guideline, item by item."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.documents.signs import find_signed_name

from .answers import Answer
from .citing import arguments, citations, fitting, is_bare, is_citation
from .decision_blocks import ends_decision
from .knowledge import forms
from .reason_lines import place_of, without_running_heads
from .reason_parts import Told, told_apart
from .text import Block, FormLine, Place, blocks
from .wording import find_verdict

_WORD = re.compile(r"[a-z][a-z-]{2,}")
_LEAD = re.compile(
    r"^\s*(?:(?:item|line|request|treatment|service)\s*)?"
    r"(?:\(?(?P<n>\d{1,2})[.):]?(?=\s)|\(?(?P<l>[a-zA-Z])[.)](?=\s))?\s*",
    re.IGNORECASE,
)
_REASON_LABEL = re.compile(
    r"^\s*(?:clinical )?(?:rationale|reasons?|explanation|discussion|basis)\s*[:.]\s*",
    re.IGNORECASE,
)
_BOXES = re.compile(r"^(?:\s*\[[ xX]*\]\s*[\w-]+)+\s*")
_FEW_WORDS = 8
_LONGEST_REASON = 900
_MOST_GUIDELINES = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """What the letter gives for one treatment."""

    reason: str | None
    guideline: str | None
    place: Place | None = None
    """Where the reason begins."""


def read_reasons(lines: Sequence[FormLine], answers: Sequence[Answer]) -> list[Reason]:
    """Return a reason for each answer, in the same order."""
    parts = list(blocks(without_running_heads(lines)))
    stated = [_stated_in(parts, answer) for answer in answers]
    after = max((at for at in stated if at is not None), default=-1) + 1
    marks = Counter(answer.mark for answer in answers)
    starts = [
        _start(parts, after, answer, marked=marks[answer.mark] == 1)
        or _beside(parts, at, stated)
        for at, answer in enumerate(answers)
    ]
    shared = _guideline_section(parts)
    reasons: list[Reason] = []
    for at, answer in enumerate(answers):
        elsewhere = {place for n, place in enumerate(stated) if n != at}
        own = _own_blocks(parts, starts, at, elsewhere)
        if not own and len(answers) == 1:
            own = _section_blocks(parts)
        text = _without_name(" ".join(_after(block, answer) for block in own), answer)
        said = arguments(text, answer.text)
        cited = citations(" ".join(_body(block) for block in own))
        if cited is None or (shared and is_bare(cited)):
            cited = shared
        reason = fitting(said, _LONGEST_REASON) or None
        place = place_of(said[0], own) if reason else None
        reasons.append(Reason(reason, cited, place))
    if len(answers) > 1:
        return _parted(parts, stated, answers, reasons, shared)
    return reasons


def _parted(
    parts: Sequence[Block],
    stated: Sequence[int | None],
    answers: Sequence[Answer],
    reasons: Sequence[Reason],
    shared: str | None,
) -> list[Reason]:
    """Give each treatment its part of reasons that stand together for several.

    Reasons that were found at a treatment's own place stay as they are, unless they
    run on into those of another one.
    """
    region = _region(parts, stated)
    texts = [block.place.words for block in region]
    told = told_apart(texts, answers, _rows_of_table(stated))
    parted: list[Reason] = []
    for at, (answer, reason, own) in enumerate(
        zip(answers, reasons, told, strict=True)
    ):
        said = arguments(" ".join(own.sentences), answer.text)
        foreign = _of_others(at, told, answers)
        mixed = any(words in (reason.reason or "") for words in foreign)
        if reason.reason and not mixed:
            parted.append(reason)
            continue
        cited = citations(" ".join(own.sentences)) or reason.guideline
        if cited is None or (shared and is_bare(cited)):
            cited = shared
        if not said:
            parted.append(replace(reason, guideline=cited))
            continue
        place = place_of(said[0], region)
        parted.append(Reason(fitting(said, _LONGEST_REASON), cited, place))
    return parted


def _of_others(
    at: int, told: Sequence[Told], answers: Sequence[Answer]
) -> Iterator[str]:
    """Yield what only another treatment's reasons can say: its name, its sentences."""
    own = told[at].sentences if told[at].opened else ()
    for number, (one, answer) in enumerate(zip(told, answers, strict=True)):
        if number != at:
            yield answer.text
            yield from (s for s in one.sentences if one.opened and s not in own)


def _rows_of_table(stated: Sequence[int | None]) -> int:
    """Return how many blocks the decisions take where they stand in one table."""
    rows = sorted({at for at in stated if at is not None})
    together = len(rows) == len(stated) and rows[-1] - rows[0] < len(rows)
    return len(rows) if together else 0


def _region(parts: Sequence[Block], stated: Sequence[int | None]) -> list[Block]:
    """Return the blocks from the first decision to the end of the reasons."""
    known = [at for at in stated if at is not None]
    if not known:
        return []
    last = max(known)
    region: list[Block] = []
    for number in range(min(known), len(parts)):
        if number > last and _ends(parts[number]):
            break
        region.append(parts[number])
    return region


def _body(block: Block) -> str:
    """Return a block's words without the number or letter of its item."""
    words = block.place.words
    lead = _LEAD.match(words)
    return _REASON_LABEL.sub("", words[lead.end() :] if lead else words)


def _after(block: Block, answer: Answer) -> str:
    """Return a block's words, of those that state the decision what comes after."""
    place, stated = block.place, answer.place
    if place.page is stated.page and place.start < stated.end:
        place = Place(
            place.page, min(max(place.start, stated.end), place.end), place.end
        )
    return _REASON_LABEL.sub("", _BOXES.sub("", place.words).lstrip(" .,;:"))


def _stated_in(parts: Sequence[Block], answer: Answer) -> int | None:
    """Return the block that states the decision on a treatment."""
    for number, block in enumerate(parts):
        place = block.place
        if place.page is answer.place.page and (
            place.start <= answer.place.start < place.end
        ):
            return number
    return None


def _start(
    parts: Sequence[Block], after: int, answer: Answer, *, marked: bool
) -> int | None:
    """Return the block where the reasons on a treatment begin, below the decisions.

    ``marked`` says that the answer's mark is its own: two lists may both begin at 1.
    """
    for number in range(after, len(parts)):
        if _begins(parts[number].raw, answer, marked=marked) and _has_substance(
            parts, number
        ):
            return number
    return None


def _beside(
    parts: Sequence[Block], at: int, stated: Sequence[int | None]
) -> int | None:
    """Return the block that states the decision, if its reasons follow at once."""
    own = stated[at]
    if own is None or not _has_substance(parts, own):
        return None
    following = parts[own + 1] if own + 1 < len(parts) else None
    if following is None or own + 1 in stated or ends_decision(following):
        return None
    return own


def _begins(text: str, answer: Answer, *, marked: bool) -> bool:
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    mark = (lead["n"] or lead["l"] or "").lower() if lead else ""
    if mark and answer.mark and marked:
        return mark == answer.mark
    own = _WORD.findall(answer.text.lower())[:2]
    words = _WORD.findall(rest[:60].lower())
    return bool(own and words) and words[0] == own[0]


def _has_substance(parts: Sequence[Block], number: int) -> bool:
    """Tell whether a block is more than the treatment's line in the table."""
    following = parts[number + 1 : number + 3]
    own = len(parts[number].words)
    return own >= _FEW_WORDS or any(len(b.words) >= 2 * _FEW_WORDS for b in following)


def _own_blocks(
    parts: Sequence[Block],
    starts: Sequence[int | None],
    at: int,
    elsewhere: set[int | None],
) -> list[Block]:
    """Return the blocks on a treatment: to the next one's, or to something else."""
    start = starts[at]
    if start is None:
        return []
    others = {other for other in (*starts, *elsewhere) if other not in (None, start)}
    taken: list[Block] = []
    for number in range(start, len(parts)):
        if number != start and (number in others or _ends(parts[number])):
            break
        taken.append(parts[number])
    return taken


def _ends(block: Block) -> bool:
    """Tell whether a block is about something else: rights, the reviewer, a name."""
    first = block.lines[0]
    if find_signed_name(first.text, first.words):
        return True
    return any(hit.start == 0 for hit in forms().reason_ends.find(block.words))


def _section_blocks(parts: Sequence[Block]) -> list[Block]:
    """Return what stands under the heading of the reasons, for a single treatment."""
    for number, block in enumerate(parts):
        heads = forms().reason_sections.find(block.words)
        alone = any(h.start == 0 and h.words >= len(block.words) - 1 for h in heads)
        labelled = _REASON_LABEL.match(block.raw) is not None
        if alone or labelled:
            taken = [block] if labelled and not alone else []
            for following in parts[number + 1 :]:
                if _ends(following):
                    break
                taken.append(following)
            return taken
    return []


def _guideline_section(parts: Sequence[Block]) -> str | None:
    """Return the guidelines that the letter names once for all treatments."""
    for number, block in enumerate(parts):
        hits = [h for h in forms().guideline_sections.find(block.words) if h.start == 0]
        if not hits:
            continue
        below: list[str] = []
        for one in parts[number + 1 : number + 1 + _MOST_GUIDELINES]:
            if not is_citation(one.place.words):
                break
            below.append(one.place.words.rstrip(" .") + ".")
        cited = citations(" ".join([block.place.words, *below]))
        following = parts[number + 1] if number + 1 < len(parts) else None
        if cited is None and following is not None:
            cited = citations(following.place.words)
        if cited:
            return cited
    return None


def _without_name(text: str, answer: Answer) -> str:
    """Take the mark and the treatment's name off the beginning of the reasons."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    name = rest.split(". ", 1)
    own = set(_WORD.findall(answer.text.lower()))
    first = set(_WORD.findall(name[0].lower()))
    if len(name) == 2 and first & own and len(first - own) <= 2 and len(first) <= 8:
        rest = name[1]
    return _without_verdict(rest)


def _without_verdict(text: str) -> str:
    """Take off a first sentence that repeats the decision and says no more."""
    head, stop, rest = text.partition(". ")
    verdict = find_verdict(head)
    alone = verdict is not None and len(head) <= verdict.end - verdict.start + 4
    return rest if stop and alone else text
