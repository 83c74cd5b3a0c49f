"""What the letter says of the records, held against the records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Evidence,
    Fact,
    Finding,
    ItemDetermination,
    LintQuote,
    Statement,
)

from .catalogue import Problem
from .clauses import Clause
from .subject import Answer, Subject


def check_claims(subject: Subject) -> Iterator[Problem]:
    """Find silence told of what is documented, and documents that nobody finds."""
    if subject.records is not None:
        yield from _denied(subject, subject.records.answers, _RECORDS)
        yield from _affirmed(subject, subject.records.answers)
    else:
        yield from _denied(subject, subject.in_summary, _SUMMARY)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the facts were read that a claim is held against."""

    check: str
    name: str
    says: str


_RECORDS = _Source("denied-though-documented", "the records", "the records document it")
_SUMMARY = _Source("denied-against-summary", "the summary", "the summary tells of it")


def _denied(
    subject: Subject, answers: Sequence[Answer], source: _Source
) -> Iterator[Problem]:
    for answer in answers:
        if not answer.clause.denied:
            continue
        for fact in answer.facts:
            if fact.finding is not Finding.PRESENT:
                continue
            label = subject.known.labels.get(fact.fact, fact.fact)
            both = ", and hold words against it, too" if fact.against else ""
            yield Problem(
                check=source.check,
                item=answer.clause.item,
                message=f"Said to be undocumented: {label}; {source.says}{both}.",
                quotes=(_claim(answer.clause), *_shown(fact, source)),
                # Which of the words count is for the physician to say.
                severity="warning" if fact.against else None,
            )


def _affirmed(subject: Subject, answers: Sequence[Answer]) -> Iterator[Problem]:
    for answer in answers:
        clause = answer.clause
        if clause.denied or not answer.facts:
            continue
        if all(fact.finding is Finding.SILENT for fact in answer.facts):
            first = answer.facts[0].fact
            label = subject.known.labels.get(first, first)
            yield Problem(
                check="documented-nowhere",
                item=clause.item,
                message=f"Said to be documented, and not found: {label}.",
                quotes=(_claim(clause),),
            )


def _claim(clause: Clause) -> LintQuote:
    return LintQuote(where="the rationale", words=clause.claim)


def _shown(fact: Fact, source: _Source) -> Iterator[LintQuote]:
    placed = source is _RECORDS
    for passage in (*fact.evidence[:2], *fact.against[:1]):
        yield LintQuote(
            where=source.name,
            words=passage.quote,
            document=passage.document if placed else None,
            page=passage.page if placed else None,
        )


def check_evidence(subject: Subject) -> Iterator[Problem]:
    """Find sentences without a source, unknown pages, and quotations that fail."""
    if subject.determination is None:
        return
    told: list[tuple[int | None, str | None, Statement]] = [
        (None, None, each) for each in subject.determination.summary
    ]
    for number, item in enumerate(subject.determination.items, 1):
        told += [(number, _own_reason(item), each) for each in item.rationale]
    for place, own_reason, statement in told:
        if not statement.evidence and not statement.citations:
            yield Problem(
                check="statement-without-evidence",
                item=place,
                message="A sentence of the determination rests on nothing.",
                quotes=(LintQuote(where="the letter", words=statement.text),),
                # A judgement that a physician answers for holds nothing up.
                severity="warning" if statement.text == own_reason else None,
            )
        for passage in statement.evidence:
            yield from _passage(subject, place, passage)


def _own_reason(item: ItemDetermination) -> str | None:
    """Return why a physician decided an item, in the physician's own words."""
    return item.own.reason if item.own is not None and item.own.decided else None


def _passage(
    subject: Subject, number: int | None, passage: Evidence
) -> Iterator[Problem]:
    assert subject.determination is not None  # noqa: S101 - asked by the caller
    quote = LintQuote(
        where="the letter",
        words=passage.quote,
        document=passage.document,
        page=passage.page,
    )
    pages = {
        entry.id: range(entry.first_page, entry.first_page + entry.pages)
        for entry in subject.determination.documents
    }
    if passage.page not in pages.get(passage.document, range(0)):
        message = "Evidence names a document or page that the case file does not have."
        yield Problem(
            check="page-unknown", item=number, message=message, quotes=(quote,)
        )
    elif (
        subject.records is not None
        and subject.records.quoted is not None
        and not subject.records.quoted(passage)
    ):
        message = "A quotation does not stand on the page that is named for it."
        yield Problem(
            check="quote-not-on-page", item=number, message=message, quotes=(quote,)
        )
