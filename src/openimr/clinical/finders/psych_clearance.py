"""Whether a psychologist clears the worker: in his own report, or as others tell it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact

_MIND = re.compile(
    r"\bpsycholog(?:y|ist|ical)\b|\bpsychiatr(?:y|ist|ic)\b|\bpsy\.?\s?d\b"
    r"|\bbehavioral medicine\b"
)
_TITLE = 300
"""Characters at the top of a page in which a report says what it is."""

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
            if not _is_of_the_mind(hit.page):
                continue
            said = judge(ask, replace(hit, group=group.value))
            if said is not None:
                yield said


def _is_of_the_mind(page: ReadPage) -> bool:
    author = (page.document.author or "").lower()
    return bool(_MIND.search(author) or _MIND.search(page.low[:_TITLE]))


FINDERS: Finders = {"psych_clearance": find_psych_clearance}
