"""EVIDENCE APPENDIX: each quote with its document, page and date, and its criterion."""

from collections.abc import Iterable, Iterator

from openimr.domain import Determination, Evidence, ItemDetermination

from . import wording
from .blocks import Block, Heading, Paragraph, Row, Run, Table, Tone
from .frame import requested
from .statements import Anchors, plain

OF_THE_CASE = "Clinical case summary"
OF_THE_SUMMARY = "Told in the summary"
THE_REQUEST = "States the request"
HEADER = ("Quote", "Place", "Date", "Criterion")

Line = tuple[Evidence, str]
"""Words of a record and the criterion that they answer."""


def appendix(determination: Determination, anchors: Anchors) -> list[Block]:
    """Return a table of quotes for the summary, then one for each disputed item."""
    tables = [(OF_THE_CASE, [*_of_summary(determination)])]
    tables += [
        (f"Item {number}: {requested(item.requested)}", [*lines_of(item)])
        for number, item in enumerate(determination.items, start=1)
    ]
    blocks: list[Block] = []
    for name, lines in tables:
        if lines:
            blocks.append(Heading(level=2, text=name))
            blocks.append(_table(name, lines, determination, anchors))
    if not blocks:
        blocks.append(Paragraph(text=plain("Nothing is quoted from the records.")))
    return blocks


def _of_summary(determination: Determination) -> Iterator[Line]:
    quoted = (each for said in determination.summary for each in said.evidence)
    yield from ((each, OF_THE_SUMMARY) for each in _once(quoted))


def lines_of(item: ItemDetermination) -> Iterator[Line]:
    """Yield each quote of an item that answers a criterion, then where it is asked for.

    Facts come in their order, quotes for before quotes against; facts that no criterion
    asks for are left to the evidence page.
    """
    seen: set[tuple[str, int, str]] = set()
    for fact in item.facts:
        rules = [rule.statement for rule in item.criteria if rule.fact == fact.fact]
        criterion = "; ".join(dict.fromkeys(rules))
        for each in _once((*fact.evidence, *fact.against)) if rules else ():
            seen.add(_key(each))
            yield each, criterion
    for each in _once(item.evidence):
        if _key(each) not in seen:
            yield each, THE_REQUEST


def _once(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    return {_key(each): each for each in evidence}.values()


def _key(evidence: Evidence) -> tuple[str, int, str]:
    return evidence.document, evidence.page, evidence.quote


def _table(
    name: str, lines: list[Line], determination: Determination, anchors: Anchors
) -> Table:
    dates = {document.id: document.date for document in determination.documents}
    rows = []
    for evidence, criterion in lines:
        date = dates.get(evidence.document)
        place = f"{evidence.document} p. {evidence.page}"
        target = anchors.get(evidence.document)
        cells = (
            plain(f"“{evidence.quote.strip()}”"),
            (Run(place, Tone.REFERENCE, target),),
            plain(wording.day(date) if date else "Not dated"),
            plain(criterion),
        )
        rows.append(Row(cells=cells))
    return Table(
        caption=f"Quotes: {name}",
        header=HEADER,
        rows=tuple(rows),
        widths=(45, 12, 13, 30),
    )
