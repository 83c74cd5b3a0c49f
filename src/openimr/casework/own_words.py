"""A physician's sentences and what they rest on, written and read back as plain text.

Each line is one statement.  What it rests on stands in it as ``[3]``, a passage of the
record, or ``[G1]``, a guideline; the numbers are those of a list of sources that is
shown beside the text.  A line without such a mark is refused: no statement of a
determination goes without.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Citation,
    Determination,
    Evidence,
    ItemDetermination,
    Statement,
)
from openimr.domain.own_work import (
    OwnWork,
)
from openimr.errors import OwnWorkError

LONGEST_LINE = 4000
MOST_LINES = 200
_MARK = re.compile(r"\s*\[\s*(G?\d{1,4})\s*\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that a sentence can rest on, by its mark."""

    mark: str
    """Such as ``3`` or ``G1``."""

    evidence: Evidence | None = None
    citation: Citation | None = None


def item_sources(
    proposal: Determination, draft: Determination, work: OwnWork, item: int
) -> tuple[Source, ...]:
    """Return what sentences on an item can rest on, numbered.

    The passages that its rationale and criteria rest on, those that a physician added,
    and the guidelines that were used or set beside.  What was proposed stands first,
    so that numbers stay as the draft grows.
    """
    own = [one.evidence for one in work.facts if one.item == item]
    own += [one.evidence for one in work.passages if one.item == item]
    passages: list[Evidence] = []
    citations: list[Citation] = []
    for each in (proposal.items[item - 1], draft.items[item - 1]):
        passages += [*_said(each.rationale), *each.evidence, *_of_facts(each)]
        citations += [one for said in each.rationale for one in said.citations]
        citations += _guidelines(each)
    return tuple(_numbered([*passages, *own], citations))


def summary_sources(
    proposal: Determination, draft: Determination, work: OwnWork
) -> tuple[Source, ...]:
    """Return what sentences of the case summary can rest on, numbered."""
    asked = [each for item in proposal.items for each in item.evidence]
    own = [one.evidence for one in work.facts]
    own += [one.evidence for one in work.passages]
    said = [*_said(proposal.summary), *asked, *_said(draft.summary)]
    return tuple(_numbered([*said, *own], ()))


def _guidelines(item: ItemDetermination) -> Iterator[Citation]:
    for entry in item.guidelines:
        yield Citation(
            guideline=entry.guideline,
            pages=entry.pages,
            pages_mark=entry.pages_mark,
        )


def _of_facts(item: ItemDetermination) -> Iterator[Evidence]:
    asked = {entry.fact for entry in item.criteria}
    for fact in item.facts:
        if fact.fact in asked:
            yield from fact.evidence
            yield from fact.against


def _said(statements: Iterable[Statement]) -> list[Evidence]:
    return [each for said in statements for each in said.evidence]


def _numbered(
    passages: Iterable[Evidence], citations: Iterable[Citation]
) -> Iterator[Source]:
    for number, passage in enumerate(dict.fromkeys(passages), 1):
        yield Source(mark=str(number), evidence=passage)
    once: dict[tuple[str, str | None, str | None], Citation] = {}
    for each in citations:
        once.setdefault((each.guideline, each.pages, each.section), each)
    for number, citation in enumerate(once.values(), 1):
        yield Source(mark=f"G{number}", citation=citation)


def spelled(statements: Sequence[Statement], sources: Sequence[Source]) -> str:
    """Return statements as the text that ``read_statements`` reads back."""
    passages = {one.evidence: one.mark for one in sources if one.evidence}
    guidelines = {
        (one.citation.guideline, one.citation.pages, one.citation.section): one.mark
        for one in sources
        if one.citation
    }
    lines = []
    for said in statements:
        marks = [passages[each] for each in said.evidence if each in passages]
        cited = [(each.guideline, each.pages, each.section) for each in said.citations]
        marks += [guidelines[each] for each in cited if each in guidelines]
        told = "".join(f" [{mark}]" for mark in dict.fromkeys(marks))
        lines.append(" ".join(said.text.split()) + told)
    return "\n\n".join(lines)


def read_statements(text: str, sources: Sequence[Source]) -> tuple[Statement, ...]:
    """Return the statements of a text, each with what its marks name.

    Raises:
        OwnWorkError: nothing is written, a line names no source or one that is not in
            the list, or the text is too long.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise OwnWorkError("the text", "nothing is written", "Write a sentence.")
    if len(lines) > MOST_LINES:
        raise OwnWorkError("the text", "it has too many lines", "Shorten it.")
    known = {one.mark: one for one in sources}
    return tuple(_statement(n, line, known) for n, line in enumerate(lines, 1))


def _statement(number: int, line: str, known: dict[str, Source]) -> Statement:
    place = f"line {number}"
    marks = list(dict.fromkeys(mark.upper() for mark in _MARK.findall(line)))
    words = " ".join(_MARK.sub("", line).split())
    if not words:
        raise OwnWorkError(place, "it has marks and no words", "Write the sentence.")
    if len(words) > LONGEST_LINE:
        raise OwnWorkError(place, "it is too long", "Make two lines of it.")
    if not marks:
        cure = "Name a source of the list, such as [1] or [G1]."
        raise OwnWorkError(place, "it rests on nothing", cure)
    for mark in marks:
        if mark not in known:
            cure = "Take one of the list of sources."
            raise OwnWorkError(place, f"there is no source [{mark}]", cure)
    named = [known[mark] for mark in marks]
    return Statement(
        text=words,
        evidence=tuple(one.evidence for one in named if one.evidence),
        citations=tuple(one.citation for one in named if one.citation),
    )
