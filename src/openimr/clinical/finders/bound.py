"""Words of the ``cue`` group near a stretch of a sentence: what a number is said of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask
from openimr.clinical.boxes import marked, unfilled
from openimr.clinical.entries import CueGroup
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Finding

CUE = "cue"
"""The group of an entry whose words a number must stand near."""

_NEAR = 70
"""Characters between the words and the number."""

FULL_STOP = r"(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)\. "
"""Ends a clause; the point of "Dr. Orr" does not."""

BREAK = re.compile(rf";|{FULL_STOP}|\bbut\b")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A sentence with cues of an entry."""

    page: ReadPage
    number: int
    cues: tuple[CueHit, ...]

    @property
    def start(self) -> int:
        """Return where the sentence begins."""
        return self.page.sentences[self.number].start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.page.sentences[self.number].end

    def nearest(self, start: int, end: int) -> CueHit | None:
        """Return the cue nearest to a stretch in its clause."""
        near = []
        for cue in self.cues:
            gap = max(cue.start - end, start - cue.end, 0)
            between = self.page.low[min(cue.end, end) : max(cue.start, start)]
            if gap <= _NEAR and not BREAK.search(between):
                near.append((gap, cue.start, cue))
        return min(near, key=lambda each: each[:2])[2] if near else None


def sentences_with_cues(ask: Ask, *groups: str) -> Iterator[Sentences]:
    """Yield the sentences that hold a word of some groups, in order.

    Without ``groups`` it is the entry's ``cue`` group.
    """
    found: dict[tuple[int, int], list[CueHit]] = {}
    for hit in ask.records.scanned.of(ask.entry.fact, *(groups or (CUE,))):
        found.setdefault((hit.page.order, hit.sentence), []).append(hit)
    for hits in found.values():
        yield Sentences(hits[0].page, hits[0].sentence, tuple(hits))


def judged(ask: Ask, sentence: Sentences, start: int, end: int) -> Statement | None:
    """Return what a number bound to its cue says.

    None where no cue is near, or where the number stands at a box nobody marked.
    """
    cue = sentence.nearest(start, end)
    alone = CueHit(sentence.page, sentence.number, start, end, CUE)
    if cue is None or unfilled(sentence.page, alone):
        return None
    first, last = min(start, cue.start), max(end, cue.end)
    if marked(sentence.page, start):
        first, last = start, end
    group = CueGroup.PRESENT.value
    return judge(ask, CueHit(sentence.page, sentence.number, first, last, group))


def said_none(ask: Ask) -> Iterator[Statement]:
    """Yield what the words of the entry's ``absent`` say."""
    for hit in ask.records.scanned.of(ask.entry.fact, CueGroup.ABSENT.value):
        said = judge(ask, hit)
        if said is not None:
            yield said


def affirmed(said: Statement | None) -> Statement | None:
    """Return a statement that counts only where it is not denied."""
    if said is not None and said.finding is Finding.ABSENT:
        return replace(said, finding=None, why="denied")
    return said
