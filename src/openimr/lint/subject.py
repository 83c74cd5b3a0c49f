"""What is checked: a letter, the determination it was written from, the records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openimr.domain import (
    Determination,
    DisputedItem,
    DocumentEntry,
    Evidence,
    Fact,
    Family,
    GuidelineSource,
    ItemDetermination,
    Letter,
    LetterCase,
    LetterCitation,
    LetterItem,
    RequestDetails,
)

from .clauses import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the guideline library knows, and the reader of requests built from it."""

    families: Mapping[str, Family]
    sources: Mapping[str, GuidelineSource]
    labels: Mapping[str, str]
    """What each fact is, in a few words."""

    read_request: Callable[[str], RequestDetails]
    split_request: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a text says on the facts that a clause of the letter names."""

    clause: Clause
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsAtHand:
    """The case file that the letter is about, as far as the checks ask."""

    disputed: tuple[DisputedItem, ...]
    """What the application and the request dispute."""

    answers: tuple[Answer, ...] = ()
    """What the records say on what the letter claims."""

    quoted: Callable[[Evidence], bool] | None = None
    """Tells whether a passage stands on its page, word for word."""

    papers_only: bool = False
    """True where no document but the papers of the dispute could be read."""

    people: tuple[str, ...] = ()
    """Names of who treated, asked for or denied the treatment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One letter under check."""

    letter: Letter
    known: Known
    determination: Determination | None = None
    """Given where the letter is one of ours, with its working."""

    in_summary: tuple[Answer, ...] = ()
    """What the letter's own summary says on what its rationale claims."""

    records: RecordsAtHand | None = None

    def family(self, item: LetterItem) -> Family | None:
        """Return the treatment family of an item; None where it is unknown."""
        treatment = item.details.treatment
        return self.known.families.get(treatment) if treatment else None


def as_letter(determination: Determination) -> Letter:
    """Return a determination as the letter that says it.

    The words are those of the letter; what only the working holds is left out.
    """
    case = determination.case
    return Letter(
        source="determination.json",
        format=None,
        case=LetterCase(
            number=case.number,
            priority=case.priority,
            date_of_injury=case.date_of_injury,
            ur_date=case.ur_date,
            application_received=case.application_received,
            date_assigned=case.date_assigned,
            decision_date=case.decision_date,
            age=case.age,
            sex=case.sex,
        ),
        reviewer=determination.reviewer,
        summary_text=" ".join(each.text for each in determination.summary),
        items=tuple(_item(each) for each in determination.items),
        documents_reviewed=tuple(_line(each) for each in determination.documents),
    )


def _line(entry: DocumentEntry) -> str:
    day = f"{entry.date:%m/%d/%Y}" if entry.date else None
    return " ".join(filter(None, (entry.title, entry.author, day)))


def _item(item: ItemDetermination) -> LetterItem:
    return LetterItem(
        details=RequestDetails(
            requested=item.requested,
            treatment=item.treatment,
            kind=item.kind,
            strength=item.strength,
            quantity=item.quantity if isinstance(item.quantity, int) else None,
            refills=item.refills,
            frequency=item.frequency,
            visits=item.visits,
            body_part=item.body_part,
            side=item.side,
            level=item.level,
            retrospective=item.retrospective,
        ),
        decision=item.decision,
        guidelines=tuple(
            LetterCitation(
                guideline=entry.guideline,
                name=entry.name,
                topic=entry.section,
                pages=entry.pages,
                verbatim=entry.name,
            )
            for entry in item.guidelines
            if entry.used
        ),
        rationale_text=" ".join(each.text for each in item.rationale) or None,
    )
