"""Invented letters, records and determinations for the tests of the checks."""

import datetime as dt

from openimr.casework import knowledge
from openimr.casework.lint_subject import library_for_lint
from openimr.domain import (
    Credentials,
    Decision,
    DisputedItem,
    Evidence,
    Fact,
    Finding,
    Letter,
    LetterCase,
    LetterCitation,
    LetterItem,
    LintFinding,
)
from openimr.lint import Answer, Clause, RecordsAtHand, Subject, lint

NAPROXEN = "Naproxen 500 mg #60"
GOOD = (
    "The reports describe a flare of the low back in May. "
    "The request for Naproxen 500 mg #60 is medically necessary."
)


def cites(
    guideline: str | None, topic: str | None = None, pages: str | None = None
) -> LetterCitation:
    """Return a citation as a letter gives it."""
    words = f"{guideline} {topic} Page(s): {pages}"
    return LetterCitation(
        guideline=guideline,
        name="a guideline",
        topic=topic,
        pages=pages,
        verbatim=words,
    )


def item(
    requested: str = NAPROXEN,
    rationale: str = GOOD,
    decision: Decision = Decision.OVERTURNED,
    guidelines: tuple[LetterCitation, ...] = (),
    payer: tuple[LetterCitation, ...] = (),
) -> LetterItem:
    """Return a disputed item, its heading read as the program reads headings."""
    return LetterItem(
        details=knowledge().requests.read(requested),
        decision=decision,
        rationale_text=rationale,
        guidelines=guidelines,
        claims_administrator_guidelines=payer,
    )


def letter(
    *items: LetterItem,
    summary: str = "",
    case: LetterCase | None = None,
    documents: tuple[str, ...] = (),
    reviewer: Credentials | None = None,
    source: str = "letter.txt",
) -> Letter:
    """Return a letter that is sound but for what is given."""
    return Letter(
        source=source,
        format=None,
        case=case or LetterCase(ur_date=dt.date(2014, 6, 2)),
        reviewer=reviewer,
        summary_text=summary,
        items=items or (item(),),
        documents_reviewed=documents,
    )


def findings(
    checked: Letter,
    records: RecordsAtHand | None = None,
    in_summary: tuple[Answer, ...] = (),
) -> tuple[LintFinding, ...]:
    """Return what the checks find in a letter."""
    subject = Subject(
        letter=checked,
        known=library_for_lint(),
        records=records,
        in_summary=in_summary,
    )
    return lint(subject)


def found(checked: Letter, records: RecordsAtHand | None = None) -> set[str]:
    """Return the ids of the checks that find something."""
    return {each.check for each in findings(checked, records)}


def answered(
    claim: str, fact: str, finding: Finding, *, denied: bool, against: str = ""
) -> Answer:
    """Return what records say on a claim of the first item."""
    return Answer(
        clause=Clause(item=1, claim=claim, about=claim, denied=denied),
        facts=(
            Fact(
                fact=fact,
                finding=finding,
                evidence=(passage("seen on the page"),),
                against=(passage(against),) if against else (),
            ),
        ),
    )


def passage(words: str) -> Evidence:
    """Return a passage of the third page of the second document."""
    return Evidence(document="D2", page=3, quote=words, start=0, end=len(words))


def disputing(*requests: str, answers: tuple[Answer, ...] = ()) -> RecordsAtHand:
    """Return records whose papers dispute some requests."""
    read = knowledge().requests.read
    return RecordsAtHand(
        disputed=tuple(DisputedItem(details=read(each)) for each in requests),
        answers=answers,
    )
