"""Pain scores in pairs: with and without, before and after."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.clinical.ask import Ask
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import silent, weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact

_ONE = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_OF_TEN = r"\s*(?:/\s*10\b|out of (?:a possible )?(?:10|ten)\b)"
_RANGE = rf"(?P<low>{_ONE})(?:\s*(?:-|to|or)\s*(?P<high>{_ONE}))?"
_SCORE = re.compile(rf"(?<![\d/.#]){_RANGE}{_OF_TEN}")
_BARE = re.compile(
    rf"(?<![\d/.#]){_RANGE}(?=\s+(?:with|without|w/o|w/|before|after|on|off)\b)"
    rf"|(?:\b(?:pain|vas|nrs|score|level)\b(?:\s+(?:is|was|of|at|score|level|rated"
    rf"|ratings?|scale))*\s*:?\s*)(?P<low2>{_ONE})(?:\s*(?:-|to)\s*(?P<high2>{_ONE}))?"
    r"(?=\s*(?:,|;|and\b|with|without|before|after|\Z))"
    rf"|\bwith(?:out)?\s+(?:pain\s+)?(?:meds|medications?|pills)\s*:?\s*"
    rf"(?P<low3>{_ONE})(?!\s*(?:mg|days|weeks|tab|x|/|\d))"
)
_MEDS = (
    r"(?:medications?|meds|medicines?|pills?|drugs?|it|them|this|treatment|analgesics?)"
)
_WITHOUT = re.compile(
    rf"\bwithout\b|\bw/o\b|\boff (?:of )?(?:the |his |her )?{_MEDS}\b|\bbefore\b"
    r"|\bprior to\b|\bforgot\b|\b(?:ran|runs|run) (?:out|short)\b|\bpreviously\b"
    r"|\bwhen not taking\b|\bbaseline\b|\buntreated\b|\bmissed\b"
)
_WITH = re.compile(
    rf"\bwith (?:the |his |her |these |current |use of |pain )*{_MEDS}\b"
    rf"|\bw/ ?{_MEDS}\b|\bwhen taking\b|\bwhile (?:on|taking)\b|\btaking\b"
    r"|\bafter (?:taking|the|his|her|use|using|medications?|meds)\b"
    rf"|\bafter\b(?=\s*[.,;)]|\Z)|\bon (?:the |his |her )?{_MEDS}\b"
    r"|\bwith\b(?=,? (?:and|or) without)"
)
_DOWN = re.compile(
    rf"\bfrom\s+(?:an?\s+)?(?P<before>{_ONE})(?:\s*/\s*10)?\s*(?:down\s+)?to\s+"
    rf"(?:an?\s+)?(?P<after>{_ONE})(?:\s*/\s*10|\s+out of|\b)"
)
_FALLS = re.compile(
    rf"(?P<before>{_ONE}){_OF_TEN}[^.;]{{0,30}}?\b(?:drop\w*|decreas\w*|down|goes"
    r"|falls|fell|reduc\w*|improv\w*|lower\w*|comes|came|brings?|brought)\b"
    rf"[^.;]{{0,24}}?\bto\s+(?:an?\s+|about\s+)?(?P<after>{_ONE})\b"
    r"(?!\s*(?:hours|mg|weeks|days|%))"
)
_ARROW = re.compile(rf"(?P<before>{_ONE})(?:/10)?\s*-+>\s*(?P<after>{_ONE})(?:/10)?\b")
_HALF = re.compile(
    r"\b(?:cuts?|reduc\w*|reliev\w*|better|down|eas\w*|lessen\w*|decreas\w*)\b"
    r"[^.;]{0,24}?\b(?:in|by)\s+(?:more than\s+|about\s+|at least\s+)?half\b"
)
_WAS = re.compile(
    rf"(?:(?P<least>{_ONE})\s*(?:-|to)\s*)?(?P<after>{_ONE}){_OF_TEN}[^.;]{{0,24}}?"
    r"\b(?:was|were|down from|from|previously|instead of|compared (?:with|to)"
    rf"|before it was)\s+(?:an?\s+)?(?P<before>{_ONE})"
    rf"(?:{_OF_TEN}|(?=\s*(?:before|when|in)\b))"
)
_PAIN = re.compile(r"\bpain\b|/\s*10\b|out of (?:10|ten)|\bvas\b|\bnrs\b|\bscore\b")
_PERCENT = re.compile(
    r"(?P<percent>\d{1,3})\s*(?:%|percent)[^.;]{0,30}?\b(?:relief|reduction|decrease"
    r"|improvement|better|less)\b|\b(?:relief|reduction|improvement)\b[^.;]{0,20}?"
    r"(?P<percent2>\d{1,3})\s*(?:%|percent)"
)
_NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}


@dataclass(frozen=True, slots=True)
class _Score:
    start: int
    end: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        low = f"{self.low:g}"
        return low if self.low == self.high else f"{low}-{self.high:g}"


@dataclass(frozen=True, slots=True)
class _Change:
    page: ReadPage
    start: int
    end: int
    value: str
    helped: bool


def find_pain_scores(ask: Ask) -> Fact:
    """Answer whether scores show that the treatment changes the pain.

    The value is ``from 9 to 7 of 10``.  A change below one point shows none.
    """
    changes = [change for page in ask.records.pages for change in _changes(page, ask)]
    said: list[tuple[Statement, str]] = []
    for change in changes:
        number = change.page.sentence_at(change.start)
        group = CueGroup.PRESENT if change.helped else CueGroup.ABSENT
        hit = CueHit(change.page, number, change.start, change.end, group.value)
        statement = judge(ask, hit)
        if statement is not None:
            said.append((statement, change.value))
    told = [statement for statement, _ in said]
    if not any(statement.finding for statement in told):
        return silent(ask, [*told, *_single(ask)])
    fact = weigh(ask, told)
    value = next(
        words
        for statement, words in said
        if statement.finding is fact.finding and statement.day == fact.as_of
    )
    return Fact(
        fact=fact.fact,
        finding=fact.finding,
        value=value,
        as_of=fact.as_of,
        evidence=fact.evidence,
        against=fact.against,
        how=f"pain {value} by the latest report that gives a pair",
    )


def _changes(page: ReadPage, ask: Ask) -> Iterator[_Change]:
    for sentence in page.sentences:
        words = page.low[sentence.start : sentence.end]
        if not _PAIN.search(words):
            yield from _percent(page, words, sentence.start)
            continue
        pair = _down(words, sentence.start) or _labelled(words, sentence.start)
        if pair is not None:
            before, after = pair
            yield _change(page, before, after)
        else:
            yield from _percent(page, words, sentence.start)


def _change(page: ReadPage, before: _Score, after: _Score) -> _Change:
    start, end = min(before.start, after.start), max(before.end, after.end)
    helped = before.middle - after.middle >= 1
    return _Change(page, start, end, f"from {before} to {after} of 10", helped)


def _down(words: str, at: int) -> tuple[_Score, _Score] | None:
    patterns = (_DOWN, _FALLS, _WAS, _ARROW)
    match = next(filter(None, (each.search(words) for each in patterns)), None)
    if match is None:
        return None
    before, after = _number(match["before"]), _number(match["after"])
    if not (before <= 10 and after <= 10):
        return None
    start, end = at + match.start(), at + match.end()
    least = match.groupdict().get("least")
    low = _number(least) if least else after
    return _Score(start, end, before, before), _Score(start, end, low, after)


def _labelled(words: str, at: int) -> tuple[_Score, _Score] | None:
    """Pair each score with the label that goes with it, by the order they come in."""
    scores = list(_scores(words))
    without = [m.span() for m in _WITHOUT.finditer(words)]
    with_ = [m.span() for m in _WITH.finditer(words)]
    with_ += [span for span in _named_drug(words) if span not in with_]
    if not scores or not without:
        return None
    if not with_ and len(scores) > 1:
        with_ = [_implied(scores, without)]
    labels = sorted([(*s, True) for s in with_] + [(*s, False) for s in without])
    first_label, first_score = labels[0][0], scores[0].start
    pairs = (
        _after_labels(labels, scores)
        if first_label < first_score
        else _before_labels(labels, scores)
    )
    on = next((score for taken, score in pairs if taken), None)
    off = next((score for taken, score in pairs if not taken), None)
    if on is None or off is None:
        return None
    return _moved(off, at), _moved(on, at)


def _named_drug(words: str) -> Iterator[tuple[int, int]]:
    """Yield "with Soma" and "on gabapentin" as labels."""
    for match in re.finditer(r"\b(?:with|on)\s+(?:the\s+)?[a-z]{5,}\b", words):
        stop = words[match.end() - 10 : match.end()]
        if not stop.endswith(
            ("sitting", "standing", "activity", "movement", "walking")
        ):
            yield match.span()


def _implied(
    scores: Sequence[_Score], without: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Place the label of the score that none stands at: "7 now, 9 without"."""
    farthest = max(scores, key=lambda score: abs(score.start - without[0][0]))
    return farthest.end, farthest.end


