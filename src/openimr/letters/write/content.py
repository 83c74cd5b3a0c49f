"""What a letter says, composed once and printed by every format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openimr.domain import Determination, Tally, tallies
from openimr.letters.template import Template, template

from .appendix import appendix
from .blocks import Block, Heading, LetterContent, Paragraph, Role, Run, Tone
from .characters import printable
from .decisions import issues
from .frame import NOT_STATED, case_block, is_draft, result
from .letterhead import Letterhead
from .notes import notes
from .privacy import withholding
from .record import documents_reviewed
from .reviewers import how_made
from .statements import Anchors, anchor, paragraphs, plain, statement

_NOTICE = "DRAFT: not a determination until a physician reviewer has signed it"
_WHAT_IF = "WHAT IF: not a proposal; it supposes what the records do not say"
_NEUTRAL = Letterhead()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """All that the sections are made of."""

    determination: Determination
    letterhead: Letterhead
    template: Template
    anchors: Anchors
    votes: tuple[Tally, ...]
    appendix: bool


def compose(
    determination: Determination,
    letterhead: Letterhead = _NEUTRAL,
    *,
    patient: str | None = None,
    format: str = "modern",
    appendix: bool = False,
) -> LetterContent:
    """Return everything the letter says, in the order of its template.

    Args:
        determination: what was decided, or is proposed.
        letterhead: whose letter it is.
        patient: the worker's name, where known; wherever a record text brings it
            into the letter, it is withheld (8 CCR 9792.10.9 publishes letters only
            without it).
        format: name of a template of ``data/templates``.
        appendix: whether the quotes that the decisions rest on are added at the end.

    Raises:
        UnknownKeyError: there is no template of that name.
        PanelError: the votes of several reviewers do not fit together.
    """
    letter = _Letter(
        determination=determination,
        letterhead=letterhead,
        template=template(format),
        anchors=_anchors(determination),
        votes=tallies(determination),
        appendix=appendix,
    )
    withhold = withholding(patient)
    return _content(letter).mapped(lambda text: withhold(printable(text)))


def _content(letter: _Letter) -> LetterContent:
    """Return all that the letter says, names and odd characters with it."""
    head, determination = letter.letterhead, letter.determination
    draft, what_if = is_draft(determination), determination.what_if
    status = "draft" if draft else "final"
    number = determination.case.number or NOT_STATED
    return LetterContent(
        template=letter.template,
        title=letter.template.titles["what_if" if what_if else status],
        organisation=head.organisation,
        address=head.lines(),
        case_number=number,
        case_line=head.case_line_of(number),
        draft=draft,
        draft_notice=_WHAT_IF if what_if else _NOTICE,
        day=determination.engine.as_of,
        blocks=tuple(
            block
            for section in letter.template.sections
            for block in _section(section, letter)
        ),
        logo=head.logo,
    )


def _section(name: str, letter: _Letter) -> list[Block]:
    """Return a section under its heading and lead; nothing where it has no body."""
    body = _SECTIONS[name](letter)
    if not body:
        return []
    blocks: list[Block] = []
    if name in letter.template.headings:
        blocks.append(Heading(level=1, text=letter.template.headings[name]))
    if name in letter.template.leads:
        lead = letter.template.leads[name]
        blocks.append(Paragraph(text=plain(lead), role=Role.LABEL))
    return [*blocks, *body]


def _anchors(determination: Determination) -> Anchors:
    numbered: dict[str, str] = {}
    for number, document in enumerate(determination.documents):
        numbered.setdefault(document.id, anchor(number))
    return numbered


def _summary(letter: _Letter) -> list[Block]:
    said = [statement(each, letter.anchors) for each in letter.determination.summary]
    if not said:
        said = [(Run("[no summary has been written yet]", Tone.CAUTION),)]
    return [Paragraph(text=text) for text in paragraphs(said)]


def _items(letter: _Letter) -> list[Block]:
    return issues(
        letter.determination,
        letter.letterhead,
        letter.anchors,
        parts=letter.template.item,
        votes=letter.votes,
    )


def _notes(letter: _Letter) -> list[Block]:
    if not is_draft(letter.determination):
        return []
    return notes(letter.determination, letter.anchors)


_SECTIONS: Mapping[str, Callable[[_Letter], list[Block]]] = {
    "case": lambda letter: [
        case_block(letter.determination.case, draft=is_draft(letter.determination))
    ],
    "result": lambda letter: result(letter.determination),
    "reviewer": lambda letter: how_made(letter.determination),
    "documents": lambda letter: documents_reviewed(letter.determination),
    "summary": _summary,
    "items": _items,
    "appendix": lambda letter: (
        appendix(letter.determination, letter.anchors) if letter.appendix else []
    ),
    "notes": _notes,
}
"""Every section that a template can place."""
