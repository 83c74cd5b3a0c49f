"""NOTES ON THIS DRAFT: what a person must look at before anything is signed."""

from collections.abc import Iterator

from openimr.domain import Determination, ItemDetermination, LintFinding, Mark

from . import wording
from .blocks import Block, Bullets, Paragraph, Role, Run, Text, Tone
from .frame import requested
from .statements import Anchors, plain


def notes(determination: Determination, anchors: Anchors) -> list[Block]:
    """Return the section that only drafts have."""
    lead = (
        "For the reviewer. This section is no part of the determination and is left "
        "out of the signed letter."
    )
    blocks: list[Block] = [Paragraph(text=plain(lead), role=Role.NOTE)]
    for item in determination.items:
        if open_points := [*_unverified(item)]:
            label = f"Not yet checked against the source, {requested(item.requested)}:"
            blocks += [
                Paragraph(text=(Run(label, Tone.STRONG),), role=Role.LABEL),
                Bullets(items=tuple(plain(point) for point in open_points)),
            ]
    if determination.lint:
        label = "Found by the checks:"
        found = tuple(_finding(each, anchors) for each in determination.lint)
        blocks += [
            Paragraph(text=(Run(label, Tone.STRONG),), role=Role.LABEL),
            Bullets(items=found),
        ]
    return [*blocks, Paragraph(text=plain(_made_by(determination)), role=Role.NOTE)]


def _unverified(item: ItemDetermination) -> Iterator[str]:
    for entry in item.guidelines:
        if entry.used and entry.pages and entry.pages_mark is not Mark.VERIFIED:
            yield f"{entry.name}, {entry.section}: pages {entry.pages}."
    rules = dict.fromkeys(
        criterion.statement.strip()
        for criterion in item.criteria
        if criterion.mark is not Mark.VERIFIED and criterion.role != "comparison"
    )
    yield from (f"Rule: {wording.closed(rule)}" for rule in rules)


def _finding(found: LintFinding, anchors: Anchors) -> Text:
    words = f"{found.severity.capitalize()}: {found.message.strip().rstrip('.')}"
    if found.document is None:
        return plain(f"{words}.")
    page = f" p. {found.page}" if found.page is not None else ""
    place = Run(f"{found.document}{page}", Tone.REFERENCE, anchors.get(found.document))
    return (
        Run(f"{words} "),
        Run("(", Tone.REFERENCE),
        place,
        Run(")", Tone.REFERENCE),
        Run("."),
    )


def _made_by(determination: Determination) -> str:
    engine = determination.engine
    on = f", as of {wording.day(engine.as_of)}" if engine.as_of else ""
    library = f" with guideline library {engine.library}" if engine.library else ""
    return f"Drafted by OpenIMR {engine.version}{library}{on}."
