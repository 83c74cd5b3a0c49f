"""Less medicine, or less care, since a treatment."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh, words_of
from openimr.clinical.goals import sets_a_goal
from openimr.clinical.reasons import TOPIC_WHY
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.clinical.subjects import Topic
from openimr.clinical.topics import Topics
from openimr.domain import Assertion, Fact, Finding
from openimr.text import number_in_words

_N = r"(\d+(?:\.\d+)?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_UNIT = r"(?:\s*(?:mg|tablets?|tabs?|pills?|norco|vicodin|a day|per day|daily|/day))*"
_FROM_TO = re.compile(rf"\bfrom\s+{_N}\b[^.;]{{0,24}}?\bto\s+{_N}\b")
_TO_FROM = re.compile(rf"\bto\s+{_N}{_UNIT}[^.;]{{0,16}}?\bfrom\s+{_N}\b")
_NOW_WAS = re.compile(
    rf"\b{_N}\b[^.;]{{0,48}}?(?:\bwas|\bwere|instead of|rather than|down from"
    rf"|compared (?:to|with)|versus|as against|used to be|formerly|previously"
    rf"|before that|where \w+ (?:had |has )?(?:needed|taken|used|took))\s+{_N}\b"
)
_MINUS = re.compile(r"\b(\d+)(?:\s*mg)?\s+(\d+)(?:\s*mg)?\s+minus\b")
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b")
"""What follows is denied, and that is the point."""

_HOPED = re.compile(
    r"(?<!able )(?<!him )(?<!her )(?<!them )(?<!began )(?<!managed )(?<!started )"
    r"\bto (?:help )?(?:cut|reduc|decreas|lower|wean|taper|stop|eliminat"
    r"|eas|reliev|improv)\w*[^.;,]*"
)
"""What care is asked for: "acupuncture to ease pain and reduce medication"."""

_BACKWARD = (_TO_FROM, _NOW_WAS)
_FORWARD = (_FROM_TO, _MINUS)


def find_reduction(ask: Ask) -> Fact:
    """Answer whether less medicine or care is needed since the treatment.

    The value is the change in figures, such as ``from 4 to 2``, where it is told.
    """
    topics = Topics(replace(ask.records, mentions=()), ask.subject)
    said = list(_said(ask, ask.topics if ask.subject.drug else topics))
    fact = weigh(ask, said)
    best = next((s for s in said if [s.evidence()] == [*fact.evidence[:1]]), None)
    if best is None or fact.finding is not Finding.PRESENT:
        return fact
    change = next(filter(None, map(_change, _alike(said, best))), None)
    return replace(fact, value=change or words_of(best), how=_how(change))


def _how(change: str | None) -> str | None:
    return f"told as a change {change}" if change else None


def _alike(said: list[Statement], best: Statement) -> Iterator[Statement]:
    yield best
    present = [s for s in said if s.finding is Finding.PRESENT and s is not best]
    yield from sorted(
        present, key=lambda s: (-(s.day.toordinal() if s.day else 0), s.start)
    )


def _said(ask: Ask, topics: Topics) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(
        ask.entry.fact, CueGroup.PRESENT.value, CueGroup.ABSENT.value
    ):
        said = judge(ask, hit)
        if said is None:
            continue
        if said.finding is Finding.ABSENT and _INSTEAD.search(
            hit.page.low, hit.start, hit.end
        ):
            said = replace(said, finding=Finding.PRESENT)
        if said.finding is Finding.PRESENT and _is_hoped(hit):
            said = replace(said, finding=None, why="what is hoped for")
        if said.finding is Finding.PRESENT and _grows(said):
            said = replace(said, finding=Finding.ABSENT)
        if said.finding is Finding.PRESENT and not _of_medicine(ask, hit):
            said = replace(said, finding=None, why="names no medicine or care")
        if said.finding is not None:
            topic = topics.at(
                hit.page, hit.sentence, hit.start, hit.end, ask.entry.reach
            )
            if topic is not Topic.ITEM:
                said = replace(said, finding=None, why=TOPIC_WHY[topic])
        yield said


def _is_hoped(hit: CueHit) -> bool:
    if sets_a_goal(hit.page, hit.sentence):
        return True
    sentence = hit.page.sentences[hit.sentence]
    hoped = _HOPED.finditer(hit.page.low, sentence.start, sentence.end)
    return any(each.start() <= hit.start < each.end() for each in hoped)


def _of_medicine(ask: Ask, hit: CueHit) -> bool:
    """Tell whether the clause is about a medicine or visits."""
    care = ask.records.scanned.in_sentence(
        ask.entry.fact, hit.page, hit.sentence, "care"
    )
    if any(care):
        return True
    return any(
        mention.drug != ask.subject.drug
        and mention.assertion not in {Assertion.FAMILY, Assertion.OTHER}
        for mention in ask.records.mentions_in(hit.page, hit.sentence)
    )


def _grows(said: Statement) -> bool:
    figures = _figures(said)
    return figures is not None and figures[0] < figures[1]


def _change(said: Statement) -> str | None:
    """Return ``from 4 to 2`` where a passage tells both figures."""
    figures = _figures(said)
    if figures is None or figures[0] <= figures[1]:
        return None
    return f"from {figures[0]:g} to {figures[1]:g}"


def _figures(said: Statement) -> tuple[float, float] | None:
    """Return the figures before and after that stand in or beside the passage."""
    sentence = said.page.sentences[said.sentence]
    start = max(sentence.start, said.start - 60)
    end = min(sentence.end, said.end + 60)
    for pattern in (*_FORWARD, *_BACKWARD):
        for found in pattern.finditer(said.page.low, start, end):
            if found.end() <= said.start or said.end <= found.start():
                continue
            first, second = map(_figure, found.groups())
            return (second, first) if pattern in _BACKWARD else (first, second)
    return None


def _figure(words: str) -> float:
    if words == "half":
        return 0.5
    if words[0].isdigit():
        return float(words)
    return float(number_in_words(words) or 0)


FINDERS: Finders = {"reduction": find_reduction}
