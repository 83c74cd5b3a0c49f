"""What the checks are given: a letter, the library, and the records if at hand."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from openimr.clinical import Records, find_facts, read_records, read_summary
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import (
    DISPUTE_PAPERS,
    CaseFile,
    Determination,
    Dispute,
    DisputedItem,
    Evidence,
    FactQuestion,
    Letter,
)
from openimr.lint import Answer, Known, RecordsAtHand, Subject, claims, own_words
from openimr.review import disputed_items
from openimr.review.wording import wording

from .engine import knowledge

_AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAtHand:
    """A case file read for the checks."""

    case: CaseFile
    dispute: Dispute
    records: Records
    items: tuple[DisputedItem, ...]


def read_for_lint(path: Path, reading: ReadingOptions = _AS_USUAL) -> CaseAtHand:
    """Read a case file so that letters can be held against it.

    Raises:
        InputError: nothing can be read.
    """
    case = read_case(path, reading)
    return at_hand(case, read_dispute(case), read_records(case))


def at_hand(case: CaseFile, dispute: Dispute, records: Records) -> CaseAtHand:
    """Return a case file that was read, with what the checks ask of it."""
    items = disputed_items(dispute, knowledge().requests.read)
    return CaseAtHand(case=case, dispute=dispute, records=records, items=items)


def subject_of(
    letter: Letter,
    case: CaseAtHand | None,
    determination: Determination | None = None,
) -> Subject:
    """Return a letter with what it is held against: its case file, else its summary."""
    in_summary: tuple[Answer, ...] = ()
    if case is None and determination is None and letter.summary_text:
        day = letter.case.ur_date or letter.case.decision_date or dt.date.max
        records = read_summary(own_words(letter.summary_text))
        in_summary = tuple(_answers(letter, records, day))
    return Subject(
        letter=letter,
        known=library_for_lint(),
        determination=determination,
        in_summary=in_summary,
        records=_at_hand(letter, case) if case else None,
    )


def library_for_lint() -> Known:
    """Return what the checks ask of the guideline library."""
    known = knowledge()
    return Known(
        families={each.treatment.id: each for each in known.library.families},
        sources=known.library.sources,
        labels={id_: fact.label for id_, fact in known.library.facts.items()},
        read_request=known.requests.read,
        split_request=known.requests.split,
    )


def _at_hand(letter: Letter, case: CaseAtHand) -> RecordsAtHand:
    day = case.dispute.request_date() or letter.case.ur_date or dt.date.max
    readable = [d for d in case.case.documents if not d.misfiled]
    return RecordsAtHand(
        disputed=case.items,
        answers=tuple(_answers(letter, case.records, day)),
        quoted=partial(_stands, case.case),
        papers_only=all(document.kind in DISPUTE_PAPERS for document in readable),
        people=_people(case),
    )


def _answers(letter: Letter, records: Records, day: dt.date) -> Iterator[Answer]:
    for clause in claims(letter):
        named = wording().argued(clause.about)
        questions = [FactQuestion(fact=fact) for fact in named]
        if questions:
            item = DisputedItem(details=letter.items[clause.item - 1].details)
            facts = find_facts(records, item, questions, day)
            yield Answer(clause=clause, facts=facts)


def _stands(case: CaseFile, passage: Evidence) -> bool:
    files = {document.id: document.file for document in case.documents}
    for page in case.pages:
        if page.number == passage.page and page.file == files.get(passage.document):
            return _letters(page.text[passage.start : passage.end]) == _letters(
                passage.quote
            )
    return False


def _letters(words: str) -> str:
    """Return the words without what line ends change in them."""
    return re.sub(r"[\s\u00ad\ufffe-]+", "", words)


def _people(case: CaseAtHand) -> tuple[str, ...]:
    names = [document.author or "" for document in case.case.documents]
    if case.dispute.ur_reviewer is not None:
        names.append(case.dispute.ur_reviewer.value)
    return tuple(dict.fromkeys(name for name in names if name))
