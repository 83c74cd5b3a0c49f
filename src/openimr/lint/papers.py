"""On which papers a determination rests, and whether it lists them."""

import re
from collections.abc import Iterator

from openimr.domain import DISPUTE_PAPERS, Determination, LintQuote
from openimr.text import find_dates

from .catalogue import Problem
from .subject import Subject

_PAPER = re.compile(
    r"utilization review|\bUR\b|application|\bIMR\b|request for authorization|\bRFA\b"
    r"|proof of service|notice of assignment|denial",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:report|note|visit|evaluation|MRI|x-?ray|EMG|study|QME|AME|consultation)s?"
    r"\s*(?:,|of|on|from|dated|dated:)\s*$",
    re.IGNORECASE,
)


def check_basis(subject: Subject) -> Iterator[Problem]:
    """Find a determination that rests on the denial alone."""
    listed = subject.letter.documents_reviewed
    papers_only = bool(listed) and all(_PAPER.search(each) for each in listed)
    if subject.determination is not None:
        papers_only = _papers_only(subject.determination)
    if subject.records is not None:
        papers_only = papers_only or subject.records.papers_only
    if papers_only:
        yield Problem(
            check="ur-sole-basis",
            message="No record beside the papers of the dispute was relied on.",
            quotes=tuple(
                LintQuote(where="the list", words=each) for each in listed[:2]
            ),
        )


def _papers_only(determination: Determination) -> bool:
    kinds = {entry.id: entry.kind for entry in determination.documents}
    used = {
        passage.document
        for item in determination.items
        for statement in item.rationale
        for passage in statement.evidence
    }
    readable = any(kind not in DISPUTE_PAPERS for kind in kinds.values())
    return bool(kinds) and (
        not readable
        or (bool(used) and all(kinds.get(d) in DISPUTE_PAPERS for d in used))
    )


def check_list(subject: Subject) -> Iterator[Problem]:
    """Find reports told by their day whose day the list does not hold."""
    listed = {
        mention.value
        for line in subject.letter.documents_reviewed
        for mention in find_dates(line)
        if mention.value is not None
    }
    if len(listed) < 2 or _by_span(subject.letter.documents_reviewed):
        return
    told: set[str] = set()
    for number, item in enumerate(subject.letter.items, 1):
        text = " ".join((item.rationale_text or "").split())
        for mention in find_dates(text):
            named = _REPORT.search(text, 0, mention.start)
            if not named or mention.value is None or mention.value in listed:
                continue
            words = text[named.start() : mention.end]
            if words not in told:
                told.add(words)
                yield Problem(
                    check="record-not-listed",
                    item=number,
                    message="A report is named by a day that the list does not hold.",
                    quotes=(LintQuote(where="the rationale", words=words),),
                )


def _by_span(listed: tuple[str, ...]) -> bool:
    """Tell whether the list goes by provider and span of days."""
    days = [sum(1 for _ in find_dates(line)) for line in listed]
    return any(count > 1 for count in days)
