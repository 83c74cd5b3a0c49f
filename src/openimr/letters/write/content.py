"""What a letter says, composed once and printed by every format."""

from openimr.domain import Determination

from .blocks import Block, Heading, LetterContent, Paragraph, Run, Tone
from .characters import printable
from .decisions import issues
from .frame import NOT_STATED, case_block, how_made, is_draft, result
from .letterhead import Letterhead
from .notes import notes
from .privacy import withholding
from .record import documents_reviewed
from .statements import Anchors, anchor, paragraphs, statement

_TITLE = "Independent Medical Review Final Determination"
_DRAFT_TITLE = "Independent Medical Review: Proposed Determination"
_NOTICE = "DRAFT: not a determination until a physician reviewer has signed it"
_WHAT_IF_TITLE = "Independent Medical Review: What If"
_WHAT_IF = "WHAT IF: not a proposal; it supposes what the records do not say"
_NEUTRAL = Letterhead()


def compose(
    determination: Determination,
    letterhead: Letterhead = _NEUTRAL,
    *,
    patient: str | None = None,
) -> LetterContent:
    """Return everything the letter says, in the order of format D.

    Args:
        determination: what was decided, or is proposed.
        letterhead: whose letter it is.
        patient: the worker's name, where known; wherever a record text brings it
            into the letter, it is withheld (8 CCR 9792.10.9 publishes letters only
            without it).
    """
    anchors = _anchors(determination)
    draft = is_draft(determination)
    what_if = determination.what_if
    title = _DRAFT_TITLE if draft else _TITLE
    content = LetterContent(
        title=_WHAT_IF_TITLE if what_if else title,
        organisation=letterhead.organisation,
        address=letterhead.address,
        case_number=determination.case.number or NOT_STATED,
        draft=draft,
        draft_notice=_WHAT_IF if what_if else _NOTICE,
        day=determination.engine.as_of,
        blocks=(
            case_block(determination.case),
            *result(determination),
            *how_made(determination.reviewer),
            *documents_reviewed(determination),
            *_summary(determination, anchors),
            *issues(determination, letterhead, anchors),
            *(notes(determination, anchors) if draft else ()),
        ),
    )
    withhold = withholding(patient)
    return content.mapped(lambda text: withhold(printable(text)))


def _anchors(determination: Determination) -> Anchors:
    numbered: dict[str, str] = {}
    for number, document in enumerate(determination.documents):
        numbered.setdefault(document.id, anchor(number))
    return numbered


def _summary(determination: Determination, anchors: Anchors) -> list[Block]:
    heading = Heading(level=1, text="CLINICAL CASE SUMMARY")
    said = [statement(each, anchors) for each in determination.summary]
    if not said:
        said = [(Run("[no summary has been written yet]", Tone.CAUTION),)]
    return [heading, *(Paragraph(text=text) for text in paragraphs(said))]
