"""The clinical picture of the summary, topic by topic."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from openimr.domain import ClinicalHistory, Point, Statement, Topic

from .prose import clause, day, distinct, listed, sentence
from .summary_wording import Telling, summary_wording
from .summary_words import calm, lowered

_MOST_EVIDENCE = 12
_DATED = frozenset({Topic.SURGERIES, Topic.TREATMENT})
"""Topics told in one sentence, in which every point names its day."""

_WORDS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"^\d{1,2}\s+(?=[A-Za-z])")
"""A list number that a form prints without a stop."""

_HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d/\d{2}\b")
_SPOKEN = 5
"""Words from which a point that another holds counts as told."""


@dataclass
class _Told:
    """What was told already, as bare words."""

    said: list[str] = field(default_factory=list)

    def holds(self, point: Point) -> bool:
        bare = _bare(point.text)
        long_enough = len(bare.split()) >= _SPOKEN
        return any(
            bare == each
            or (long_enough and bare in each)
            or (each in bare and 2 * len(each) > len(bare))
            for each in self.said
        )

    def add(self, point: Point) -> None:
        self.said.append(_bare(point.text))


def _bare(words: str) -> str:
    return f" {_WORDS.sub(' ', words.lower()).strip()} "


def tell_points(
    history: ClinicalHistory, hide: Callable[[str], str]
) -> Iterator[Statement]:
    """Yield the sentences of the clinical picture; nothing is told twice.

    ``hide`` takes the worker's name out of the words of a record.
    """
    told = _Told()
    for point in history.on(Topic.WORKER):
        yield Statement(text=sentence(point.text), evidence=distinct(point.evidence))
    for topic, how in summary_wording().topics.items():
        points = _chosen(history.on(topic), how, told)
        for place, group in enumerate(_groups(points, how)):
            yield _statement(how, place, group, hide)


def _chosen(points: Sequence[Point], how: Telling, told: _Told) -> list[Point]:
    """Return what is not told yet, as far as the topic's words go."""
    kept: list[Point] = []
    left = how.words
    for point in points:
        length = len(point.text.split())
        if told.holds(point) or (kept and length > left):
            continue
        told.add(point)
        left -= length
        kept.append(point)
    return kept


def _groups(points: Sequence[Point], how: Telling) -> Iterator[list[Point]]:
    if not how.by_report:
        yield from [list(points)] if points else []
        return
    for _, group in groupby(points, key=lambda point: (point.date, point.source)):
        yield list(group)


def _statement(
    how: Telling, place: int, points: Sequence[Point], hide: Callable[[str], str]
) -> Statement:
    first = points[0]
    numbered = all(_NUMBER.match(point.text) for point in points)
    told = list(
        dict.fromkeys(
            _words(point, how, hide, numbered=numbered) + _dated(point)
            for point in points
        )
    )
    frame = how.later if place else how.first
    words = frame[0 if first.date or not how.by_report else 1].format(
        points=listed(told) if how.as_list else "; ".join(told),
        source=_source(first),
        day=day(first.date) if first.date else "",
    )
    evidence = [passage for point in points for passage in point.evidence[:2]]
    return Statement(text=sentence(words), evidence=distinct(evidence, _MOST_EVIDENCE))


def _source(point: Point) -> str:
    source = lowered(point.source or "record")
    told = source.startswith("told ")
    if told:
        source = "study"
    words = f"{source} of {day(point.date)}" if point.date else source
    return f"{words}, {point.source}," if told else words


def _words(
    point: Point, how: Telling, hide: Callable[[str], str], *, numbered: bool
) -> str:
    """Return a point's words, in quotation marks where they are the record's own."""
    words = clause(_NUMBER.sub("", point.text) if numbered else point.text)
    own = how.own and any(words in passage.quote for passage in point.evidence)
    words = hide(words)
    return "\u201c" + words.replace('"', "'") + "\u201d" if own else calm(words)


def _dated(point: Point) -> str:
    if point.topic not in _DATED or point.date is None:
        return ""
    if point.topic is Topic.SURGERIES and _HAS_YEAR.search(point.text):
        return ""
    told = day(point.date)
    return "" if told in point.text else f" ({told})"