Label = tuple[int, int, bool]


def _after_labels(
    labels: Sequence[Label], scores: Sequence[_Score]
) -> list[tuple[bool, _Score]]:
    pairs = []
    for start, _, taken in labels:
        following = next((score for score in scores if score.start >= start), None)
        if following is not None:
            pairs.append((taken, following))
    return pairs


def _before_labels(
    labels: Sequence[Label], scores: Sequence[_Score]
) -> list[tuple[bool, _Score]]:
    pairs = []
    for start, _, taken in labels:
        before = [score for score in scores if score.end <= start + 1]
        if before:
            pairs.append((taken, before[-1]))
    return pairs


def _scores(words: str) -> Iterator[_Score]:
    found = [*_SCORE.finditer(words)]
    taken = [match.span() for match in found]
    for match in _BARE.finditer(words):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(match)
    for match in sorted(found, key=lambda each: each.start()):
        groups = match.groupdict()
        low = groups.get("low") or groups.get("low2") or groups.get("low3")
        high = groups.get("high") or groups.get("high2") or low
        if low is None or high is None:
            continue
        values = sorted((_number(low), _number(high)))
        if values[1] <= 10:
            yield _Score(match.start(), match.end(), values[0], values[1])


def _moved(score: _Score, by: int) -> _Score:
    return _Score(score.start + by, score.end + by, score.low, score.high)


def _percent(page: ReadPage, words: str, at: int) -> Iterator[_Change]:
    for match in _PERCENT.finditer(words):
        percent = int(match["percent"] or match["percent2"])
        if percent <= 100:
            start, end = at + match.start(), at + match.end()
            yield _Change(page, start, end, f"{percent} percent", percent >= 10)
    yield from _half(page, words, at)


def _half(page: ReadPage, words: str, at: int) -> Iterator[_Change]:
    for match in _HALF.finditer(words):
        yield _Change(page, at + match.start(), at + match.end(), "50 percent", True)


def _single(ask: Ask) -> Iterator[Statement]:
    """Yield scores that stand alone, as near misses."""
    for page in ask.records.pages:
        for match in _SCORE.finditer(page.low):
            day = ask.day(page, match.start())
            if ask.counts_then(day):
                number = page.sentence_at(match.start())
                why = "a single score, without its counterpart"
                yield Statement(
                    page, number, match.start(), match.end(), None, why, day
                )


def _number(words: str) -> float:
    return _NUMBERS.get(words) or float(words)
