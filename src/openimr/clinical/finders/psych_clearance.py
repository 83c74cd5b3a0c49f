"""Whether a psychologist clears the worker: in his own report, or as others tell it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact

_MIND = re.compile(
    r"\bpsycholog(?:y|ist|ical)\b|\bpsychiatr(?:y|ist|ic)\b|\bpsy\.?\s?d\b"
    r"|\bbehavioral (?:medicine|health)\b"
)
_TESTS = re.compile(
    r"\b(?:mmpi\S*|mbmd|bhi-?2|bdi\S*|bai|phq-?9|gad-?7|scl-?90\S*|p-?3|pairs|pai"
    r"|mcmi\S*|millon|beck)\b"
)
"""Tests that psychologists give: their report names them, if not its kind."""

_DOCTORATE = re.compile(r"\b(?:ph\.?\s?d|psy\.?\s?d|ed\.?\s?d)\b")
_TITLE = 300
"""Characters at the top of a page in which a report says what it is."""

_HEADED = re.compile(r"\A\W*psych\w*(?: (?:clearance|eval\w*|screen\w*))?\W*\Z")
"""A line that is all heading: "PSYCH", "Psychological clearance:"."""

_OPENED = re.compile(r"\W*psych\w*\W+dr\b")
"""The same where cleaning has joined the line to the next."""

_GROUPS = {"own": CueGroup.PRESENT, "own_not": CueGroup.ABSENT}


def find_psych_clearance(ask: Ask) -> Fact:
    """Answer whether a psychological evaluation supports the treatment.

    In a psychologist's own report plain words count ("an appropriate candidate");
    elsewhere the sentence must name the evaluation.
    """
    return weigh(ask, [*statements(ask), *_own(ask)])


def _own(ask: Ask) -> Iterator[Statement]:
    for name, group in _GROUPS.items():
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            if not (_is_of_the_mind(hit.page) or _is_headed(hit)):
                continue
            said = judge(ask, replace(hit, group=group.value))
            if said is not None:
                yield said


def _is_of_the_mind(page: ReadPage) -> bool:
    author = (page.document.author or "").lower()
    if _MIND.search(author) or _MIND.search(page.low[:_TITLE]):
        return True
    doctor = _DOCTORATE.search(author) or _DOCTORATE.search(page.low[:_TITLE])
    return bool(doctor and _TESTS.search(page.low))


def _is_headed(hit: CueHit) -> bool:
    """Tell whether words stand under a line such as "PSYCH"."""
    low = hit.page.low
    begin = low.rfind("\n", 0, hit.start) + 1
    label = low[begin : hit.start].partition(":")
    above = low[low.rfind("\n", 0, max(begin - 1, 0)) + 1 : max(begin - 1, 0)]
    opens = _OPENED.match(low, hit.page.sentences[hit.sentence].start, hit.start)
    headed = _HEADED.match(above) or (label[1] and _HEADED.match(label[0]))
    return bool(opens or headed)


FINDERS: Finders = {"psych_clearance": find_psych_clearance}
