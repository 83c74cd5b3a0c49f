"""Scores of pain beside their labels: "with medication", "without it", "on Soma"."""

import re
from collections.abc import Iterator, Sequence

from .pain_words import WITH, WITHOUT
from .scores import Score, moved, read_scores

PAIR = 2
"""Scores of a sentence that can be paired without a label each."""


def labelled(words: str, at: int) -> tuple[Score, Score] | None:
    """Pair each score with the label that goes with it, by the order they come in."""
    scores = list(read_scores(words))
    without = [m.span() for m in WITHOUT.finditer(words)]
    with_ = [m.span() for m in WITH.finditer(words)]
    with_ += [span for span in _named_drug(words) if span not in with_]
    if len(scores) == PAIR and not without and WITH.search(words):
        return _unlabelled(words, scores, at)
    if not scores or not without:
        return None
    if not with_ and len(scores) > 1:
        with_ = [_implied(scores, without)]
    labels = sorted([(*s, True) for s in with_] + [(*s, False) for s in without])
    first_label, first_score = labels[0][0], scores[0].start
    pairs = (
        _after_labels(labels, scores)
        if first_label <= first_score
        else _before_labels(labels, scores)
    )
    on = next((score for taken, score in pairs if taken), None)
    off = next((score for taken, score in pairs if not taken), None)
    # One score with two labels: the other was not read, and no pair is told.
    if on is None or off is None or on is off:
        return None
    return moved(off, at), moved(on, at)


def is_with(words: str) -> bool:
    """Tell whether words label a score as that of the treatment."""
    return WITH.search(words) is not None or any(_named_drug(words))


def _unlabelled(
    words: str, scores: Sequence[Score], at: int
) -> tuple[Score, Score] | None:
    """Pair a bare score with the one that follows "with medication"."""
    label = next(WITH.finditer(words))
    first, second = scores
    after = first.end <= label.start() < second.start
    trailing = second.end <= label.start() <= second.end + 3
    if (after or trailing) and first.low > second.high:
        return moved(first, at), moved(second, at)
    return None


def _named_drug(words: str) -> Iterator[tuple[int, int]]:
    """Yield "with Soma" and "on gabapentin" as labels."""
    for match in re.finditer(r"\b(?:with|on)\s+(?:the\s+)?[a-z]{5,}\b", words):
        stop = words[match.end() - 10 : match.end()]
        if not stop.endswith(
            ("sitting", "standing", "activity", "movement", "walking")
        ):
            yield match.span()


def _implied(
    scores: Sequence[Score], without: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Place the label of the score that none stands at: "7 now, 9 without"."""
    farthest = max(scores, key=lambda score: abs(score.start - without[0][0]))
    return farthest.end, farthest.end


Label = tuple[int, int, bool]


def _after_labels(
    labels: Sequence[Label], scores: Sequence[Score]
) -> list[tuple[bool, Score]]:
    pairs = []
    for start, _, taken in labels:
        following = next((score for score in scores if score.start >= start), None)
        if following is not None:
            pairs.append((taken, following))
    return pairs


def _before_labels(
    labels: Sequence[Label], scores: Sequence[Score]
) -> list[tuple[bool, Score]]:
    pairs = []
    for start, _, taken in labels:
        before = [score for score in scores if score.end <= start + 1]
        if before:
            pairs.append((taken, before[-1]))
    return pairs
