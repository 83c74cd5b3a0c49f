"""What a letter holds of a determination, worked out from the determination alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from openimr.domain import (
    Credentials,
    Determination,
    DocumentEntry,
    GuidelineEntry,
    ItemDetermination,
    Letter,
    LetterCase,
    LetterCitation,
    LetterDocument,
    LetterFormat,
    LetterItem,
    LetterQuote,
    LetterVote,
    Mark,
    RequestDetails,
    Statement,
    Step,
    UrOutcome,
)
from openimr.letters.read.reading import CONCLUSIONS
from openimr.letters.write import Letterhead, compose
from openimr.letters.write.appendix import OF_THE_SUMMARY, THE_REQUEST, lines_of
from openimr.letters.write.blocks import Bullets, Heading, Paragraph, words_of
from openimr.letters.write.decisions import claims_administrator, conclusion, relied_on
from openimr.letters.write.record import remarks, set_aside
from openimr.letters.write.statements import statement
from openimr.letters.write.wording import KINDS, closed

_OUTCOMES = {
    UrOutcome.APPROVE: "approved",
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed",
}


def bare(letter: Letter) -> Letter:
    """Return a letter without what is not its own: places, and what is read twice.

    The claims administrator's citations are read from a text that is compared itself,
    and the list of documents in one string each from the table that is compared.
    """
    return replace(
        letter,
        source="",
        spans=(),
        warnings=(),
        documents_reviewed=(),
        items=tuple(
            replace(
                item,
                spans=(),
                claims_administrator_guidelines=(),
                guidelines=tuple(
                    replace(cited, span=None, verbatim="") for cited in item.guidelines
                ),
            )
            for item in letter.items
        ),
    )


def held(
    determination: Determination,
    format: LetterFormat,
    letterhead: Letterhead,
    *,
    appendix: bool,
) -> Letter:
    """Return the letter that must be read from a file of this determination."""
    modern = format is LetterFormat.MODERN
    gaps = list(_not_found(determination)) if modern else []
    items = [
        _item(determination, place, modern=modern, appendix=appendix)
        for place in range(len(determination.items))
    ]
    if gaps:
        items = [
            replace(item, not_found=found)
            for item, found in zip(items, gaps, strict=True)
        ]
    return Letter(
        source="",
        format=format,
        case=_case(determination),
        reviewer=_credentials(determination.reviewer),
        summary_text=_said(determination.summary) or None,
        items=tuple(items),
        organisation=letterhead.organisation,
        address=letterhead.lines(),
        draft=determination.status == "draft",
        documents=tuple(_documents(determination)),
        page_notes=tuple(set_aside(determination)),
        panel=tuple(
            credentials
            for member in determination.panel
            if (credentials := _credentials(member.credentials)) is not None
        ),
        quotes=tuple(_summary_quotes(determination)) if appendix else (),
    )


def _case(determination: Determination) -> LetterCase:
    case = determination.case
    return LetterCase(
        number=case.number,
        priority=case.priority,
        date_of_injury=case.date_of_injury,
        ur_date=case.ur_date,
        application_received=case.application_received,
        date_assigned=case.date_assigned,
        decision_date=case.decision_date,
        age=case.age,
        sex=case.sex,
    )


def _credentials(reviewer: Credentials | None) -> Credentials | None:
    """Fill in what every letter says where nothing else is known: the legal least."""
    if reviewer is None:
        return None
    years, hours = reviewer.years_in_practice_over, reviewer.hours_a_week_at_least
    return replace(
        reviewer,
        years_in_practice_over=5 if years is None else years,
        hours_a_week_at_least=24 if hours is None else hours,
    )


def _said(
    statements: Sequence[Statement], guidelines: Sequence[GuidelineEntry] = ()
) -> str:
    return " ".join(words_of(statement(each, {}, guidelines)) for each in statements)


def _documents(determination: Determination) -> Iterator[LetterDocument]:
    remarked = remarks(determination)
    for entry, found in zip(determination.documents, remarked, strict=True):
        yield LetterDocument(
            id=entry.id,
            title=entry.title or KINDS[entry.kind],
            author=entry.author,
            date=entry.date,
            file=entry.file,
            first_page=entry.first_page,
            pages=entry.pages,
            remarks=tuple(words for words, _ in found),
        )


def _item(
    determination: Determination, place: int, *, modern: bool, appendix: bool
) -> LetterItem:
    item = determination.items[place]
    ur = item.ur
    outcome = _OUTCOMES.get(ur.outcome) if ur and ur.outcome else None
    stands = ur is not None and ur.outcome is UrOutcome.MODIFY
    return LetterItem(
        details=RequestDetails(requested=item.requested),
        decision=item.decision,
        guidelines=tuple(_citations(item)),
        other_evidence=tuple(_other(item)),
        rationale_text=_rationale(item),
        conclusion=CONCLUSIONS[item.decision],
        claims_administrator_text=words_of(claims_administrator(item)),
        guideline_text=words_of(relied_on(item)),
        ur_outcome=outcome if modern else None,
        approved=ur.approved.rstrip(".") if ur and stands and ur.approved else None,
        would_change=tuple(map(closed, item.would_change)) if modern else (),
        votes=tuple(
            LetterVote(
                decision=member.votes[place].decision,
                rationale_text=_said(member.votes[place].rationale, item.guidelines)
                or None,
            )
            for member in determination.panel
        ),
        quotes=tuple(_item_quotes(item, determination.documents)) if appendix else (),
    )


def _rationale(item: ItemDetermination) -> str:
    said = _said(item.rationale, item.guidelines)
    return " ".join(filter(None, (said or NOT_WRITTEN, conclusion(item))))


NOT_WRITTEN = "[no rationale has been written yet]"


def _citations(item: ItemDetermination) -> Iterator[LetterCitation]:
    for entry in item.guidelines:
        if entry.used and not entry.rule_only and _is_named(entry):
            yield LetterCitation(
                guideline=entry.guideline if _as_published(entry) else None,
                name=entry.name,
                topic=entry.section or None,
                pages=entry.pages,
                verbatim="",
                unverified=entry.pages is not None
                and entry.pages_mark is not Mark.VERIFIED,
            )


def _is_named(entry: GuidelineEntry) -> bool:
    return entry.step in {Step.MTUS, Step.ACOEM_ODG}


def _as_published(entry: GuidelineEntry) -> bool:
    return (entry.guideline == "odg") == (entry.step is Step.ACOEM_ODG)


def _other(item: ItemDetermination) -> Iterator[str]:
    for entry in item.guidelines:
        if not entry.used or (_is_named(entry) and not entry.rule_only):
            continue
        name = entry.name
        if entry.rule_only:
            yield name
            continue
        section = f", Section(s): {entry.section}" if entry.section else ""
        pages = f" Page(s): {entry.pages}" if entry.pages else ""
        yield f"{name}{section}{pages}"


def _not_found(determination: Determination) -> Iterator[tuple[str, ...]]:
    """Yield each item's list under its label; the sentences are tested elsewhere."""
    found: tuple[str, ...] = ()
    inside = False
    blocks = compose(determination).blocks
    start = blocks.index(Heading(level=1, text="IMR ISSUES, DECISIONS AND RATIONALES"))
    for before, block in zip(blocks[start:], blocks[start + 1 :], strict=False):
        if isinstance(block, Heading) and block.level <= 2:
            if inside:
                yield found
            found, inside = (), block.level == 2
            if block.level == 1:
                return
        labelled = isinstance(before, Paragraph) and words_of(before.text) == GAPS
        if labelled and isinstance(block, Bullets):
            found = tuple(words_of(text) for text in block.items)
    if inside:
        yield found


GAPS = "Looked for and not found:"


def _summary_quotes(determination: Determination) -> Iterator[LetterQuote]:
    dates = {document.id: document.date for document in determination.documents}
    seen = set()
    for said in determination.summary:
        for each in said.evidence:
            key = (each.document, each.page, each.quote)
            if key not in seen:
                seen.add(key)
                yield LetterQuote(
                    quote=each.quote,
                    document=each.document,
                    page=each.page,
                    date=dates[each.document],
                    criterion=None,
                )


def _item_quotes(
    item: ItemDetermination, documents: Sequence[DocumentEntry]
) -> Iterator[LetterQuote]:
    dates = {document.id: document.date for document in documents}
    for each, criterion in lines_of(item):
        yield LetterQuote(
            quote=each.quote,
            document=each.document,
            page=each.page,
            date=dates[each.document],
            criterion=None if criterion in {OF_THE_SUMMARY, THE_REQUEST} else criterion,
        )
